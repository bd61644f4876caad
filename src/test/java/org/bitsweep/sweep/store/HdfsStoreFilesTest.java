package org.bitsweep.sweep.store;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class HdfsStoreFilesTest extends StoreFilesContract {
    private final String folder = "/with space/" + UUID.randomUUID();

    @Override
    StoreFiles files() {
        return StoreFiles.of(HdfsServer.uri() + folder, Map.of());
    }
}
