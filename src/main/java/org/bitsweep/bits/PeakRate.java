package org.bitsweep.bits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Fused multiply-adds on registers only: the most that any float product could reach on this machine. */
public final class PeakRate {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.floats();
    private static final int CHAINS = 10;

    private PeakRate() {}

    /** Floating-point operations of {@link #run} a repetition: two for each lane of each chain. */
    public static long operations() {
        return 2L * CHAINS * FLOATS.length();
    }

    /** Ten chains, as many as hide the latency of a multiply-add on two units. */
    public static float run(int repetitions) {
        FloatVector a = FloatVector.broadcast(FLOATS, 0.999f);
        FloatVector b = FloatVector.broadcast(FLOATS, 1e-3f);
        FloatVector s0 = b;
        FloatVector s1 = b;
        FloatVector s2 = b;
        FloatVector s3 = b;
        FloatVector s4 = b;
        FloatVector s5 = b;
        FloatVector s6 = b;
        FloatVector s7 = b;
        FloatVector s8 = b;
        FloatVector s9 = b;
        for (int i = 0; i < repetitions; i++) {
            s0 = s0.fma(a, b);
            s1 = s1.fma(a, b);
            s2 = s2.fma(a, b);
            s3 = s3.fma(a, b);
            s4 = s4.fma(a, b);
            s5 = s5.fma(a, b);
            s6 = s6.fma(a, b);
            s7 = s7.fma(a, b);
            s8 = s8.fma(a, b);
            s9 = s9.fma(a, b);
        }
        FloatVector low = s0.add(s1).add(s2.add(s3)).add(s4);
        FloatVector high = s5.add(s6).add(s7.add(s8)).add(s9);
        return low.add(high).lane(0);
    }
}
