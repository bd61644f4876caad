package org.bitsweep.bits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of the vectors: what the processor prefers, at most 512 bits, or the number of bits in the system property
 * {@code bitsweep.vector-bits}, so that every width can be tested on one machine.
 */
final class VectorWidth {
    private static final int WIDEST = Kernels.LANES * Float.SIZE;
    private static final VectorShape SHAPE = shape();

    private VectorWidth() {}

    static VectorSpecies<Float> floats() {
        return FloatVector.SPECIES_PREFERRED.withShape(SHAPE);
    }

    static VectorSpecies<Integer> ints() {
        return IntVector.SPECIES_PREFERRED.withShape(SHAPE);
    }

    static VectorSpecies<Long> longs() {
        return LongVector.SPECIES_PREFERRED.withShape(SHAPE);
    }

    /** Bits of one vector. */
    static int bits() {
        return SHAPE.vectorBitSize();
    }

    private static VectorShape shape() {
        int preferred = VectorShape.preferredShape().vectorBitSize();
        return VectorShape.forBitSize(Integer.getInteger("bitsweep.vector-bits", Math.min(preferred, WIDEST)));
    }
}
