package org.bitsweep.sweep.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class S3aStoreFilesTest extends StoreFilesContract {
    private final String folder = "/with space/" + UUID.randomUUID();

    @Override
    StoreFiles files() {
        return StoreFiles.of(S3Server.uri() + folder, S3Server.settings());
    }

    @Test
    void aFileSystemWithoutConditionalRequestsIsRefused() {
        Map<String, String> settings = new HashMap<>(S3Server.settings());
        settings.put("fs.s3a.create.conditional.enabled", "false");
        settings.put("fs.s3a.impl.disable.cache", "true");
        StoreFiles files = StoreFiles.of(S3Server.uri() + folder, settings);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> files.putIfAbsent("file", new byte[1]))
                .withMessageContaining("only if it is absent");
    }
}
