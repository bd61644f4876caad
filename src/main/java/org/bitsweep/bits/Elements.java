package org.bitsweep.bits;

/**
 * The functions of single numbers that kernels apply, from basic operations only, so that the vector tier can do the same
 * on lanes and every JDK gives the same bits. The exponential is a Taylor polynomial of degree 7 after a reduction to
 * |r| &lt;= ln(2)/2: within 2 units in the last place. Hyperbolic tangent and sigmoid are within 2e-7.
 */
final class Elements {
    static final float LOWEST_EXPONENT = -87f;
    static final float LOG2_E = 1.44269504f;

    /** ln 2 in two parts, the first with so few digits that its product with the whole number n is exact. */
    static final float LN2_HIGH = 0.693359375f;

    static final float LN2_LOW = -2.12194440e-4f;

    /** 1.5 · 2^23: a small number added to it is rounded to a whole number, which ends up in the lowest bits. */
    static final float ROUNDER = 12_582_912f;

    static final float C7 = 1f / 5040;
    static final float C6 = 1f / 720;
    static final float C5 = 1f / 120;
    static final float C4 = 1f / 24;
    static final float C3 = 1f / 6;
    static final float C2 = 1f / 2;
    static final int ONE_BITS = 0x3F800000;
    static final int FRACTION_BITS = 23;

    /** β of {@link Slope#SWISH_SIGN}. */
    static final float SWISH = 5f;

    private Elements() {}

    static float exp(float x) {
        float bounded = Math.max(x, LOWEST_EXPONENT);
        float shifted = Math.fma(bounded, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, bounded));
        float p = Math.fma(C7, r, C6);
        p = Math.fma(p, r, C5);
        p = Math.fma(p, r, C4);
        p = Math.fma(p, r, C3);
        p = Math.fma(p, r, C2);
        p = Math.fma(p, r, 1f);
        p = Math.fma(p, r, 1f);
        return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << FRACTION_BITS) + ONE_BITS);
    }

    static float apply(Function function, float x) {
        return switch (function) {
            case RELU -> x <= 0f ? 0f : x;
            case TANH -> tanh(x);
            case HARD_TANH -> x <= -1f ? -1f : x >= 1f ? 1f : x;
            case SIGMOID -> sigmoid(x);
            case EXP -> exp(x);
        };
    }

    static float slope(Slope slope, float x) {
        return switch (slope) {
            case POSITIVE -> x > 0f ? 1f : 0f;
            case INSIDE -> Math.abs(x) < 1f ? 1f : 0f;
            case CLIPPED -> Math.abs(x) <= 1f ? 1f : 0f;
            case TANH -> 4f * bell(-2f * Math.abs(x));
            case SIGMOID -> bell(-Math.abs(x));
            case APPROX_SIGN -> Math.abs(x) < 1f ? Math.fma(-2f, Math.abs(x), 2f) : 0f;
            case SWISH_SIGN -> swishSign(x);
        };
    }

    private static float tanh(float x) {
        float t = exp(-2f * Math.abs(x));
        return Math.copySign((1f - t) / (1f + t), x);
    }

    private static float sigmoid(float x) {
        float t = exp(-Math.abs(x));
        float r = 1f / (1f + t);
        return x < 0f ? t * r : r;
    }

    /** t / (1 + t)² with t = e^x. */
    private static float bell(float x) {
        float t = exp(x);
        float d = 1f + t;
        return t / (d * d);
    }

    /** In t = e^-|βx|, where nothing overflows: 1 + cosh(βx) = (1 + t)² / 2t and tanh(|βx|/2) = (1 - t) / (1 + t). */
    private static float swishSign(float x) {
        float u = SWISH * Math.abs(x);
        float t = exp(-u);
        float d = 1f + t;
        float difference = 2f - u * ((1f - t) / d);
        return 2f * SWISH * difference * (t / (d * d));
    }
}
