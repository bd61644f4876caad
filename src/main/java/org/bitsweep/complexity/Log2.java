package org.bitsweep.complexity;

/** Base-2 logarithms of counts, the same on every machine, and exact for powers of two. */
public final class Log2 {
    private static final double LN_2 = StrictMath.log(2);
    private static final double[] SMALL = new double[4096];

    static {
        for (int n = 1; n < SMALL.length; n++) {
            SMALL[n] = compute(n);
        }
    }

    private Log2() {}

    /** log2 of a positive count. */
    public static double of(long n) {
        return n < SMALL.length ? SMALL[(int) n] : compute(n);
    }

    private static double compute(long n) {
        int exponent = 63 - Long.numberOfLeadingZeros(n);
        double mantissa = n / (double) (1L << exponent);
        return exponent + StrictMath.log(mantissa) / LN_2;
    }
}
