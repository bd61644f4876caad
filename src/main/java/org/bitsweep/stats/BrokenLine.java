package org.bitsweep.stats;

/**
 * A change point: the two joined lines that fit a series best by least squares (Hudson, Journal of the American Statistical
 * Association 61:1097, 1966), with their knot at one of the points and at least two points beyond it on either side.
 *
 * @param knot index of the point where the lines meet
 * @param before slope of the first line
 * @param after slope of the second
 * @param isBetter whether Schwarz's criterion prefers them to one line; the knot counts as a parameter
 */
record BrokenLine(int knot, double before, double after, boolean isBetter) {
    private static final int BEYOND = 2;
    private static final int MORE_PARAMETERS = 2;
    private static final double ROUNDING = 1e-20;

    /**
     * @param at ascending places
     * @param values five or more, one a place
     */
    static BrokenLine of(double[] at, double[] values) {
        int count = at.length;
        Line line = new Line(at, values);
        double[] left = line.residuals(at, values);
        double squares = product(left, left);
        int knot = -1;
        double gain = 0;
        double bend = 0;
        double tilt = 0;
        for (int k = BEYOND; k < count - BEYOND; k++) {
            double[] hinge = new double[count];
            for (int i = k + 1; i < count; i++) {
                hinge[i] = at[i] - at[k];
            }
            Line ofHinge = new Line(at, hinge);
            double[] own = ofHinge.residuals(at, hinge);
            double change = product(own, left) / product(own, own);
            double gained = change * product(own, left);
            if (knot < 0 || gained > gain) {
                knot = k;
                gain = gained;
                bend = change;
                tilt = line.slope - change * ofHinge.slope;
            }
        }
        return new BrokenLine(knot, tilt, tilt + bend, isBetter(squares, squares - gain, values));
    }

    private static boolean isBetter(double one, double two, double[] values) {
        int count = values.length;
        double negligible = ROUNDING * product(values, values);
        if (one <= negligible) {
            return false;
        }
        return two <= negligible || count * Math.log(one / two) > MORE_PARAMETERS * Math.log(count);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The least-squares line. */
    private static final class Line {
        private final double middle;
        private final double height;
        private final double slope;

        Line(double[] at, double[] values) {
            middle = Series.mean(at);
            height = Series.mean(values);
            double squares = 0;
            double products = 0;
            for (int i = 0; i < at.length; i++) {
                squares += (at[i] - middle) * (at[i] - middle);
                products += (at[i] - middle) * (values[i] - height);
            }
            slope = products / squares;
        }

        double[] residuals(double[] at, double[] values) {
            double[] residuals = new double[at.length];
            for (int i = 0; i < at.length; i++) {
                residuals[i] = values[i] - height - slope * (at[i] - middle);
            }
            return residuals;
        }
    }
}
