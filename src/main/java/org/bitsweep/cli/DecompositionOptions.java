package org.bitsweep.cli;

import java.io.IOException;
import java.util.Locale;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.complexity.Partition;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import picocli.CommandLine.Option;

/** The options that say how a matrix is cut into blocks, and which table gives their values. */
final class DecompositionOptions {
    @Option(
            names = "--dim",
            paramLabel = "1|2",
            defaultValue = "2",
            description = "1: the rows one after the other as one string; 2: a matrix (default: ${DEFAULT-VALUE}).")
    private int dim;

    @Option(
            names = "--partition",
            paramLabel = "NAME",
            defaultValue = "ignore",
            description = "ignore, recursive, correlated or periodic (default: ${DEFAULT-VALUE}).")
    private String partition;

    @Option(
            names = "--min-length",
            paramLabel = "N",
            defaultValue = "2",
            description = "Shortest side of a block with recursive (default: ${DEFAULT-VALUE}).")
    private int minLength;

    @Option(
            names = "--shift",
            paramLabel = "N",
            defaultValue = "1",
            description = "Cells from one window to the next with correlated (default: ${DEFAULT-VALUE}).")
    private int shift;

    @Option(
            names = "--block",
            paramLabel = "RxC",
            description = "Rows and columns of a block (default: 4x4, with --dim 1 1x12).")
    private String block;

    @Option(
            names = "--table",
            paramLabel = "NAME|FILE",
            description = "CTM table: the name of a shipped one or a file (default: the shipped one of the dimension).")
    private String table;

    @Option(names = "--force", description = "Use the table even if it covers less than 95 %% of the blocks.")
    private boolean force;

    int dim() {
        if (dim != 1 && dim != 2) {
            throw new IllegalArgumentException("--dim " + dim + ", expected 1 or 2");
        }
        return dim;
    }

    Decomposition read() {
        String standard = dim() == 1 ? "1x12" : "4x4";
        String text = block == null ? standard : block;
        BlockShape shape = BlockShape.parse(dim == 1 && text.indexOf('x') < 0 ? "1x" + text : text);
        if (dim == 1 && shape.rows() != 1) {
            throw new IllegalArgumentException("--block " + block + ": blocks of a string have one row, such as 1x12");
        }
        return new Decomposition(shape, Partition.of(partition.toLowerCase(Locale.ROOT), minLength, shift));
    }

    CtmTable table() {
        try {
            CtmTable loaded = CtmTables.load(table == null ? standardTable() : table);
            BlockShape shape = read().block();
            if (!force && loaded.has(shape.rows(), shape.cols())) {
                loaded.requireCovered(shape.rows(), shape.cols());
            }
            return loaded;
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Tables of rectangles have strings, too: rectangles of one row. */
    private String standardTable() {
        return dim() == 1
                ? CtmTables.SHIPPED.stream()
                        .filter(name -> name.startsWith("1d"))
                        .reduce((first, last) -> last)
                        .orElse("2d")
                : "2d";
    }
}
