package org.bitsweep.stats.plot;

import java.util.List;
import java.util.Locale;

/** A picture that is drawn shape by shape; x grows to the right and y downwards, in pixels. */
final class Svg {
    static final String BLUE = "#0072B2";
    static final String VERMILION = "#D55E00";
    static final String INK = "#222222";
    static final String GREY = "#8a8a8a";
    static final String PALE = "#e4e4e4";

    /** Okabe and Ito's, without yellow, which is hard to see on white. */
    static final List<String> COLOURS = List.of(BLUE, VERMILION, "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000");

    /** A point of a line. */
    record Point(double x, double y) {}

    private final int width;
    private int height;
    private final StringBuilder shapes = new StringBuilder();

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int height() {
        return height;
    }

    void line(double x1, double y1, double x2, double y2, String stroke, double thickness) {
        shape(
                "<line x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" stroke=\"%s\" stroke-width=\"%.2f\"/>",
                x1, y1, x2, y2, stroke, thickness);
    }

    void dashed(double x1, double y1, double x2, double y2, String stroke) {
        shape(
                "<line x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" stroke=\"%s\" stroke-dasharray=\"4 3\"/>",
                x1, y1, x2, y2, stroke);
    }

    void rectangle(double x, double y, double wide, double high, String fill) {
        shape("<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"/>", x, y, wide, high, fill);
    }

    void path(List<Point> points, String stroke) {
        path(points, stroke, false);
    }

    void path(List<Point> points, String stroke, boolean isDashed) {
        shape(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\" stroke-linejoin=\"round\"%s/>",
                coordinates(points), stroke, isDashed ? " stroke-dasharray=\"6 4\"" : "");
    }

    void area(List<Point> outline, String fill, double opacity) {
        shape("<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"%.2f\"/>", coordinates(outline), fill, opacity);
    }

    void circle(double x, double y, double radius, String fill, String stroke) {
        shape(
                "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.4\"/>",
                x, y, radius, fill, stroke);
    }

    void dot(double x, double y, String fill, double opacity) {
        shape("<circle cx=\"%.2f\" cy=\"%.2f\" r=\"2.6\" fill=\"%s\" fill-opacity=\"%.2f\"/>", x, y, fill, opacity);
    }

    void square(double x, double y, double half, String fill, String stroke) {
        shape(
                "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.4\"/>",
                x - half, y - half, 2 * half, 2 * half, fill, stroke);
    }

    /** @param anchor start, middle or end */
    void text(double x, double y, String anchor, int size, String text) {
        shape(
                "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>",
                x, y, anchor, size, INK, escaped(text));
    }

    void upwards(double x, double y, String text) {
        shape(
                "<text transform=\"translate(%.2f %.2f) rotate(-90)\" text-anchor=\"middle\" font-size=\"11\" fill=\"%s\">%s</text>",
                x, y, INK, escaped(text));
    }

    /** Another picture below this one. */
    void append(Svg other) {
        shape("<g transform=\"translate(0 %d)\">", height);
        shapes.append(other.shapes);
        shape("</g>");
        height += other.height;
    }

    /** The whole document. */
    String document() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                                + " font-family=\"Helvetica, Arial, sans-serif\">\n"
                                + "<rect width=\"%1$d\" height=\"%2$d\" fill=\"white\"/>\n",
                        width,
                        height)
                + shapes + "</svg>\n";
    }

    private void shape(String format, Object... values) {
        shapes.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String coordinates(List<Point> points) {
        StringBuilder text = new StringBuilder();
        for (Point point : points) {
            text.append(String.format(Locale.ROOT, "%.2f,%.2f ", point.x, point.y));
        }
        return text.toString().strip();
    }

    /** A text of at most so many characters. */
    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
