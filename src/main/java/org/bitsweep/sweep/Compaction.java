package org.bitsweep.sweep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreWriter;
import org.bitsweep.sweep.store.TableName;

/**
 * Merges files of OK runs into few large ones, sorted by group, run and epoch: the files of one number hold the same runs
 * in every table. It writes to the staging folder only; the store's writer commits what comes of it.
 */
final class Compaction {
    /** What a large file has, in bytes. */
    static final long FILE_BYTES = 64L << 20;

    private static final int SAMPLES_PER_FILE = 1_000;
    private static final String GROUP = "_group";
    private static final String FILE = "_file";

    /**
     * What a compaction makes.
     *
     * @param outdated names of the files whose rows are in the others
     */
    record Merged(List<String> outdated, List<StagedFile> staged) {}

    private final SparkSession spark;
    private final StoreWriter store;
    private final String stem;
    private final long fileBytes;

    /**
     * @param number tells the compactions of one writer apart
     * @param fileBytes bytes that the files of one number are planned for, in the largest table
     */
    Compaction(SparkSession spark, StoreWriter store, int number, long fileBytes) {
        this.spark = spark;
        this.store = store;
        this.stem = store.driver() + "-c" + number;
        this.fileBytes = fileBytes;
    }

    /** Whether a file was made by a compaction. */
    static boolean isMerged(StagedFile file) {
        return file.stem().matches("[0-9a-f]+-c\\d+-\\d+");
    }

    /** @param files some files of OK runs, with all that the same runs have in other tables */
    Merged merge(List<StagedFile> files) {
        Map<TableName, List<StagedFile>> inputs = new EnumMap<>(TableName.class);
        files.forEach(file ->
                inputs.computeIfAbsent(file.table(), table -> new ArrayList<>()).add(file));
        Dataset<Row> runs = read(TableName.RUNS, inputs.getOrDefault(TableName.RUNS, List.of()))
                .select("run_key", "group_key");
        String[] bounds = bounds(runs, inputs);
        List<StagedFile> staged = new ArrayList<>();
        inputs.forEach((table, of) -> staged.addAll(merge(table, read(table, of), runs, bounds)));
        requireSameRuns(inputs.getOrDefault(TableName.RUNS, List.of()), staged);
        return new Merged(files.stream().map(StagedFile::target).toList(), staged);
    }

    private Dataset<Row> read(TableName table, List<StagedFile> files) {
        return StoreTables.read(
                spark,
                table,
                files.stream()
                        .map(file -> store.files().location(file.target()))
                        .toList());
    }

    /** The first run of every file but the first one, from a sample of the runs. */
    private String[] bounds(Dataset<Row> runs, Map<TableName, List<StagedFile>> inputs) {
        long largest = inputs.values().stream()
                .mapToLong(table -> table.stream().mapToLong(StagedFile::length).sum())
                .max()
                .orElse(0);
        int count = Math.toIntExact((largest + fileBytes - 1) / fileBytes);
        if (count <= 1) {
            return new String[0];
        }
        long total =
                inputs.get(TableName.RUNS).stream().mapToLong(StagedFile::runs).sum();
        double fraction = Math.min(1, (double) count * SAMPLES_PER_FILE / total);
        String[] sample = runs.sample(fraction, 0).collectAsList().stream()
                .map(row -> position(row.getString(1), row.getString(0)))
                .sorted()
                .toArray(String[]::new);
        return IntStream.range(1, count)
                .mapToObj(i -> sample[(int) ((long) i * sample.length / count)])
                .distinct()
                .toArray(String[]::new);
    }

    /** Sorts as (group, run) do, because all groups' keys are equally long. */
    private static String position(String group, String run) {
        return group + run;
    }

    private List<StagedFile> merge(TableName table, Dataset<Row> rows, Dataset<Row> runs, String[] bounds) {
        List<String> columns = Tables.columns(table).stream().map(Column::name).toList();
        Dataset<Row> grouped = columns.contains("group_key")
                ? rows.withColumn(GROUP, col("group_key"))
                : rows.join(runs.withColumnRenamed("group_key", GROUP), new String[] {"run_key"}, "left");
        UDF2<String, String, Integer> fileOf = (group, run) -> {
            int found = Arrays.binarySearch(bounds, position(group, run));
            return found < 0 ? -found - 1 : found + 1;
        };
        UserDefinedFunction file = udf(fileOf, DataTypes.IntegerType);
        org.apache.spark.sql.Column[] order = Stream.of(FILE, GROUP, "run_key", "epoch", "probe", "layer", "name")
                .filter(name -> name.startsWith("_") || columns.contains(name))
                .map(org.apache.spark.sql.functions::col)
                .toArray(org.apache.spark.sql.Column[]::new);
        org.apache.spark.sql.Column[] written = Stream.concat(columns.stream(), Stream.of(FILE, GROUP))
                .map(org.apache.spark.sql.functions::col)
                .toArray(org.apache.spark.sql.Column[]::new);
        return grouped.withColumn(FILE, bounds.length == 0 ? lit(0) : file.apply(col(GROUP), col("run_key")))
                .repartition(bounds.length + 1, col(FILE))
                .sortWithinPartitions(order)
                .select(written)
                .toJavaRDD()
                .mapPartitions(new CompactionTask(store.files(), table, store.stagingFolder(), stem))
                .collect();
    }

    private void requireSameRuns(List<StagedFile> inputs, List<StagedFile> staged) {
        long before = inputs.stream().mapToLong(StagedFile::runs).sum();
        long after = staged.stream()
                .filter(file -> file.table() == TableName.RUNS)
                .mapToLong(StagedFile::runs)
                .sum();
        if (before != after) {
            throw new StoreException("the store " + store.files().location() + " has " + after
                    + " different runs in files of " + before + ", and is left as it is");
        }
    }
}
