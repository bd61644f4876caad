package org.bitsweep.sweep.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
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
 * @param schema version of tables and log that the record was written by
 * @param driver identifier of the writing driver
 * @param live all files that existed before this record, in a checkpoint; null in any other record
 * @param remove names relative to the store
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LogRecord(
        @JsonProperty("number") long number,
        @JsonProperty("schema") int schema,
        @JsonProperty("driver") String driver,
        @JsonProperty("live") List<StagedFile> live,
        @JsonProperty("remove") List<String> remove,
        @JsonProperty("add") List<StagedFile> add) {
    /**
     * Version of tables and log. 1: runs, epochs, measures. 2: snapshots, checkpoints. A version adds columns, which are
     * null in files of earlier ones, and tables.
     */
    static final int SCHEMA = 2;

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    LogRecord {
        // The first version did not write it.
        schema = Math.max(schema, 1);
        live = live == null ? null : List.copyOf(live);
        remove = remove == null ? List.of() : List.copyOf(remove);
        add = add == null ? List.of() : List.copyOf(add);
    }

    @JsonIgnore
    boolean isCheckpoint() {
        return live != null;
    }

    byte[] encode() {
        try {
            String line = JSON.writeValueAsString(this);
            return (line + "\n" + checksum(line) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers has a JSON form", e);
        }
    }

    /**
     * Reads a record. One that a later version wrote has nothing but its number and schema.
     *
     * @param name what to call the record in an error
     * @throws StoreException if it is torn or was changed
     */
    static LogRecord decode(String name, byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length != 3 || !lines[2].isEmpty() || !lines[1].equals(checksum(lines[0]))) {
            throw new StoreException("the log record " + name + " is damaged: its checksum does not fit its content");
        }
        try {
            JsonNode tree = JSON.readTree(lines[0]);
            int schema = tree.path("schema").asInt();
            return schema > SCHEMA
                    ? new LogRecord(tree.path("number").asLong(), schema, "", null, null, null)
                    : JSON.treeToValue(tree, LogRecord.class);
        } catch (JsonProcessingException e) {
            throw new StoreException("the log record " + name + " is whole but not a record", e);
        }
    }

    private static String checksum(String line) {
        CRC32C crc = new CRC32C();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "crc32c:%08x", crc.getValue());
    }
}
