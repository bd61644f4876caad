package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.bitsweep.bits.KernelTiers;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.nn.Examples.Kind;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A training step allocates nothing. The scalar tier shows what our own code does; on the vector tier, where vectors are
 * objects until the compiler has removed them, the least of many rounds is taken.
 */
class AllocationTest {
    private static final int BATCH = 32;
    private static final int STEPS = 200;
    private static final int ROUNDS = 400;

    @ParameterizedTest
    @CsvSource({
        "BNN, ALL, true, 0",
        "BNN, NONE, false, 0.2",
        "BNN_FLOAT_ENDS, HIDDEN, true, 0",
        "BNN_BINARY_INPUT, ALL, true, 0",
        "RELU, ALL, true, 0",
        "RELU, NONE, false, 0.2",
        "SIGMOID, NONE, true, 0",
        "QUANT, ALL, false, 0",
        "QUANT_ACTIVATIONS, NONE, true, 0.2"
    })
    void stepsAllocateNothing(Kind kind, Normalisation normalisation, boolean adam, double dropout) {
        assertThat(leastBytes(kind.network(normalisation, dropout, 20, 12), adam, KernelTiers.scalar()))
                .isLessThan(STEPS);
    }

    @ParameterizedTest
    @CsvSource({"BNN, ALL", "RELU, ALL"})
    void vectorsAreCompiledAway(Kind kind, Normalisation normalisation) {
        assertThat(leastBytes(kind.network(normalisation, 0, 20, 12), true, KernelTiers.vector()))
                .isLessThan(STEPS);
    }

    /** The fewest bytes that a round of steps allocated; ends early once a round stays below a byte a step. */
    private static long leastBytes(NetworkSpec spec, boolean adam, Kernels kernels) {
        TrainingSpec training = Examples.training(
                adam ? Examples.adam(1e-4) : Examples.sgd(1e-4), BATCH, 1000, Examples.patience(1000));
        Network network = new Network(
                kernels,
                spec,
                training,
                Examples.WIDTH,
                Examples.CLASSES,
                BATCH,
                Rng.stream(1, "initialisation"),
                Rng.stream(1, "dropout"));
        float[] features = Examples.gaussians(BATCH, "samples").features();
        for (int r = 0; r < BATCH; r++) {
            network.load(r, features, r * Examples.WIDTH, r % Examples.CLASSES);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least >= STEPS; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int step = 0; step < STEPS; step++) {
                network.step(BATCH, 1);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }
}
