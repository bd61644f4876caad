package org.bitsweep.nn;

import org.bitsweep.bits.Rng;

/** Inverted dropout (Srivastava et al. 2014): values become 0 at a rate, the others are scaled up to keep the mean. */
final class Dropout {
    private final double rate;
    private final float scale;
    private final Rng rng;
    private final float[] mask;

    Dropout(double rate, int size, Rng rng) {
        this.rate = rate;
        this.scale = (float) (1 / (1 - rate));
        this.rng = rng;
        this.mask = new float[size];
    }

    /** Draws anew for every value, and applies. */
    void forward(int n, float[] values) {
        int threshold = (int) (rate * 0x1p31);
        for (int i = 0; i < n; i++) {
            mask[i] = (rng.nextInt() >>> 1) < threshold ? 0f : scale;
            values[i] *= mask[i];
        }
    }

    void backward(int n, float[] gradient) {
        for (int i = 0; i < n; i++) {
            gradient[i] *= mask[i];
        }
    }
}
