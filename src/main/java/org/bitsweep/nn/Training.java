package org.bitsweep.nn;

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
    private final RunData data;
    private final TrainingListener listener;
    private final BinaryNetwork network;
    private final Rng shuffle;

    private Training(
            Kernels kernels,
            NetworkSpec network,
            TrainingSpec spec,
            long seed,
            RunData data,
            TrainingListener listener) {
        int samples = data.train().count();
        if (samples < 2) {
            throw new IllegalArgumentException("the training set has " + samples
                    + " sample(s), expected 2 or more: batch normalisation has no variance of one sample");
        }
        this.spec = spec;
        this.data = data;
        this.listener = listener;
        this.shuffle = Rng.stream(seed, "shuffle");
        int capacity = Math.min(spec.batchSize(), samples - 1) + 1;
        this.network = new BinaryNetwork(
                kernels,
                data.features(),
                data.classes(),
                capacity,
                network,
                spec.adam(),
                Rng.stream(seed, "initialisation"));
    }

    /**
     * Trains one network and evaluates it.
     *
     * @throws DivergedException if a loss or a parameter is NaN or infinite
     * @throws IllegalArgumentException if the training set has fewer than two samples
     */
    public static TrainingResult run(
            NetworkSpec network, TrainingSpec spec, long seed, RunData data, TrainingListener listener) {
        return new Training(Kernels.best(), network, spec, seed, data, listener).run();
    }

    private TrainingResult run() {
        listener.started(network.signs());
        Evaluation untrained = evaluate(data.validation());
        listener.epochEnded(new EpochSummary(0, Double.NaN, Double.NaN, untrained.loss(), untrained.accuracy(), 0));
        EpochSummary best = null;
        BinaryNetwork.Checkpoint bestState = null;
        int epoch = 0;
        do {
            epoch++;
            EpochSummary summary = epoch(epoch);
            listener.epochEnded(summary);
            if (best == null || summary.validationLoss() < best.validationLoss()) {
                best = summary;
                bestState = network.checkpoint();
            }
        } while (epoch < spec.maxEpochs() && epoch - best.epoch() < spec.patience());
        network.restore(bestState);
        boolean early = epoch - best.epoch() >= spec.patience();
        return new TrainingResult(
                epoch,
                best,
                early ? TrainingResult.StopReason.EARLY_STOPPING : TrainingResult.StopReason.MAX_EPOCHS,
                evaluate(data.test()));
    }

    private EpochSummary epoch(int epoch) {
        Samples train = data.train();
        int[] order = new int[train.count()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        shuffle.shuffle(order);
        double lossSum = 0;
        long correct = 0;
        long flips = 0;
        int steps = 0;
        for (int from = 0; from < order.length; steps++) {
            int rows = batchRows(order.length - from);
            for (int r = 0; r < rows; r++) {
                load(r, train, order[from + r]);
            }
            int stepFlips = network.step(rows);
            lossSum += requireFinite("training", network.lossSum() / rows, epoch);
            correct += network.correct();
            flips += stepFlips;
            listener.stepped(epoch, stepFlips);
            from += rows;
        }
        if (!network.isFinite()) {
            throw new DivergedException(epoch);
        }
        Evaluation validation = evaluate(data.validation());
        requireFinite("validation", validation.loss(), epoch);
        return new EpochSummary(
                epoch,
                lossSum / steps,
                (double) correct / order.length,
                validation.loss(),
                validation.accuracy(),
                flips);
    }

    /** The size of the next batch; one sample that would be left alone joins this batch. */
    private int batchRows(int remaining) {
        return remaining - 1 <= spec.batchSize() ? remaining : spec.batchSize();
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
