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
import java.util.zip.GZIPInputStream;

/**
 * Reads a CTM table: lines that begin with {@code #} are comments, the first other line names the columns, of which
 * {@code shape}, {@code block} and {@code ctm} are needed, all separated by tabs. Shapes of more than
 * {@value CtmTable#MAX_CELLS} cells are passed over: a table holds a value for every block of a shape.
 */
final class TableReader {
    /** Larger than any CTM value of machines that can be enumerated. */
    private static final double MAX_BITS = 1 << 20;

    private final String name;
    private final Map<Shape, long[]> values = new TreeMap<>();
    private int dim;
    private int line;

    private TableReader(String name) {
        this.name = name;
    }

    static CtmTable read(String name, InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        InputStream plain = gzip ? new GZIPInputStream(in, 1 << 16) : in;
        return new TableReader(name).read(new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)));
    }

    private CtmTable read(BufferedReader reader) throws IOException {
        int shape = -1;
        int block = -1;
        int ctm = -1;
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
                columns = fields.length;
                if (shape < 0 || block < 0 || ctm < 0) {
                    throw bad("the columns must be named shape, block and ctm, not '" + text.replace('\t', ' ') + "'");
                }
            } else if (fields.length != columns) {
                throw bad("the row has " + fields.length + " fields instead of " + columns);
            } else {
                row(fields[shape], fields[block], fields[ctm]);
            }
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " holds no CTM value");
        }
        return CtmTable.of(name, dim, values);
    }

    private void row(String shapeText, String blockText, String ctmText) {
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
        if (blockText.length() != shape.cells()) {
            throw bad(
                    "the block has " + blockText.length() + " cells, its shape " + shapeText + " has " + shape.cells());
        }
        if (shape.cells() > CtmTable.MAX_CELLS) {
            return;
        }
        int block;
        try {
            block = Blocks.parse(blockText);
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage());
        }
        long[] units = values.computeIfAbsent(shape, key -> {
            long[] unknown = new long[1 << key.cells()];
            Arrays.fill(unknown, -1);
            return unknown;
        });
        if (units[block] >= 0) {
            throw bad("block " + blockText + " of shape " + shapeText + " occurs twice");
        }
        units[block] = units(ctmText);
    }

    private long units(String text) {
        double bits;
        try {
            bits = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad("'" + text + "' is no CTM value in bits");
        }
        if (!(bits >= 0 && bits <= MAX_BITS)) {
            throw bad("a CTM value lies between 0 and " + (int) MAX_BITS + " bits, not at " + text);
        }
        return Math.round(bits / CtmTable.UNIT);
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(name + ", line " + line + ": " + what);
    }
}
