package org.bitsweep.stats;

/** A share of trials, with Wilson's score interval of 95 % (1927): it stays within 0 and 1, and has a width at both ends. */
record Share(double estimate, double low, double high) {
    /** The 97.5th percentile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    static Share of(long hits, long trials) {
        double n = trials;
        double p = hits / n;
        double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new Share(p, hits == 0 ? 0 : middle - half, hits == trials ? 1 : middle + half);
    }
}
