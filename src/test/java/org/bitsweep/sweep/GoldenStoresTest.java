package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bitsweep.Oracle;
import org.bitsweep.SharedSpark;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.ParquetFile;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreWriter;
import org.bitsweep.sweep.store.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores that each version of the schema has written stay readable for ever. What is in them was read by another program,
 * DuckDB, into a JSON file beside each.
 */
class GoldenStoresTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1})
    void everyRowIsWhatAnotherProgramReads(int version) throws Exception {
        requireRows(version, golden(version));
    }

    @ParameterizedTest
    @ValueSource(ints = {1})
    void anEarlierStoreCanBeCompacted(int version) throws Exception {
        Path store = copy(version);
        StoreCompaction.compact(SharedSpark.session(), store.toString(), false);
        requireRows(version, store);
    }

    @Test
    void aTableThatALaterVersionAddedIsEmpty() throws Exception {
        Dataset<Row> snapshots = SmallSweep.tables(golden(1)).snapshots();
        assertThat(snapshots.columns()).contains("run_key", "bits");
        assertThat(snapshots.count()).isZero();
    }

    @Test
    void aColumnThatALaterVersionAddedIsNullAlsoAfterACompaction() throws IOException {
        List<Column<Integer>> early = List.of(
                Column.text("run_key", row -> "run " + row),
                Column.text("group_key", row -> "a group"),
                Column.text("status", row -> "OK"));
        try (StoreWriter writer = StoreWriter.open(StoreFiles.of(folder.toString()))) {
            for (int i = 0; i < 2; i++) {
                String staging = writer.stagingFolder() + "/" + i;
                ParquetFile.write(writer.files().create(staging), "runs", early, List.of(i));
                long length = writer.files().length(staging).orElseThrow();
                String target = "runs/" + writer.driver() + "-" + i + ".parquet";
                writer.commit(List.of(new StagedFile(staging, target, length, 1)));
            }
        }
        for (int compactions = 0; compactions < 2; compactions++) {
            List<Row> rows = SmallSweep.tables(folder).runs().sort("run_key").collectAsList();
            assertThat(rows).hasSize(2).allMatch(row -> row.isNullAt(row.fieldIndex("tier")));
            assertThat(rows.get(1).<String>getAs("run_key")).isEqualTo("run 1");
            StoreCompaction.compact(SharedSpark.session(), folder.toString(), false);
        }
    }

    private static void requireRows(int version, Path store) {
        StoreTables tables = SmallSweep.tables(store);
        assertThat(tables.damage()).isEmpty();
        JsonNode golden = Oracle.read(GoldenStoresTest.class, "stores/" + version + ".json");
        for (TableName table : TableName.values()) {
            TreeSet<String> expected = new TreeSet<>();
            JsonNode rows = golden.path(table.folder());
            rows.forEach(row -> expected.add(text(row)));
            assertThat(expected).hasSize(rows.size());
            assertThat(rows(tables, table))
                    .as(table.folder())
                    .isEqualTo(expected)
                    .hasSize(rows.size());
        }
    }

    private static TreeSet<String> rows(StoreTables tables, TableName table) {
        Dataset<Row> rows = switch (table) {
            case RUNS -> tables.runs();
            case EPOCHS -> tables.epochs();
            case MEASURES -> tables.measures();
            case SNAPSHOTS -> tables.snapshots();
        };
        List<Column<Row>> columns = TableRows.columns(table);
        TreeSet<String> texts = new TreeSet<>();
        for (Row row : rows.collectAsList()) {
            TreeMap<String, Object> fields = new TreeMap<>();
            for (Column<Row> column : columns) {
                Object value = column.value().apply(row);
                Object text = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value;
                fields.put(column.name(), text);
            }
            texts.add(fields.toString());
        }
        return texts;
    }

    /** Columns that the version did not have are not in its rows: they must be null. */
    private static String text(JsonNode row) {
        TreeMap<String, Object> fields = new TreeMap<>();
        row.fields().forEachRemaining(field -> fields.put(field.getKey(), value(field.getValue())));
        return fields.toString();
    }

    private static Object value(JsonNode value) {
        if (value.isObject()) {
            TreeMap<String, Object> map = new TreeMap<>();
            value.fields().forEachRemaining(field -> map.put(field.getKey(), value(field.getValue())));
            return map;
        }
        return value.isNull() ? null : value.isNumber() ? value.numberValue() : value.asText();
    }

    private static Path golden(int version) throws URISyntaxException {
        return Path.of(GoldenStoresTest.class.getResource("stores/" + version).toURI());
    }

    private Path copy(int version) throws IOException, URISyntaxException {
        Path from = golden(version);
        Path to = folder.resolve("copy");
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(all::add);
        }
        for (Path source : all) {
            Files.copy(source, to.resolve(from.relativize(source).toString()));
        }
        return to;
    }
}
