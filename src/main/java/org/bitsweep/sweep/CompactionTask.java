package org.bitsweep.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.ParquetFile;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.TableName;

/** Writes sorted rows of one table, each followed by the number of its file, into one staged file a number. */
final class CompactionTask implements FlatMapFunction<Iterator<Row>, StagedFile> {
    private static final long serialVersionUID = 1L;

    private final StoreFiles files;
    private final TableName table;
    private final String stagingFolder;
    private final String stem;

    /**
     * @param stem begins the names of all files
     */
    CompactionTask(StoreFiles files, TableName table, String stagingFolder, String stem) {
        this.files = files;
        this.table = table;
        this.stagingFolder = stagingFolder;
        this.stem = stem;
    }

    @Override
    public Iterator<StagedFile> call(Iterator<Row> rows) {
        List<Column<Row>> columns = TableRows.columns(table);
        List<StagedFile> staged = new ArrayList<>();
        try {
            Row row = rows.hasNext() ? rows.next() : null;
            while (row != null) {
                int number = row.getInt(columns.size());
                String name = String.format(Locale.ROOT, "%s-%05d.parquet", stem, number);
                String staging = stagingFolder + "/" + table.folder() + "-"
                        + TaskContext.get().taskAttemptId() + "-" + name;
                int runs = 0;
                String lastRun = null;
                try (ParquetWriter<Row> writer = ParquetFile.create(files.create(staging), table.folder(), columns)) {
                    while (row != null && row.getInt(columns.size()) == number) {
                        String run = row.getAs("run_key");
                        runs += run.equals(lastRun) ? 0 : 1;
                        lastRun = run;
                        writer.write(row);
                        row = rows.hasNext() ? rows.next() : null;
                    }
                }
                files.flush(staging);
                long length = files.length(staging).orElseThrow();
                staged.add(new StagedFile(staging, table.folder() + "/" + name, length, runs));
            }
        } catch (IOException e) {
            throw StoreException.cannotWrite(files, e);
        }
        return staged.iterator();
    }
}
