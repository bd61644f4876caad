package org.bitsweep.sweep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRecordTest {
    private static final LogRecord RECORD = new LogRecord(
            42,
            LogRecord.SCHEMA,
            "a1b2c3d4",
            null,
            List.of("runs/old.parquet"),
            List.of(new StagedFile("_bitsweep/staging/d/runs-x.parquet", "runs/x.parquet", 1234, 7)));

    @Test
    void aRecordReadsBackAsItWasWritten() {
        assertThat(LogRecord.decode("r", RECORD.encode())).isEqualTo(RECORD);
    }

    @Test
    void theLastLineIsTheChecksumOfTheFirst() {
        String[] lines = new String(RECORD.encode(), StandardCharsets.UTF_8).split("\n");
        CRC32C crc = new CRC32C();
        crc.update(lines[0].getBytes(StandardCharsets.UTF_8));
        assertThat(lines).hasSize(2);
        assertThat(lines[1]).isEqualTo(String.format("crc32c:%08x", crc.getValue()));
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] whole = RECORD.encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> LogRecord.decode("00000042.json", torn))
                    .withMessageContaining("00000042.json");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 50, 100})
    void aChangedByteIsNoticed(int position) {
        byte[] changed = RECORD.encode();
        changed[position] ^= 1;
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> LogRecord.decode("r", changed));
    }

    @Test
    void aFieldOfALaterVersionIsIgnored() {
        String line =
                new String(RECORD.encode(), StandardCharsets.UTF_8).split("\n")[0].replaceFirst("\\{", "{\"later\":1,");
        CRC32C crc = new CRC32C();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        byte[] bytes =
                (line + "\n" + String.format("crc32c:%08x", crc.getValue()) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(LogRecord.decode("r", bytes)).isEqualTo(RECORD);
    }
}
