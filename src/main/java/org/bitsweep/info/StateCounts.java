package org.bitsweep.info;

/**
 * What the counts of a layer's states, of the labels and of their pairs say; see {@link Labels} for the definitions. All
 * values are in bits.
 */
public final class StateCounts {
    private static final double LN_2 = StrictMath.log(2);

    private final int patterns;
    private final int width;
    private final double whole;
    private final Part states;
    private final Part labels;
    private final Part pairs;

    /** The states that occur, and the sum of n log2 n over them. */
    record Part(int occurring, double sum) {}

    /** @param whole N log2 N */
    StateCounts(int patterns, int width, double whole, Part states, Part labels, Part pairs) {
        this.patterns = patterns;
        this.width = width;
        this.whole = whole;
        this.states = states;
        this.labels = labels;
        this.pairs = pairs;
    }

    /** Number of patterns, N. */
    public int patterns() {
        return patterns;
    }

    /** Units of the layer. */
    public int width() {
        return width;
    }

    /** Distinct states, K. */
    public int distinct() {
        return states.occurring;
    }

    /** Whether H(T) is within 5 % of log2 N; see {@link Estimate#saturated}. */
    public boolean saturated() {
        return Estimate.saturated(entropy(), patterns);
    }

    /** I(X;T) = H(T). */
    public Estimate inputs(Estimator estimator) {
        return estimate(estimator, entropy(), states.occurring - 1);
    }

    /**
     * I(T;Y) = H(T) - H(T|Y). With Miller and Madow's correction of each of the entropies that is {@code (K_T + K_Y -
     * K_TY - 1) / (2N ln 2)} more, and may be negative.
     */
    public Estimate labels(Estimator estimator) {
        double plugIn = Math.max(0, (whole - states.sum - labels.sum + pairs.sum) / patterns);
        return estimate(estimator, plugIn, states.occurring + labels.occurring - pairs.occurring - 1);
    }

    private double entropy() {
        return Math.max(0, (whole - states.sum) / patterns);
    }

    private Estimate estimate(Estimator estimator, double plugIn, int freedom) {
        double correction = switch (estimator) {
            case PLUG_IN -> 0;
            case MILLER_MADOW -> freedom / (2 * LN_2 * patterns);
        };
        return new Estimate(estimator, plugIn + correction, patterns, width, saturated());
    }
}
