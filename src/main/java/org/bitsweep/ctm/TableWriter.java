package org.bitsweep.ctm;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a distribution as a CTM table: comments that say what it is, then a row for each block that was produced. The
 * text is the same on every machine and JDK; so are the compressed bytes with the same zlib.
 */
public final class TableWriter {
    /** Decimals of a value: more than enough for units of 2^-40 bit, fewer than the rounding errors of a logarithm. */
    private static final int DECIMALS = 13;

    private TableWriter() {}

    /**
     * Writes a table.
     *
     * @param distribution what to write
     * @param maxCells blocks of more cells than this are left out
     * @param command the command that makes this table, for the header
     * @param version the version of the program, for the header
     * @param gzip whether to compress
     * @param out is closed
     */
    public static void write(
            Distribution distribution, int maxCells, String command, String version, boolean gzip, OutputStream out)
            throws IOException {
        try (Writer writer = new BufferedWriter(
                new OutputStreamWriter(gzip ? new Gzip(out) : out, StandardCharsets.UTF_8), 1 << 16)) {
            header(distribution, maxCells, command, version, writer);
            writer.write("shape\tblock\tctm\tcount\n");
            int dim = distribution.space().dim();
            for (Shape shape : Blocks.SHAPES) {
                if (shape.cells() > maxCells || dim == 1 && shape.rows() > 1) {
                    continue;
                }
                // In the order of the text, so that neighbouring rows resemble each other.
                for (int text = 0; text < 1 << shape.cells(); text++) {
                    int block = Integer.reverse(text) >>> 32 - shape.cells();
                    long count = distribution.count(shape.rows(), shape.cols(), block);
                    if (count != 0) {
                        row(distribution, shape.text(dim), Blocks.text(shape.cells(), block), count, writer);
                    }
                }
            }
            try {
                distribution
                        .strings()
                        .forEach((string, count) -> strings(distribution, string, count, maxCells, writer));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    private static void strings(Distribution distribution, BigInteger string, long count, int maxCells, Writer writer) {
        int length = string.bitLength() - 1;
        if (length > maxCells) {
            return;
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(string.testBit(i) ? '1' : '0');
        }
        try {
            row(distribution, Integer.toString(length), text.toString(), count, writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void row(Distribution distribution, String shape, String block, long count, Writer writer)
            throws IOException {
        BigDecimal ctm = new BigDecimal(distribution.ctm(count)).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        BigInteger machines = distribution.space().unit().multiply(BigInteger.valueOf(count));
        writer.write(shape + '\t' + block + '\t' + ctm.toPlainString() + '\t' + machines + '\n');
    }

    private static void header(Distribution distribution, int maxCells, String command, String version, Writer writer)
            throws IOException {
        MachineSpace space = distribution.space();
        int dim = space.dim();
        StringBuilder text = new StringBuilder();
        text.append("# CTM table of bitsweep ")
                .append(version)
                .append(", made by: ")
                .append(command)
                .append('\n');
        text.append("# formalism: all ")
                .append(dim == 1 ? "one" : "two")
                .append("-dimensional Turing machines with ")
                .append(space.states())
                .append(" states and 2 symbols; an entry halts (writes, does not move) or goes on (")
                .append(dim == 1 ? "left, right" : "left, right, up, down")
                .append("); both blank symbols\n");
        text.append("# output: the visited cells, as ")
                .append(dim == 1 ? "a string from leftmost to rightmost" : "their bounding rectangle, row by row")
                .append("; ctm = -log2(count / halting pairs), in bits\n");
        text.append("# dimension: ").append(dim).append('\n');
        text.append("# states: ").append(space.states()).append('\n');
        text.append("# step bound: ").append(space.steps()).append(", the halting step included\n");
        text.append("# machines: ").append(space.machines()).append('\n');
        text.append("# halting pairs of machine and blank: ")
                .append(distribution.halting())
                .append('\n');
        text.append(
                "# blocks without a row were never produced; they count as the largest value of their shape plus 1 bit\n");
        for (Shape shape : Blocks.SHAPES) {
            if (shape.cells() > maxCells || dim == 1 && shape.rows() > 1) {
                continue;
            }
            int produced = 0;
            for (int block = 0; block < 1 << shape.cells(); block++) {
                if (distribution.count(shape.rows(), shape.cols(), block) != 0) {
                    produced++;
                }
            }
            text.append("# coverage of ")
                    .append(shape.text(dim))
                    .append(": ")
                    .append(produced)
                    .append(" of ")
                    .append(1 << shape.cells())
                    .append('\n');
        }
        writer.write(text.toString());
    }

    /** At the best compression. The header that {@link GZIPOutputStream} writes holds neither time nor name. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
