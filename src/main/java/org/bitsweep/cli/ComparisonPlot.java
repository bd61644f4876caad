package org.bitsweep.cli;

import java.util.Locale;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.Shape;
import org.bitsweep.ctm.TableComparison;

/** A plot of two tables' values of one shape: how many blocks fall into each small square, as an SVG picture. */
final class ComparisonPlot {
    private static final int BINS = 110;
    private static final int SQUARE = 4;
    private static final int SIDE = BINS * SQUARE;
    private static final int LEFT = 60;
    private static final int TOP = 40;

    private ComparisonPlot() {}

    /** Draws the first table's values to the right and the second's upwards, with the line of equal values. */
    static String svg(CtmTable a, CtmTable b, TableComparison comparison) {
        Shape shape = comparison.shape();
        long[] x = a.values(shape.rows(), shape.cols());
        long[] y = b.values(shape.rows(), shape.cols());
        double low = Double.MAX_VALUE;
        double high = 0;
        for (int block = 0; block < x.length; block++) {
            low = Math.min(low, Math.min(x[block], y[block]) * CtmTable.UNIT);
            high = Math.max(high, Math.max(x[block], y[block]) * CtmTable.UNIT);
        }
        low = Math.floor(low);
        high = Math.ceil(high);
        int[][] counts = new int[BINS][BINS];
        int most = 1;
        for (int block = 0; block < x.length; block++) {
            if (a.produced(shape.rows(), shape.cols(), block) && b.produced(shape.rows(), shape.cols(), block)) {
                int i = bin(x[block] * CtmTable.UNIT, low, high);
                int j = bin(y[block] * CtmTable.UNIT, low, high);
                most = Math.max(most, ++counts[i][j]);
            }
        }
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                LEFT + SIDE + 30, TOP + SIDE + 60));
        for (int i = 0; i < BINS; i++) {
            for (int j = 0; j < BINS; j++) {
                if (counts[i][j] > 0) {
                    square(svg, i, j, Math.log1p(counts[i][j]) / Math.log1p(most));
                }
            }
        }
        frame(svg, low, high);
        label(svg, LEFT + SIDE / 2, TOP + SIDE + 45, "", "CTM in " + fileName(a) + ", bits");
        label(
                svg,
                18,
                TOP + SIDE / 2,
                " transform=\"rotate(-90 18 " + (TOP + SIDE / 2) + ")\"",
                "CTM in " + fileName(b) + ", bits");
        label(
                svg,
                LEFT + SIDE / 2,
                TOP - 15,
                "",
                String.format(
                        Locale.ROOT,
                        "%,d blocks of shape %s, Spearman %.4f; darker: more blocks",
                        comparison.blocks(),
                        shape.text(a.dim()),
                        comparison.spearman()));
        return svg.append("</svg>\n").toString();
    }

    private static String fileName(CtmTable table) {
        return table.name().substring(table.name().lastIndexOf('/') + 1);
    }

    private static int bin(double value, double low, double high) {
        return Math.min(BINS - 1, (int) ((value - low) / (high - low) * BINS));
    }

    private static void square(StringBuilder svg, int i, int j, double darkness) {
        int red = (int) Math.round(200 - 190 * darkness);
        int green = (int) Math.round(215 - 180 * darkness);
        int blue = (int) Math.round(235 - 120 * darkness);
        svg.append(String.format(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%02x%02x%02x\"/>%n",
                LEFT + i * SQUARE, TOP + SIDE - (j + 1) * SQUARE, SQUARE, SQUARE, red, green, blue));
    }

    private static void frame(StringBuilder svg, double low, double high) {
        svg.append(String.format(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"black\"/>%n",
                LEFT, TOP, SIDE, SIDE));
        svg.append(String.format(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#c03020\"/>%n",
                LEFT, TOP + SIDE, LEFT + SIDE, TOP));
        for (int bits = (int) (5 * Math.ceil(low / 5)); bits <= high; bits += 5) {
            int at = (int) Math.round((bits - low) / (high - low) * SIDE);
            svg.append(String.format(
                    "<path d=\"M%d %dv6M%d %dh-6\" stroke=\"black\"/>%n",
                    LEFT + at, TOP + SIDE, LEFT, TOP + SIDE - at));
            label(svg, LEFT + at, TOP + SIDE + 20, "", Integer.toString(bits));
            label(svg, LEFT - 18, TOP + SIDE - at + 4, "", Integer.toString(bits));
        }
    }

    private static void label(StringBuilder svg, int x, int y, String attributes, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;");
        svg.append(
                String.format("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\"%s>%s</text>%n", x, y, attributes, safe));
    }
}
