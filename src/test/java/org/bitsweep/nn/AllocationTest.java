package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.bitsweep.bits.KernelTiers;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.Examples.Kind;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step of training must not make garbage: the JVM's own counter of the thread says so. */
class AllocationTest {
    private static final int BATCH = 32;
    private static final int STEPS = 200;
    /** Vectors are objects until the compiler has made registers of them: as long as it is given. */
    private static final Duration WARM_UP = Duration.ofSeconds(90);

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
    void scalarStepsAllocateNothing(Kind kind, Normalisation normalisation, boolean adam, double dropout) {
        Steps steps = new Steps(KernelTiers.scalar(), kind.network(normalisation, dropout, 20, 12), adam);

        assertThat(steps.leastBytes(Duration.ofSeconds(10))).isLessThan(STEPS);
    }

    @ParameterizedTest
    @CsvSource({"BNN, ALL, true, 0", "RELU, NONE, false, 0.2", "QUANT, ALL, true, 0"})
    void vectorStepsAllocateNothingOnceTheyAreCompiled(
            Kind kind, Normalisation normalisation, boolean adam, double dropout) {
        Steps steps = new Steps(KernelTiers.vector(), kind.network(normalisation, dropout, 20, 12), adam);

        assertThat(steps.leastBytes(WARM_UP)).isLessThan(STEPS);
    }

    /** What a step of training does besides the network's. */
    @Test
    void theLoopOverStepsAllocatesNothing() {
        Samples samples = Examples.gaussians(2 * BATCH * STEPS, "samples");
        Samples few = Examples.gaussians(10, "few");
        Meter meter = new Meter();
        Training.run(
                Kind.BNN.network(Normalisation.NONE, 0),
                Examples.training(Examples.sgd(1e-4), BATCH, 200, Examples.patience(200)),
                1,
                new RunData(samples, few, few, Examples.CLASSES),
                WARM_UP,
                meter);

        assertThat(meter.least).isLessThan(STEPS);
    }

    /** Steps of a network on random samples. */
    private static final class Steps {
        private final Samples samples = Examples.gaussians(BATCH, "samples");
        private final Network network;

        Steps(Kernels kernels, NetworkSpec spec, boolean adam) {
            OptimizerSpec optimizer = adam ? Examples.adam(1e-4) : Examples.sgd(1e-4);
            network = new Network(
                    kernels,
                    spec,
                    Examples.training(optimizer, BATCH, 1, Examples.patience(1)),
                    Examples.WIDTH,
                    Examples.CLASSES,
                    BATCH,
                    Rng.stream(1, "initialisation"),
                    Rng.stream(1, "dropout"));
        }

        /** The fewest bytes of so many steps in a row, until there are few enough or the time is over. */
        long leastBytes(Duration limit) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            long start = System.nanoTime();
            long least = Long.MAX_VALUE;
            while (least >= STEPS && System.nanoTime() - start < limit.toNanos()) {
                long before = threads.getThreadAllocatedBytes(thread);
                for (int step = 0; step < STEPS; step++) {
                    for (int r = 0; r < BATCH; r++) {
                        network.load(r, samples.features(), r * Examples.WIDTH, samples.labels()[r]);
                    }
                    network.step(BATCH, 1);
                }
                least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
            }
            return least;
        }
    }

    /** The fewest bytes of the steps inside of an epoch but its first. */
    private static final class Meter implements TrainingListener {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final long thread = Thread.currentThread().getId();
        private long least = Long.MAX_VALUE;
        private long before;
        private int steps;

        @Override
        public void epochEnded(EpochSummary epoch) {
            steps = 0;
        }

        @Override
        public void stepped(int epoch, int samples, int flips) {
            steps++;
            if (steps == 1) {
                before = threads.getThreadAllocatedBytes(thread);
            } else if (steps == 1 + STEPS) {
                least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
            }
        }
    }
}
