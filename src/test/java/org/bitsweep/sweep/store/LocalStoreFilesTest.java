package org.bitsweep.sweep.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreFilesTest extends StoreFilesContract {
    @TempDir
    private Path folder;

    @Override
    StoreFiles files() {
        return StoreFiles.of(folder.resolve("with space/store").toString());
    }

    @Test
    void otherFileSystemsAreRefusedInOneSentence() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreFiles.of("ftp://host/path"))
                .withMessageContaining("ftp://host/path");
    }
}
