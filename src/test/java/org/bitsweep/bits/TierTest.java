package org.bitsweep.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class TierTest {
    /** Guards the flags of the tests: without the module every test of the vector tier would be skipped. */
    @Test
    void testsRunWithTheVectorModule() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector"))
                .as("--add-modules jdk.incubator.vector, in submit/jvm.options")
                .isPresent();
    }

    @Test
    void vectorsAreUsedWhereTheModuleIsThere() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "skipped: no vector module");
        assumeFalse("scalar".equals(System.getProperty("bitsweep.tier")), "skipped: -Dbitsweep.tier=scalar");

        assertThat(Tier.selected().kernels())
                .as(Tier.selected().reason())
                .isInstanceOf(VectorKernels.class)
                .isSameAs(Kernels.best());
        assertThat(Tier.selected().name()).isEqualTo("vector-" + VectorWidth.bits());
    }

    @Test
    void theTierIsPickedOnce() {
        assertThat(Tier.selected()).isSameAs(Tier.selected());
    }

    @Test
    void thePropertyForcesTheScalarTier() {
        Tier tier = Tier.select("scalar");

        assertThat(tier.kernels()).isInstanceOf(ScalarKernels.class);
        assertThat(tier.name()).isEqualTo("scalar");
        assertThat(tier.reason()).isEqualTo("forced by -Dbitsweep.tier");
    }

    @Test
    void thePropertyForcesTheVectorTier() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "skipped: no vector module");

        Tier tier = Tier.select("vector");

        assertThat(tier.kernels()).isInstanceOf(VectorKernels.class);
        assertThat(tier.reason()).isEqualTo("forced by -Dbitsweep.tier");
    }

    @Test
    void anotherTierIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tier.select("gpu"))
                .withMessage("-Dbitsweep.tier=gpu: expected auto, scalar or vector");
    }

    @Test
    void vectorsAreNotWiderThanThePadding() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "skipped: no vector module");

        assertThat(VectorWidth.bits()).isLessThanOrEqualTo(Kernels.LANES * Float.SIZE);
    }
}
