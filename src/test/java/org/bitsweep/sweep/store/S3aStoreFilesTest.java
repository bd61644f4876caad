package org.bitsweep.sweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
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

    /**
     * One after the other: the server of these tests looks for the object and stores it in two steps, where S3 itself
     * promises one.
     */
    @Test
    @Override
    void onlyOneOfManyAtOnceCreatesTheFile() throws IOException {
        int created = 0;
        for (int client = 0; client < 16; client++) {
            created += files().putIfAbsent("a/file", new byte[] {(byte) client}) ? 1 : 0;
        }
        assertThat(created).isEqualTo(1);
        assertThat(files().read("a/file")).containsExactly(0);
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
