package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes rows to one Parquet file, compressed with Zstandard. */
public final class ParquetFile {
    /** A group of rows is what one task reads: some to a large file, so that several cores share it. */
    private static final long ROW_GROUP_BYTES = 32L << 20;

    private ParquetFile() {}

    /** Writes a whole file. */
    public static <R> void write(OutputFile file, String table, List<Column<R>> columns, List<R> rows)
            throws IOException {
        try (ParquetWriter<R> writer = create(file, table, columns)) {
            for (R row : rows) {
                writer.write(row);
            }
        }
    }

    /** Creates a file that rows are written to one after the other. */
    public static <R> ParquetWriter<R> create(OutputFile file, String table, List<Column<R>> columns)
            throws IOException {
        return new Builder<>(file, new Rows<>(table, columns))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    private static final class Builder<R> extends ParquetWriter.Builder<R, Builder<R>> {
        private final WriteSupport<R> rows;

        Builder(OutputFile file, WriteSupport<R> rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder<R> self() {
            return this;
        }

        @Override
        protected WriteSupport<R> getWriteSupport(Configuration configuration) {
            return rows;
        }

        @Override
        protected WriteSupport<R> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }

    private static final class Rows<R> extends WriteSupport<R> {
        private final String table;
        private final List<Column<R>> columns;
        private RecordConsumer out;

        Rows(String table, List<Column<R>> columns) {
            this.table = table;
            this.columns = columns;
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return context();
        }

        private WriteContext context() {
            return new WriteContext(
                    new MessageType(
                            table, columns.stream().map(Column::parquetType).toList()),
                    Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(R row) {
            out.startMessage();
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).write(row, i, out);
            }
            out.endMessage();
        }
    }
}
