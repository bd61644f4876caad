package org.bitsweep.data;

/**
 * The shapes of the digits 0 to 9: for each, its strokes as points x, y, x, y, … in a unit square, x to the right and y
 * down. Curves are Catmull-Rom splines through their points, flattened to line segments.
 */
final class DigitStrokes {
    private static final int SEGMENTS_PER_SPAN = 5;

    private static final double[][][] DIGITS = {
        {loop(.50, .10, .73, .28, .75, .68, .50, .90, .27, .72, .25, .32)},
        {line(.34, .30, .54, .10, .54, .90)},
        {curve(.25, .32, .34, .14, .58, .11, .72, .30, .58, .56, .24, .89), line(.24, .89, .78, .87)},
        {
            curve(.26, .18, .50, .10, .70, .27, .60, .43, .42, .47),
            curve(.42, .47, .66, .52, .75, .69, .57, .89, .24, .82)
        },
        {line(.62, .90, .62, .10, .22, .63, .80, .63)},
        {line(.73, .12, .34, .12, .31, .47), curve(.31, .47, .58, .42, .75, .64, .59, .87, .25, .83)},
        {curve(.64, .11, .39, .31, .27, .62, .37, .86, .60, .88, .73, .71, .61, .53, .40, .56, .28, .70)},
        {line(.22, .12, .77, .12, .42, .90)},
        {loop(.50, .48, .31, .30, .50, .10, .69, .30, .50, .48, .26, .70, .50, .90, .74, .70)},
        {
            curve(.71, .33, .57, .12, .35, .17, .30, .36, .46, .50, .65, .45, .71, .33),
            curve(.71, .33, .68, .60, .50, .90)
        }
    };

    private DigitStrokes() {}

    /** The strokes of a digit, each a polyline of points x, y, x, y, …; for reading only. */
    static double[][] of(int digit) {
        return DIGITS[digit];
    }

    private static double[] line(double... points) {
        return points;
    }

    private static double[] curve(double... points) {
        int n = points.length;
        double[] extended = new double[n + 4];
        System.arraycopy(points, 0, extended, 2, n);
        System.arraycopy(points, 0, extended, 0, 2);
        System.arraycopy(points, n - 2, extended, n + 2, 2);
        return spline(extended);
    }

    private static double[] loop(double... points) {
        int n = points.length;
        double[] extended = new double[n + 6];
        System.arraycopy(points, n - 2, extended, 0, 2);
        System.arraycopy(points, 0, extended, 2, n);
        System.arraycopy(points, 0, extended, n + 2, 4);
        return spline(extended);
    }

    /** The spline through all points but the first and the last, which give it its direction at the ends. */
    private static double[] spline(double[] points) {
        int spans = points.length / 2 - 3;
        double[] polyline = new double[2 * (spans * SEGMENTS_PER_SPAN + 1)];
        for (int k = 0; k <= spans * SEGMENTS_PER_SPAN; k++) {
            int span = Math.min(k / SEGMENTS_PER_SPAN, spans - 1);
            double t = (double) (k - span * SEGMENTS_PER_SPAN) / SEGMENTS_PER_SPAN;
            for (int axis = 0; axis < 2; axis++) {
                int at = 2 * span + axis;
                polyline[2 * k + axis] = catmullRom(points[at], points[at + 2], points[at + 4], points[at + 6], t);
            }
        }
        return polyline;
    }

    private static double catmullRom(double p0, double p1, double p2, double p3, double t) {
        double a = 2 * p1;
        double b = p2 - p0;
        double c = 2 * p0 - 5 * p1 + 4 * p2 - p3;
        double d = 3 * p1 - p0 - 3 * p2 + p3;
        return 0.5 * (a + t * (b + t * (c + t * d)));
    }
}
