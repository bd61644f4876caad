package org.bitsweep.forge;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.bitsweep.ctm.TableRow;

/**
 * Writes the rows of a CTM table as one Parquet file: {@code shape}, {@code rows}, {@code cols}, {@code block} (cells row
 * by row), {@code ctm} (bits) and {@code count} (null where the table has none).
 */
public final class TableParquet implements AutoCloseable {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("message ctm {"
            + " required binary shape (STRING); required int32 rows; required int32 cols;"
            + " required binary block (STRING); required double ctm; optional int64 count; }");

    private final SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);
    private final ParquetWriter<Group> writer;

    /** Creates the file, or replaces it. */
    public TableParquet(Path file) throws IOException {
        this.writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new Configuration(false))
                .withType(SCHEMA)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build();
    }

    /** Adds a row. */
    public void add(TableRow row) throws IOException {
        Group group = groups.newGroup()
                .append("shape", row.shape().text(row.dim()))
                .append("rows", row.shape().rows())
                .append("cols", row.shape().cols())
                .append("block", row.block())
                .append("ctm", row.ctm());
        if (!row.count().isEmpty()) {
            group.append("count", Long.parseLong(row.count()));
        }
        writer.write(group);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
