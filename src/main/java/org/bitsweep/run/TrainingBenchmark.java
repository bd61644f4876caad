package org.bitsweep.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bitsweep.bits.Rng;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.nn.NetworkSpec;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.TimeLimitException;
import org.bitsweep.nn.Training;
import org.bitsweep.nn.TrainingListener;
import org.bitsweep.nn.TrainingSpec;

/**
 * How fast networks train here: the training loop of every run, on random data, with Adam and the probe that a run would
 * have.
 *
 * @param inputs features of a sample
 * @param classes number of classes
 * @param every when BDM and block entropy are measured; null for never
 * @param table the CTM table for that
 * @param threads networks that train at the same time, one a thread
 * @param seconds time to measure; the warm-up takes as long again
 */
public record TrainingBenchmark(
        NetworkSpec network,
        TrainingSpec training,
        int inputs,
        int classes,
        ComplexitySpec.Every every,
        CtmTable table,
        int threads,
        double seconds) {
    private static final int SAMPLES = 8192;
    private static final int VALIDATION = 16;
    private static final double ROUND_SECONDS = 0.05;

    public TrainingBenchmark {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("--threads " + threads + ", expected 1 to 1024");
        }
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new IllegalArgumentException("--seconds " + seconds + ", expected more than 0 and at most 3600");
        }
    }

    /** Trained samples a second of all threads: each thread's median over rounds of a twentieth of a second, summed. */
    public double samplesPerSecond() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Double>> rates = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                long seed = t;
                rates.add(pool.submit(() -> train(seed)));
            }
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Floating-point operations that a sample takes when every product counts as such: forward, the gradient of the
     * weights, and, but for the first layer, that of the inputs, each with a multiplication and an addition per weight.
     */
    public double operationsPerSample() {
        double weights = network.weights(inputs, classes);
        int firstOutputs =
                network.hidden().isEmpty() ? classes : network.hidden().get(0);
        return 2 * (3 * weights - (double) inputs * firstOutputs);
    }

    private double train(long seed) {
        Rounds rounds = new Rounds();
        try {
            Training.run(network, training, seed, data(seed), Duration.ofNanos((long) (2e9 * seconds)), rounds);
        } catch (TimeLimitException e) {
            return rounds.median();
        }
        throw new IllegalStateException("the training ended before its time");
    }

    private RunData data(long seed) {
        Rng rng = Rng.stream(seed, "bench");
        return new RunData(samples(SAMPLES, rng), samples(VALIDATION, rng), samples(VALIDATION, rng), classes);
    }

    private Samples samples(int count, Rng rng) {
        float[] features = new float[count * inputs];
        int[] labels = new int[count];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) rng.nextGaussian();
        }
        for (int i = 0; i < count; i++) {
            labels[i] = rng.nextInt(classes);
        }
        return new Samples(features, labels, count, inputs);
    }

    /** Passes steps on to the probe, and counts samples by rounds once the warm-up is over. */
    private final class Rounds implements TrainingListener {
        private final TrainingListener probe = every == null
                ? new TrainingListener() {}
                : new ComplexityProbe(
                        new ComplexitySpec(
                                Decomposition.ignore(new BlockShape(4, 4)),
                                table.name(),
                                ComplexitySpec.Pooling.NETWORK,
                                every,
                                ComplexitySpec.Arrangement.TRAINED,
                                false),
                        table,
                        Rng.stream(0, "arrangement"));
        private final double[] rates = new double[(int) (2 * seconds / ROUND_SECONDS) + 1];
        private final long warm = System.nanoTime() + (long) (seconds * 1e9);
        private int size;
        private long begin;
        private long samples;

        @Override
        public void started(NetworkView network) {
            probe.started(network);
        }

        @Override
        public void stepped(int epoch, int batch, int flips) {
            probe.stepped(epoch, batch, flips);
            long now = System.nanoTime();
            if (now < warm) {
                return;
            }
            if (begin == 0) {
                begin = now;
                return;
            }
            samples += batch;
            double passed = (now - begin) * 1e-9;
            if (passed >= ROUND_SECONDS && size < rates.length) {
                rates[size++] = samples / passed;
                samples = 0;
                begin = now;
            }
        }

        double median() {
            if (size == 0) {
                throw new IllegalArgumentException("--seconds " + seconds + " is too short for a step of this network");
            }
            double[] sorted = Arrays.copyOf(rates, size);
            Arrays.sort(sorted);
            return sorted[size / 2];
        }
    }
}
