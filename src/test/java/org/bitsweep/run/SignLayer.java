package org.bitsweep.run;

import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Flips;
import org.bitsweep.nn.LayerView;

/** A layer of which only the signs of the weights matter. */
final class SignLayer implements LayerView {
    private final BitMatrix signs;
    private final boolean binarized;
    private final Flips flips;

    SignLayer(BitMatrix signs, boolean binarized) {
        this.signs = signs;
        this.binarized = binarized;
        this.flips = new Flips(signs.words().length);
    }

    /** A step's update: flips the bits of a mask in one word. */
    void flip(int word, long mask) {
        flips.clear();
        flips.add(word, mask);
        signs.words()[word] ^= mask;
    }

    @Override
    public int inputWidth() {
        return signs.cols();
    }

    @Override
    public int outputWidth() {
        return signs.rows();
    }

    @Override
    public boolean binarized() {
        return binarized;
    }

    @Override
    public BitMatrix signs() {
        return signs;
    }

    @Override
    public Flips flips() {
        return flips;
    }

    @Override
    public float latentWeight(int output, int input) {
        return effectiveWeight(output, input);
    }

    @Override
    public float effectiveWeight(int output, int input) {
        return signs.get(output, input) ? 1f : -1f;
    }

    @Override
    public float weightGradient(int output, int input) {
        return 0f;
    }

    @Override
    public float activation(int sample, int unit) {
        return 0f;
    }
}
