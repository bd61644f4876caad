package org.bitsweep.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.ctm.TableRow;
import org.bitsweep.forge.TableParquet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bitsweep ctm export}: a table as TSV or Parquet. */
@Command(
        name = "export",
        footerHeading = "%nExamples:%n",
        footer = {"  submit/bitsweep ctm export 2d --out 2d.parquet"},
        description = "Write a CTM table as TSV (.tsv, .tsv.gz) or Parquet (.parquet), a row for each measured block.",
        mixinStandardHelpOptions = true)
final class CtmExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TABLE", description = "A table's name or file.")
    private String table;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "What to write, by its ending.")
    private Path out;

    private int rows;

    @Override
    public Integer call() throws IOException {
        String name = out.getFileName().toString();
        if (!name.endsWith(".parquet") && !name.endsWith(".tsv") && !name.endsWith(".tsv.gz")) {
            throw new IllegalArgumentException("--out must end in .tsv, .tsv.gz or .parquet, unlike '" + out + "'");
        }
        try (OutputFile file = new OutputFile(out)) {
            if (name.endsWith(".parquet")) {
                parquet(file.temporary());
            } else {
                tsv(file.temporary(), name.endsWith(".gz"));
            }
            file.publish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        System.err.println(rows + " rows in " + out);
        return 0;
    }

    private void parquet(Path file) throws IOException {
        try (TableParquet parquet = new TableParquet(file)) {
            each(parquet::add);
        }
    }

    private void tsv(Path file, boolean gzip) throws IOException {
        try (var stream = Files.newOutputStream(file);
                Writer writer = new BufferedWriter(
                        new OutputStreamWriter(gzip ? new GZIPOutputStream(stream) : stream, StandardCharsets.UTF_8))) {
            writer.write("# CTM table " + table + ", exported by bitsweep; values in bits\nshape\tblock\tctm\tcount\n");
            each(row -> writer.write(row.shape().text(row.dim())
                    + '\t'
                    + row.block()
                    + '\t'
                    + new BigDecimal(row.ctm())
                            .setScale(13, RoundingMode.HALF_EVEN)
                            .toPlainString()
                    + '\t'
                    + row.count()
                    + '\n'));
        }
    }

    @FunctionalInterface
    private interface RowWriter {
        void write(TableRow row) throws IOException;
    }

    private void each(RowWriter writer) throws IOException {
        CtmTables.rows(table, CtmTables.local(), row -> {
            try {
                writer.write(row);
                rows++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
