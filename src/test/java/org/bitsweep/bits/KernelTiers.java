package org.bitsweep.bits;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Both tiers of the kernels, for tests of this and other packages. */
public final class KernelTiers {
    private KernelTiers() {}

    public static Kernels scalar() {
        return new ScalarKernels();
    }

    /** Skips the test where the JVM has no vectors. */
    public static Kernels vector() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "skipped: the JVM runs without --add-modules jdk.incubator.vector");
        return new VectorKernels();
    }
}
