package org.bitsweep.bits;

/** A natural logarithm from basic operations only, the same on every JDK and much faster than {@link StrictMath}'s. */
public final class Logarithm {
    private static final double LN_2 = 0.6931471805599453;
    private static final double SQRT_2 = 1.4142135623730951;
    private static final long FRACTION = (1L << 52) - 1;
    private static final long ONE = 1023L << 52;
    /** 1/3, 1/5, 1/7 …: the coefficients of artanh(s)/s - 1 in s². */
    private static final double[] SERIES = new double[11];

    static {
        for (int k = 0; k < SERIES.length; k++) {
            SERIES[k] = 1.0 / (2 * k + 3);
        }
    }

    private Logarithm() {}

    /**
     * ln(1 + x) for x &gt;= 0, within 1e-15 relative to the larger of the result and 2^-1022; NaN and infinity stay.
     *
     * <p>1 + x is m · 2^e with m at most √2, and ln m = 2 artanh(s) with s = (m - 1) / (m + 1), a series in s² &lt;= 0.03.
     * Where e is 0, s is x / (2 + x): small x lose no digits.
     */
    public static double log1p(double x) {
        if (!(x < Double.POSITIVE_INFINITY)) {
            return x;
        }
        double sum = 1 + x;
        int exponent = Math.getExponent(sum);
        double m = Double.longBitsToDouble(Double.doubleToRawLongBits(sum) & FRACTION | ONE);
        if (m > SQRT_2) {
            m *= 0.5;
            exponent++;
        }
        double s = exponent == 0 ? x / (2 + x) : (m - 1) / (m + 1);
        double square = s * s;
        double series = 0;
        for (int k = SERIES.length - 1; k >= 0; k--) {
            series = Math.fma(series, square, SERIES[k]);
        }
        return Math.fma(exponent, LN_2, 2 * Math.fma(s * square, series, s));
    }
}
