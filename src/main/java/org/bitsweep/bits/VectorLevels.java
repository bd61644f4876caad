package org.bitsweep.bits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Uniform quantization on lanes. Loops are as those of {@link VectorElements}. */
final class VectorLevels {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.floats();
    private static final VectorSpecies<Integer> INTS = VectorWidth.ints();
    private static final int LANES = FLOATS.length();
    private static final FloatVector ROUNDER = FloatVector.broadcast(FLOATS, Elements.ROUNDER);
    private static final FloatVector NO_BITS = FloatVector.zero(FLOATS);
    private static final FloatVector ALL_BITS = IntVector.broadcast(INTS, -1).reinterpretAsFloats();

    private VectorLevels() {}

    static void extend(int n, float[] x, float[] ends) {
        FloatVector least = FloatVector.broadcast(FLOATS, ends[0]);
        FloatVector greatest = FloatVector.broadcast(FLOATS, ends[1]);
        for (int i = 0; i < n; i += LANES) {
            least = least.min(FloatVector.fromArray(FLOATS, x, i));
            greatest = greatest.max(FloatVector.fromArray(FLOATS, x, i));
        }
        ends[0] = least.reduceLanes(VectorOperators.MIN);
        ends[1] = greatest.reduceLanes(VectorOperators.MAX);
    }

    static void quantize(int n, float[] x, float[] y, float step, float least, float most) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector.fromArray(FLOATS, x, i)
                    .div(step)
                    .max(least)
                    .min(most)
                    .add(ROUNDER)
                    .sub(ROUNDER)
                    .mul(step)
                    .intoArray(y, i);
        }
    }

    static void markInside(int n, float[] x, float low, float high, int[] inside) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector value = FloatVector.fromArray(FLOATS, x, i);
            NO_BITS.blend(ALL_BITS, value.compare(VectorOperators.GE, low).and(value.compare(VectorOperators.LE, high)))
                    .reinterpretAsInts()
                    .intoArray(inside, i);
        }
    }

    static void keepInside(int n, int[] inside, float[] g) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector.fromArray(FLOATS, g, i)
                    .reinterpretAsInts()
                    .and(IntVector.fromArray(INTS, inside, i))
                    .reinterpretAsFloats()
                    .intoArray(g, i);
        }
    }
}
