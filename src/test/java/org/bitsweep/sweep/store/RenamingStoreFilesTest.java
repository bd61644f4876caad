package org.bitsweep.sweep.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The operations for HDFS on a local disk whose rename does what that of HDFS does. */
class RenamingStoreFilesTest extends StoreFilesContract {
    @TempDir
    private Path folder;

    @Override
    StoreFiles files() {
        return FaultyFileSystem.store(folder.resolve("with space/store"));
    }
}
