package org.bitsweep.sweep.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * One commit: files that stop to exist and files that begin to. Its text is one line of JSON and a last line with the
 * CRC-32C of the first, so that a torn record is known.
 *
 * @param number of the record, from 0
 * @param driver identifier of the writing driver
 * @param remove names relative to the store
 */
record LogRecord(
        @JsonProperty("number") long number,
        @JsonProperty("driver") String driver,
        @JsonProperty("remove") List<String> remove,
        @JsonProperty("add") List<StagedFile> add) {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    LogRecord {
        remove = remove == null ? List.of() : List.copyOf(remove);
        add = add == null ? List.of() : List.copyOf(add);
    }

    byte[] encode() {
        try {
            String line = JSON.writeValueAsString(this);
            return (line + "\n" + checksum(line) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers has a JSON form", e);
        }
    }

    /** @param name what to call the record in an error */
    static LogRecord decode(String name, byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length != 3 || !lines[2].isEmpty() || !lines[1].equals(checksum(lines[0]))) {
            throw new StoreException("the log record " + name + " is damaged: its checksum does not fit its content");
        }
        try {
            return JSON.readValue(lines[0], LogRecord.class);
        } catch (JsonProcessingException e) {
            throw new StoreException("the log record " + name + " is whole but not a record of this version", e);
        }
    }

    private static String checksum(String line) {
        CRC32C crc = new CRC32C();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "crc32c:%08x", crc.getValue());
    }
}
