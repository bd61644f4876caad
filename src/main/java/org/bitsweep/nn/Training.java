package org.bitsweep.nn;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;

/**
 * The training loop of one network: shuffled batches, validation after every epoch, early stopping, the weights of the
 * best epoch for the test set. One thread; the same seed gives the same bits.
 */
public final class Training {
    private final TrainingSpec spec;
    private final boolean pairs;
    private final RunData data;
    private final TrainingListener listener;
    private final Network network;
    private final Liveness liveness;
    private final Rng shuffle;
    private final int[] order;
    private final Duration limit;
    private final long start = System.nanoTime();

    private Training(
            Kernels kernels,
            NetworkSpec network,
            TrainingSpec spec,
            long seed,
            RunData data,
            Duration limit,
            TrainingListener listener) {
        int samples = data.train().count();
        this.pairs = network.needsPairs();
        if (samples < 1) {
            throw new IllegalArgumentException("the training set has no sample");
        }
        if (pairs && samples < 2) {
            throw new IllegalArgumentException("the training set has " + samples
                    + " sample(s), expected 2 or more: batch normalisation has no variance of one sample");
        }
        if (pairs && spec.batchSize() < 2) {
            throw new IllegalArgumentException("training.batch-size is " + spec.batchSize()
                    + ", expected 2 or more: batch normalisation has no variance of one sample");
        }
        this.spec = spec;
        this.data = data;
        this.limit = limit;
        this.listener = listener;
        this.shuffle = Rng.stream(seed, "shuffle");
        this.order = new int[samples];
        int capacity = pairs ? Math.min(spec.batchSize(), samples - 1) + 1 : Math.min(spec.batchSize(), samples);
        this.network = new Network(
                kernels,
                network,
                spec,
                data.features(),
                data.classes(),
                capacity,
                network.initialisation().stream(seed),
                Rng.stream(seed, "dropout"),
                noise(spec.noise(), samples, seed));
        this.liveness = new Liveness(this.network);
    }

    private static WeightNoise noise(WeightNoiseSpec spec, int samples, long seed) {
        return spec == null
                ? null
                : new WeightNoise(spec.beta() / samples, spec.logVariance(), Rng.stream(seed, "weight-noise"));
    }

    /**
     * Trains one network and evaluates it.
     *
     * @param limit the longest that it may take
     * @throws DivergedException if a loss or a parameter is NaN or infinite
     * @throws DeadNetworkException if all units of a hidden layer are constant through an epoch of samples that differ
     * @throws TimeLimitException if it takes longer than the limit
     * @throws CancellationException if the thread is interrupted
     * @throws IllegalArgumentException if there are too few samples
     */
    public static TrainingResult run(
            NetworkSpec network,
            TrainingSpec spec,
            long seed,
            RunData data,
            Duration limit,
            TrainingListener listener) {
        return new Training(Kernels.best(), network, spec, seed, data, limit, listener).run();
    }

    private TrainingResult run() {
        listener.started(network, data);
        Evaluation untrained = evaluate(data.validation());
        listener.epochEnded(new EpochSummary(0, Double.NaN, Double.NaN, untrained.loss(), untrained.accuracy(), 0));
        EpochSummary best = null;
        Network.Checkpoint bestState = null;
        int epoch = 0;
        int patience = spec.earlyStopping().patience();
        do {
            epoch++;
            EpochSummary summary = epoch(epoch);
            listener.epochEnded(summary);
            if (spec.earlyStopping().improves(summary, best)) {
                best = summary;
                bestState = network.checkpoint();
            }
        } while (epoch < spec.maxEpochs() && (best == null || epoch - best.epoch() < patience));
        network.restore(bestState);
        TrainingResult result = new TrainingResult(
                epoch,
                best,
                epoch - best.epoch() >= patience
                        ? TrainingResult.StopReason.EARLY_STOPPING
                        : TrainingResult.StopReason.MAX_EPOCHS,
                evaluate(data.test()));
        listener.ended(result);
        return result;
    }

    private EpochSummary epoch(int epoch) {
        Samples train = data.train();
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        shuffle.shuffle(order);
        liveness.startEpoch();
        int stepsOfEpoch = stepsOfEpoch();
        double lossSum = 0;
        long correct = 0;
        long flips = 0;
        int step = 0;
        for (int from = 0; from < order.length; ) {
            requireTime(epoch);
            int rows = batchRows(order.length - from);
            for (int r = 0; r < rows; r++) {
                load(r, train, order[from + r]);
            }
            step++;
            int stepFlips = network.step(rows, spec.schedule().factor(epoch, step, stepsOfEpoch, spec.maxEpochs()));
            lossSum += requireFinite("training", network.lossSum() / rows, epoch);
            correct += network.correct();
            flips += stepFlips;
            liveness.observe(rows);
            listener.stepped(epoch, rows, stepFlips);
            from += rows;
        }
        if (!network.isFinite()) {
            throw new DivergedException(epoch);
        }
        liveness.requireAlive(epoch);
        Evaluation validation = Evaluation.NONE;
        if (spec.evaluates(epoch)) {
            validation = evaluate(data.validation());
            requireFinite("validation", validation.loss(), epoch);
        }
        return new EpochSummary(
                epoch,
                lossSum / step,
                (double) correct / order.length,
                validation.loss(),
                validation.accuracy(),
                flips);
    }

    /** The size of the next batch; where a sample cannot be normalised alone, it joins this batch. */
    private int batchRows(int remaining) {
        int spare = pairs ? 1 : 0;
        return remaining - spare <= spec.batchSize() ? remaining : spec.batchSize();
    }

    private int stepsOfEpoch() {
        int steps = 0;
        for (int remaining = order.length; remaining > 0; steps++) {
            remaining -= batchRows(remaining);
        }
        return steps;
    }

    private void requireTime(int epoch) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted in epoch " + epoch);
        }
        if (System.nanoTime() - start > limit.toNanos()) {
            throw new TimeLimitException(limit, epoch);
        }
    }

    private Evaluation evaluate(Samples samples) {
        double lossSum = 0;
        long correct = 0;
        for (int from = 0; from < samples.count(); from += network.capacity()) {
            int rows = Math.min(network.capacity(), samples.count() - from);
            for (int r = 0; r < rows; r++) {
                load(r, samples, from + r);
            }
            network.evaluate(rows);
            lossSum += network.lossSum();
            correct += network.correct();
        }
        return new Evaluation(lossSum / samples.count(), (double) correct / samples.count());
    }

    private void load(int row, Samples samples, int index) {
        network.load(row, samples.features(), index * samples.width(), samples.labels()[index]);
    }

    private static double requireFinite(String what, double loss, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new DivergedException(what, loss, epoch);
        }
        return loss;
    }
}
