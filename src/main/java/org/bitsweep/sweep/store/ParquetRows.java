package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads rows of Parquet files without Spark, whose start takes seconds. */
final class ParquetRows {
    private ParquetRows() {}

    /** Reads a file; columns that it does not have are empty. */
    static void read(InputFile file, List<String> columns, Consumer<Group> row) throws IOException {
        PlainParquetConfiguration settings = new PlainParquetConfiguration();
        settings.set(ReadSupport.PARQUET_READ_SCHEMA, schema(file, columns).toString());
        try (ParquetReader<Group> reader = new Builder(file, settings).build()) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                row.accept(group);
            }
        }
    }

    private static MessageType schema(InputFile file, List<String> columns) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(file)) {
            MessageType whole = reader.getFileMetaData().getSchema();
            List<Type> wanted = new ArrayList<>();
            for (String column : columns) {
                if (whole.containsField(column)) {
                    wanted.add(whole.getType(column));
                }
            }
            return new MessageType(whole.getName(), wanted);
        }
    }

    private static final class Builder extends ParquetReader.Builder<Group> {
        Builder(InputFile file, ParquetConfiguration settings) {
            super(file, settings);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
