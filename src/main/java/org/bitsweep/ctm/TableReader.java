package org.bitsweep.ctm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the file of a CTM table: lines that begin with {@code #} are comments, the first other line names the columns, of
 * which {@code shape}, {@code block} and {@code ctm} are needed, all separated by tabs.
 */
final class TableReader {
    /** Larger than any CTM value of machines that can be enumerated. */
    private static final double MAX_BITS = 1 << 20;

    private final String name;
    private int dim;
    private int line;

    private TableReader(String name) {
        this.name = name;
    }

    /**
     * Reads a table into memory. Shapes of more than {@value CtmTable#MAX_CELLS} cells are passed over, since a table
     * holds a value for every block of a shape.
     */
    static CtmTable read(String name, InputStream in) throws IOException {
        TableReader reader = new TableReader(name);
        Map<Shape, long[]> values = new TreeMap<>();
        reader.read(in, row -> {
            if (row.shape().cells() <= CtmTable.MAX_CELLS) {
                long[] units = values.computeIfAbsent(row.shape(), TableReader::unknown);
                int block = Blocks.parse(row.block());
                if (units[block] >= 0) {
                    throw reader.bad(
                            "block " + row.block() + " of shape " + row.shape().text(row.dim()) + " occurs twice");
                }
                units[block] = Math.round(row.ctm() / CtmTable.UNIT);
            }
        });
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " holds no CTM value");
        }
        return CtmTable.of(name, reader.dim, values);
    }

    /** Hands over row by row. */
    static void rows(String name, InputStream in, Consumer<TableRow> rows) throws IOException {
        new TableReader(name).read(in, rows);
    }

    private static long[] unknown(Shape shape) {
        long[] unknown = new long[1 << shape.cells()];
        Arrays.fill(unknown, -1);
        return unknown;
    }

    private void read(InputStream in, Consumer<TableRow> rows) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        try {
            InputStream plain = gzip ? new GZIPInputStream(in, 1 << 16) : in;
            read(new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)), rows);
        } catch (ZipException e) {
            throw new IllegalArgumentException(name + " is damaged: " + e.getMessage(), e);
        }
    }

    private void read(BufferedReader reader, Consumer<TableRow> rows) throws IOException {
        int shape = -1;
        int block = -1;
        int ctm = -1;
        int count = -1;
        int columns = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (text.isEmpty() || text.charAt(0) == '#') {
                continue;
            }
            String[] fields = text.split("\t", -1);
            if (columns == 0) {
                List<String> names = Arrays.asList(fields);
                shape = names.indexOf("shape");
                block = names.indexOf("block");
                ctm = names.indexOf("ctm");
                count = names.indexOf("count");
                columns = fields.length;
                if (shape < 0 || block < 0 || ctm < 0) {
                    throw bad("the columns must be named shape, block and ctm, not '" + text.replace('\t', ' ') + "'");
                }
            } else if (fields.length != columns) {
                throw bad("the row has " + fields.length + " fields instead of " + columns);
            } else {
                rows.accept(row(fields[shape], fields[block], fields[ctm], count < 0 ? "" : fields[count]));
            }
        }
    }

    private TableRow row(String shapeText, String block, String ctm, String count) {
        Shape shape;
        try {
            shape = Shape.parse(shapeText);
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage());
        }
        int rowDim = shapeText.indexOf('x') < 0 ? 1 : 2;
        if (dim == 0) {
            dim = rowDim;
        } else if (dim != rowDim) {
            throw bad("shape " + shapeText + " has dimension " + rowDim + ", the rows before it have " + dim);
        }
        if (block.length() != shape.cells()) {
            throw bad("the block has " + block.length() + " cells, its shape " + shapeText + " has " + shape.cells());
        }
        for (int i = 0; i < block.length(); i++) {
            if (block.charAt(i) != '0' && block.charAt(i) != '1') {
                throw bad("'" + block + "' is no block of the characters 0 and 1");
            }
        }
        return new TableRow(dim, shape, block, bits(ctm), count);
    }

    private double bits(String text) {
        double bits;
        try {
            bits = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad("'" + text + "' is no CTM value in bits");
        }
        if (!(bits >= 0 && bits <= MAX_BITS)) {
            throw bad("a CTM value lies between 0 and " + (int) MAX_BITS + " bits, not at " + text);
        }
        return bits;
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(name + ", line " + line + ": " + what);
    }
}
