package org.bitsweep.stats;

/**
 * The test for phases of learning, of one run and layer: does I(X;T) rise and then fall, and does it fall while I(T;Y)
 * still rises? Times are taken on the scale ln(1 + epoch).
 *
 * @param inputs of I(X;T)
 * @param labels of I(T;Y)
 * @param line change point of I(X;T)
 * @param fitting when I(T;Y) rises; null if it does not
 * @param compression when I(X;T) falls; null if it does not
 * @param overlap of fitting and compression; null if one of them is
 */
record Phases(
        Excursion inputs,
        Excursion labels,
        BrokenLine line,
        Transition fitting,
        Transition compression,
        Double overlap,
        Order order) {
    /** So few points tell no phases. */
    static final int FEWEST_POINTS = 5;

    private static final double MOSTLY = 0.5;

    /** What I(X;T) does between its first and its last point. */
    enum Shape {
        RISE_AND_FALL,
        RISE,
        FALL,
        FLAT
    }

    /** How fitting and compression follow each other. */
    enum Order {
        /** At least half of the shorter one lies within the other. */
        SIMULTANEOUS,
        /** They overlap less, and the middle of fitting is before that of compression. */
        FITTING_FIRST,
        /** The reverse. */
        COMPRESSION_FIRST
    }

    /**
     * @param epochs ascending
     * @param inputs I(X;T) at these epochs
     * @param inputErrors its standard errors; NaN where not known
     * @param labels I(T;Y)
     * @param labelErrors its standard errors
     * @return null of fewer than five points
     */
    static Phases of(int[] epochs, double[] inputs, double[] inputErrors, double[] labels, double[] labelErrors) {
        if (epochs.length < FEWEST_POINTS) {
            return null;
        }
        double[] at = new double[epochs.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.log1p(epochs[i]);
        }
        Excursion ofInputs = Excursion.of(inputs, inputErrors);
        Excursion ofLabels = Excursion.of(labels, labelErrors);
        Transition fitting = ofLabels.rises() ? Transition.up(labels, ofLabels.peak()) : null;
        Transition compression = ofInputs.falls() ? Transition.down(inputs, ofInputs.peak()) : null;
        boolean hasBoth = fitting != null && compression != null;
        return new Phases(
                ofInputs,
                ofLabels,
                BrokenLine.of(at, inputs),
                fitting,
                compression,
                hasBoth ? fitting.overlap(compression, at) : null,
                hasBoth ? order(fitting, compression, at) : null);
    }

    Shape shape() {
        if (inputs.rises()) {
            return inputs.falls() ? Shape.RISE_AND_FALL : Shape.RISE;
        }
        return inputs.falls() ? Shape.FALL : Shape.FLAT;
    }

    private static Order order(Transition fitting, Transition compression, double[] at) {
        if (fitting.overlap(compression, at) >= MOSTLY) {
            return Order.SIMULTANEOUS;
        }
        return fitting.middle(at) < compression.middle(at) ? Order.FITTING_FIRST : Order.COMPRESSION_FIRST;
    }
}
