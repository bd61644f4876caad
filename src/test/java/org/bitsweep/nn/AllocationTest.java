package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.Examples.Kind;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A step of training must not make garbage: the JVM's own counter of the thread says so. Vectors are objects until the
 * compiler has made registers of them, so training goes on until some hundred steps in a row were quiet.
 */
class AllocationTest {
    private static final int BATCH = 32;
    private static final int STEPS = 200;
    private static final int STEPS_OF_EPOCH = 2 * STEPS + 10;

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
        Samples samples = Examples.gaussians(BATCH * STEPS_OF_EPOCH, "samples");
        Samples few = Examples.gaussians(10, "few");
        TrainingSpec training = Examples.training(
                adam ? Examples.adam(1e-4) : Examples.sgd(1e-4), BATCH, 1000, Examples.patience(1000));
        Meter meter = new Meter();

        Quiet quiet = catchThrowableOfType(
                Quiet.class,
                () -> Training.run(
                        kind.network(normalisation, dropout, 20, 12),
                        training,
                        1,
                        new RunData(samples, few, few, Examples.CLASSES),
                        Duration.ofSeconds(60),
                        meter));
        assertThat(quiet)
                .as("at least %d bytes in %d steps", meter.least, STEPS)
                .isNotNull();
    }

    /** Ends a training. */
    private static final class Quiet extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

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
            // The first step of an epoch is left out: what comes before it belongs to the epoch.
            if (steps % STEPS == 1) {
                before = threads.getThreadAllocatedBytes(thread);
            } else if (steps > 1 && steps % STEPS == 0) {
                least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
                if (least < STEPS) {
                    throw new Quiet();
                }
            }
            steps++;
        }
    }
}
