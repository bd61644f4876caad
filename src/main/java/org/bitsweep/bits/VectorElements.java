package org.bitsweep.bits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Elements} on lanes, operation by operation, and the optimizers' updates. */
final class VectorElements {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.floats();
    private static final int LANES = FLOATS.length();
    private static final VectorSpecies<Integer> INTS = VectorWidth.ints();

    /*
     * The numbers that functions are made of, as vectors that exist already: JDK 17 is prone to allocate those that a
     * loop makes of numbers, pass for pass.
     */
    private static final FloatVector LOWEST_EXPONENT = all(Elements.LOWEST_EXPONENT);
    private static final FloatVector LOG2_E = all(Elements.LOG2_E);
    private static final FloatVector ROUNDER = all(Elements.ROUNDER);
    private static final FloatVector MINUS_LN2_LOW = all(-Elements.LN2_LOW);
    private static final FloatVector MINUS_LN2_HIGH = all(-Elements.LN2_HIGH);
    private static final FloatVector C7 = all(Elements.C7);
    private static final FloatVector C6 = all(Elements.C6);
    private static final FloatVector C5 = all(Elements.C5);
    private static final FloatVector C4 = all(Elements.C4);
    private static final FloatVector C3 = all(Elements.C3);
    private static final FloatVector C2 = all(Elements.C2);
    private static final FloatVector ZERO = all(0f);
    private static final FloatVector ONE = all(1f);
    private static final FloatVector TWO = all(2f);
    private static final FloatVector FOUR = all(4f);
    private static final FloatVector MINUS_ONE = all(-1f);
    private static final FloatVector MINUS_TWO = all(-2f);
    private static final FloatVector SWISH = all(Elements.SWISH);
    private static final FloatVector TWICE_SWISH = all(2f * Elements.SWISH);
    private static final IntVector ONE_BITS = IntVector.broadcast(INTS, Elements.ONE_BITS);
    private static final IntVector NO_BITS = IntVector.zero(INTS);
    private static final IntVector ALL_BITS = IntVector.broadcast(INTS, -1);
    private static final IntVector SIGN = IntVector.broadcast(INTS, 0x80000000);
    private static final IntVector MAGNITUDE = SIGN.not();

    private VectorElements() {}

    // A loop for each function, each in a method of its own: JDK 17 does not compile vectors well in large methods.

    static void apply(Function function, int n, float[] x, float[] y) {
        switch (function) {
            case RELU -> relu(n, x, y);
            case TANH -> tanh(n, x, y);
            case HARD_TANH -> hardTanh(n, x, y);
            case SIGMOID -> sigmoid(n, x, y);
            case EXP -> exp(n, x, y);
        }
    }

    static void scaleBySlope(Slope slope, int from, int to, float[] x, float[] g) {
        switch (slope) {
            case POSITIVE -> positive(from, to, x, g);
            case INSIDE -> inside(from, to, x, g);
            case CLIPPED -> clipped(from, to, x, g);
            case TANH -> bell(from, to, x, MINUS_TWO, FOUR, g);
            case SIGMOID -> bell(from, to, x, MINUS_ONE, ONE, g);
            case APPROX_SIGN -> approxSign(from, to, x, g);
            case SWISH_SIGN -> swishSign(from, to, x, g);
        }
    }

    private static void relu(int n, float[] x, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector value = FloatVector.fromArray(FLOATS, x, i);
            value.blend(ZERO, value.compare(VectorOperators.LE, ZERO)).intoArray(y, i);
        }
    }

    private static void hardTanh(int n, float[] x, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector value = FloatVector.fromArray(FLOATS, x, i);
            value.blend(ONE, value.compare(VectorOperators.GE, ONE))
                    .blend(MINUS_ONE, value.compare(VectorOperators.LE, MINUS_ONE))
                    .intoArray(y, i);
        }
    }

    private static void tanh(int n, float[] x, float[] y) {
        exponentials(n, x, MAGNITUDE, MINUS_TWO, SIGN, y);
        for (int i = 0; i < n; i += LANES) {
            FloatVector t = FloatVector.fromArray(FLOATS, y, i).lanewise(VectorOperators.ABS);
            ONE.sub(t)
                    .div(t.add(ONE))
                    .reinterpretAsInts()
                    .or(FloatVector.fromArray(FLOATS, y, i).reinterpretAsInts().and(SIGN))
                    .reinterpretAsFloats()
                    .intoArray(y, i);
        }
    }

    private static void sigmoid(int n, float[] x, float[] y) {
        exponentials(n, x, MAGNITUDE, MINUS_ONE, SIGN, y);
        for (int i = 0; i < n; i += LANES) {
            FloatVector signed = FloatVector.fromArray(FLOATS, y, i);
            FloatVector t = signed.lanewise(VectorOperators.ABS);
            FloatVector r = ONE.div(t.add(ONE));
            r.blend(t.mul(r), signed.compare(VectorOperators.LT, ZERO)).intoArray(y, i);
        }
    }

    private static void exp(int n, float[] x, float[] y) {
        exponentials(n, x, ALL_BITS, ONE, NO_BITS, y);
    }

    /*
     * The three loops below hold all of the exponential, instead of calling it, and no loop calls a method of ours that
     * takes or gives a vector: in one JVM of three, JDK 17 then allocates that vector in every pass, three times as slow.
     */

    /** y = exp(factor · x'), where x' has the bits of x that are taken; then those that are kept are set in y. */
    private static void exponentials(int n, float[] x, IntVector taken, FloatVector factor, IntVector kept, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            IntVector bits = FloatVector.fromArray(FLOATS, x, i).reinterpretAsInts();
            FloatVector bounded =
                    bits.and(taken).reinterpretAsFloats().mul(factor).max(LOWEST_EXPONENT);
            FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
            FloatVector whole = shifted.sub(ROUNDER);
            FloatVector r = whole.fma(MINUS_LN2_LOW, whole.fma(MINUS_LN2_HIGH, bounded));
            FloatVector p = r.fma(C7, C6);
            p = p.fma(r, C5);
            p = p.fma(r, C4);
            p = p.fma(r, C3);
            p = p.fma(r, C2);
            p = p.fma(r, ONE);
            p = p.fma(r, ONE);
            IntVector exponent = shifted.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Elements.FRACTION_BITS)
                    .add(ONE_BITS);
            p.mul(exponent.reinterpretAsFloats())
                    .reinterpretAsInts()
                    .or(bits.and(kept))
                    .reinterpretAsFloats()
                    .intoArray(y, i);
        }
    }

    /** g · scale · t / (1 + t)² with t = exp(factor · |x|). */
    private static void bell(int from, int to, float[] x, FloatVector factor, FloatVector scale, float[] g) {
        for (int i = from; i < to; i += LANES) {
            FloatVector bounded = FloatVector.fromArray(FLOATS, x, i)
                    .lanewise(VectorOperators.ABS)
                    .mul(factor)
                    .max(LOWEST_EXPONENT);
            FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
            FloatVector whole = shifted.sub(ROUNDER);
            FloatVector r = whole.fma(MINUS_LN2_LOW, whole.fma(MINUS_LN2_HIGH, bounded));
            FloatVector p = r.fma(C7, C6);
            p = p.fma(r, C5);
            p = p.fma(r, C4);
            p = p.fma(r, C3);
            p = p.fma(r, C2);
            p = p.fma(r, ONE);
            p = p.fma(r, ONE);
            IntVector exponent = shifted.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Elements.FRACTION_BITS)
                    .add(ONE_BITS);
            FloatVector t = p.mul(exponent.reinterpretAsFloats());
            FloatVector d = t.add(ONE);
            t.div(d.mul(d)).mul(scale).mul(FloatVector.fromArray(FLOATS, g, i)).intoArray(g, i);
        }
    }

    private static void swishSign(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, x, i)
                    .lanewise(VectorOperators.ABS)
                    .mul(SWISH);
            FloatVector bounded = u.neg().max(LOWEST_EXPONENT);
            FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
            FloatVector whole = shifted.sub(ROUNDER);
            FloatVector r = whole.fma(MINUS_LN2_LOW, whole.fma(MINUS_LN2_HIGH, bounded));
            FloatVector p = r.fma(C7, C6);
            p = p.fma(r, C5);
            p = p.fma(r, C4);
            p = p.fma(r, C3);
            p = p.fma(r, C2);
            p = p.fma(r, ONE);
            p = p.fma(r, ONE);
            IntVector exponent = shifted.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Elements.FRACTION_BITS)
                    .add(ONE_BITS);
            FloatVector t = p.mul(exponent.reinterpretAsFloats());
            FloatVector d = t.add(ONE);
            FloatVector difference = TWO.sub(u.mul(ONE.sub(t).div(d)));
            difference
                    .mul(TWICE_SWISH)
                    .mul(t.div(d.mul(d)))
                    .mul(FloatVector.fromArray(FLOATS, g, i))
                    .intoArray(g, i);
        }
    }

    private static void positive(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            ZERO.blend(ONE, FloatVector.fromArray(FLOATS, x, i).compare(VectorOperators.GT, ZERO))
                    .mul(FloatVector.fromArray(FLOATS, g, i))
                    .intoArray(g, i);
        }
    }

    private static void inside(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            ZERO.blend(
                            ONE,
                            FloatVector.fromArray(FLOATS, x, i)
                                    .lanewise(VectorOperators.ABS)
                                    .compare(VectorOperators.LT, ONE))
                    .mul(FloatVector.fromArray(FLOATS, g, i))
                    .intoArray(g, i);
        }
    }

    private static void clipped(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            ZERO.blend(
                            ONE,
                            FloatVector.fromArray(FLOATS, x, i)
                                    .lanewise(VectorOperators.ABS)
                                    .compare(VectorOperators.LE, ONE))
                    .mul(FloatVector.fromArray(FLOATS, g, i))
                    .intoArray(g, i);
        }
    }

    private static void approxSign(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            FloatVector magnitude = FloatVector.fromArray(FLOATS, x, i).lanewise(VectorOperators.ABS);
            magnitude
                    .fma(MINUS_TWO, TWO)
                    .blend(ZERO, magnitude.compare(VectorOperators.LT, ONE).not())
                    .mul(FloatVector.fromArray(FLOATS, g, i))
                    .intoArray(g, i);
        }
    }

    static void adam(int from, int to, float[] p, float[] g, float[] m, float[] v, AdamCoefficients step) {
        FloatVector keep1 = FloatVector.broadcast(FLOATS, step.keep1);
        FloatVector keep2 = FloatVector.broadcast(FLOATS, step.keep2);
        FloatVector decay = FloatVector.broadcast(FLOATS, step.decay);
        FloatVector rootScale = FloatVector.broadcast(FLOATS, step.rootScale);
        FloatVector epsilon = FloatVector.broadcast(FLOATS, step.epsilon);
        float take1 = step.take1;
        float take2 = step.take2;
        float rate = step.rate;
        float keep = step.keep;
        for (int i = from; i < to; i += LANES) {
            FloatVector parameter = FloatVector.fromArray(FLOATS, p, i);
            FloatVector gradient = decay.fma(parameter, FloatVector.fromArray(FLOATS, g, i));
            FloatVector mean = keep1.fma(FloatVector.fromArray(FLOATS, m, i), gradient.mul(take1));
            FloatVector square = keep2.fma(
                    FloatVector.fromArray(FLOATS, v, i), gradient.mul(take2).mul(gradient));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector denominator = square.lanewise(VectorOperators.SQRT).fma(rootScale, epsilon);
            parameter.mul(keep).sub(mean.mul(rate).div(denominator)).intoArray(p, i);
        }
    }

    static void descend(int from, int to, float[] p, float[] g, float[] m, float rate, float momentum, float decay) {
        for (int i = from; i < to; i += LANES) {
            FloatVector parameter = FloatVector.fromArray(FLOATS, p, i);
            FloatVector force =
                    FloatVector.broadcast(FLOATS, decay).fma(parameter, FloatVector.fromArray(FLOATS, g, i));
            FloatVector velocity =
                    FloatVector.broadcast(FLOATS, momentum).fma(FloatVector.fromArray(FLOATS, m, i), force);
            velocity.intoArray(m, i);
            FloatVector.broadcast(FLOATS, -rate).fma(velocity, parameter).intoArray(p, i);
        }
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
