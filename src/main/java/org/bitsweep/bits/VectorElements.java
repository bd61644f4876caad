package org.bitsweep.bits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Elements} on lanes, operation by operation, and the optimizers' updates. */
final class VectorElements {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.floats();
    private static final int LANES = FLOATS.length();
    private static final int SIGN_BIT = 0x80000000;

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
            case TANH -> tanhSlope(from, to, x, g);
            case SIGMOID -> sigmoidSlope(from, to, x, g);
            case APPROX_SIGN -> approxSign(from, to, x, g);
            case SWISH_SIGN -> swishSign(from, to, x, g);
        }
    }

    private static void relu(int n, float[] x, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            relu(load(x, i)).intoArray(y, i);
        }
    }

    private static void tanh(int n, float[] x, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            tanh(load(x, i)).intoArray(y, i);
        }
    }

    private static void hardTanh(int n, float[] x, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            hardTanh(load(x, i)).intoArray(y, i);
        }
    }

    private static void sigmoid(int n, float[] x, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            sigmoid(load(x, i)).intoArray(y, i);
        }
    }

    private static void exp(int n, float[] x, float[] y) {
        for (int i = 0; i < n; i += LANES) {
            exp(load(x, i)).intoArray(y, i);
        }
    }

    private static void positive(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            FloatVector.zero(FLOATS)
                    .blend(1f, load(x, i).compare(VectorOperators.GT, 0f))
                    .mul(load(g, i))
                    .intoArray(g, i);
        }
    }

    private static void inside(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            FloatVector.zero(FLOATS)
                    .blend(1f, abs(load(x, i)).compare(VectorOperators.LT, 1f))
                    .mul(load(g, i))
                    .intoArray(g, i);
        }
    }

    private static void clipped(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            FloatVector.zero(FLOATS)
                    .blend(1f, abs(load(x, i)).compare(VectorOperators.LE, 1f))
                    .mul(load(g, i))
                    .intoArray(g, i);
        }
    }

    private static void tanhSlope(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            bell(abs(load(x, i)).mul(-2f)).mul(4f).mul(load(g, i)).intoArray(g, i);
        }
    }

    private static void sigmoidSlope(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            bell(abs(load(x, i)).neg()).mul(load(g, i)).intoArray(g, i);
        }
    }

    private static void approxSign(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            approxSign(abs(load(x, i))).mul(load(g, i)).intoArray(g, i);
        }
    }

    private static void swishSign(int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i += LANES) {
            swishSign(abs(load(x, i))).mul(load(g, i)).intoArray(g, i);
        }
    }

    static void adam(int from, int to, float[] p, float[] g, float[] m, float[] v, AdamCoefficients step) {
        FloatVector keep1 = all(step.keep1);
        FloatVector keep2 = all(step.keep2);
        FloatVector decay = all(step.decay);
        FloatVector rootScale = all(step.rootScale);
        FloatVector epsilon = all(step.epsilon);
        float take1 = step.take1;
        float take2 = step.take2;
        float rate = step.rate;
        float keep = step.keep;
        for (int i = from; i < to; i += LANES) {
            FloatVector parameter = load(p, i);
            FloatVector gradient = decay.fma(parameter, load(g, i));
            FloatVector mean = keep1.fma(load(m, i), gradient.mul(take1));
            FloatVector square = keep2.fma(load(v, i), gradient.mul(take2).mul(gradient));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector denominator = square.lanewise(VectorOperators.SQRT).fma(rootScale, epsilon);
            parameter.mul(keep).sub(mean.mul(rate).div(denominator)).intoArray(p, i);
        }
    }

    static void descend(int from, int to, float[] p, float[] g, float[] m, float rate, float momentum, float decay) {
        for (int i = from; i < to; i += LANES) {
            FloatVector parameter = load(p, i);
            FloatVector velocity = all(momentum).fma(load(m, i), all(decay).fma(parameter, load(g, i)));
            velocity.intoArray(m, i);
            all(-rate).fma(velocity, parameter).intoArray(p, i);
        }
    }

    private static FloatVector relu(FloatVector x) {
        return x.blend(0f, x.compare(VectorOperators.LE, 0f));
    }

    private static FloatVector hardTanh(FloatVector x) {
        return x.blend(1f, x.compare(VectorOperators.GE, 1f)).blend(-1f, x.compare(VectorOperators.LE, -1f));
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(Elements.LOWEST_EXPONENT);
        FloatVector shifted = bounded.fma(all(Elements.LOG2_E), all(Elements.ROUNDER));
        FloatVector n = shifted.sub(Elements.ROUNDER);
        FloatVector r = n.fma(all(-Elements.LN2_LOW), n.fma(all(-Elements.LN2_HIGH), bounded));
        FloatVector p = r.fma(all(Elements.C7), all(Elements.C6));
        p = p.fma(r, all(Elements.C5));
        p = p.fma(r, all(Elements.C4));
        p = p.fma(r, all(Elements.C3));
        p = p.fma(r, all(Elements.C2));
        p = p.fma(r, all(1f));
        p = p.fma(r, all(1f));
        IntVector exponent = shifted.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, Elements.FRACTION_BITS)
                .add(Elements.ONE_BITS);
        return p.mul(exponent.reinterpretAsFloats());
    }

    private static FloatVector tanh(FloatVector x) {
        FloatVector t = exp(abs(x).mul(-2f));
        FloatVector r = all(1f).sub(t).div(t.add(1f));
        IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
        return r.reinterpretAsInts().lanewise(VectorOperators.OR, sign).reinterpretAsFloats();
    }

    private static FloatVector sigmoid(FloatVector x) {
        FloatVector t = exp(abs(x).neg());
        FloatVector r = all(1f).div(t.add(1f));
        return r.blend(t.mul(r), x.compare(VectorOperators.LT, 0f));
    }

    private static FloatVector bell(FloatVector x) {
        FloatVector t = exp(x);
        FloatVector d = t.add(1f);
        return t.div(d.mul(d));
    }

    private static FloatVector approxSign(FloatVector magnitude) {
        return magnitude
                .fma(all(-2f), all(2f))
                .blend(0f, magnitude.compare(VectorOperators.LT, 1f).not());
    }

    private static FloatVector swishSign(FloatVector magnitude) {
        FloatVector u = magnitude.mul(Elements.SWISH);
        FloatVector t = exp(u.neg());
        FloatVector d = t.add(1f);
        FloatVector difference = all(2f).sub(u.mul(all(1f).sub(t).div(d)));
        return difference.mul(2f * Elements.SWISH).mul(t.div(d.mul(d)));
    }

    private static FloatVector abs(FloatVector x) {
        return x.lanewise(VectorOperators.ABS);
    }

    private static FloatVector load(float[] x, int i) {
        return FloatVector.fromArray(FLOATS, x, i);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
