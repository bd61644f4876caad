package org.bitsweep.nn;

import java.io.Serializable;
import java.util.Arrays;
import org.bitsweep.bits.Kernels;

/**
 * Uniform quantization of a tensor (Jacob et al. 2018; Krishnamoorthi 2018), one range for all of it, rounding half to
 * even. Gradients pass as if it were not there.
 *
 * @param bits from 2 to 16
 */
public record Quantization(int bits, Scheme scheme) implements Serializable {
    /** How levels are laid. */
    public enum Scheme {
        /** 2^bits - 1 levels around 0, the outermost at the largest magnitude. */
        SYMMETRIC,
        /** 2^bits levels from the least value (or 0) to the greatest (or 0), one of them exactly 0. */
        AFFINE
    }

    public Quantization {
        requireBits("network.quantization.bits", bits);
    }

    static void requireBits(String key, int bits) {
        if (bits < 2 || bits > 16) {
            throw new IllegalArgumentException(key + " is " + bits + ", expected 2 to 16");
        }
    }

    /** The outermost level of the symmetric scheme, the number of steps of the affine one. */
    private int levels() {
        return scheme == Scheme.SYMMETRIC ? (1 << bits - 1) - 1 : (1 << bits) - 1;
    }

    /**
     * Quantizes {@code x[i]} into {@code y[i]} for i &lt; n, a multiple of {@link Kernels#LANES}; y may be x. Values
     * outside of the range become its nearest level. The symmetric scheme uses the larger of the range's two magnitudes.
     *
     * @param low the range's lower end, at most 0
     * @param high its upper end, at least 0
     */
    void apply(Kernels kernels, int n, float[] x, float[] y, float low, float high) {
        int levels = levels();
        float step = scheme == Scheme.SYMMETRIC ? Math.max(-low, high) / levels : (high - low) / levels;
        if (!(step > 0)) {
            Arrays.fill(y, 0, n, 0f);
            return;
        }
        float below = scheme == Scheme.SYMMETRIC ? levels : (float) Math.rint(-low / step);
        float above = scheme == Scheme.SYMMETRIC ? levels : levels - below;
        kernels.quantize(n, x, y, step, -below, above);
    }
}
