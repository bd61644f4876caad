package org.bitsweep.sweep;

import java.util.List;
import org.bitsweep.data.DataShape;
import org.bitsweep.nn.EmbeddingSpec;
import org.bitsweep.run.ComplexitySpec;
import org.bitsweep.run.CustomProbeSpec;
import org.bitsweep.run.RunSpec;

/**
 * How long a run takes on one core: a sum of terms that grow with network, data and probes, whose coefficients were
 * fitted to measured runs. How fast a machine is, and how early training stops, it does not know: the runs that a store
 * has tell that better than a measurement of seconds could, in which a JVM still compiles.
 */
final class CostModel {
    /**
     * Seconds a unit of each term: what {@code CostModelFit} among the tests finds, with vector kernels of 256 bits. Those of
     * noise on the weights and of information, the last six, are from single measurements and good to a factor of two.
     */
    private static final double[] COEFFICIENTS = {
        1.05e-3, 9.1e-9, 1.06e-10, 7.6e-9, 1.6e-9, 2.0e-9, 5.7e-6, 5.2e-10, 1.5e-10, 7e-9, 1.5e-8, 2e-9, 2e-10, 1e-7
    };

    private CostModel() {}

    /** The time that a run is expected to take, in seconds, if it trains for all of its epochs. */
    static double seconds(RunSpec spec, DataShape data) {
        double[] terms = terms(spec, data, spec.training().maxEpochs());
        double seconds = 0;
        for (int i = 0; i < terms.length; i++) {
            seconds += COEFFICIENTS[i] * terms[i];
        }
        double weights = spec.network().weights(data.features(), data.classes());
        for (CustomProbeSpec probe : spec.custom().values()) {
            seconds += probe.seconds(weights, data.train(), spec.training().maxEpochs());
        }
        return seconds;
    }

    /** What a run of so many epochs does, counted. An evaluation is taken for a third of a training step. */
    static double[] terms(RunSpec spec, DataShape data, int epochs) {
        double weights = spec.network().weights(data.features(), data.classes());
        double units = data.classes();
        for (int width : spec.network().hidden()) {
            units += width;
        }
        int validations = (epochs - 1) / spec.training().evaluateEvery() + 2;
        InformationWork information = InformationWork.of(spec, data, epochs);
        double evaluated = (double) data.validation() * validations + data.test() + information.passed();
        double trained = (double) data.train() * epochs + evaluated / 3 + information.traced();
        double steps = Math.ceil((double) data.train() / spec.training().batchSize()) * epochs;
        double blocks = 0;
        for (ComplexitySpec probe : spec.probes().values()) {
            double times = probe.every() == ComplexitySpec.Every.STEP ? steps : epochs;
            int scopes = probe.pooling() == ComplexitySpec.Pooling.LAYER ? 2 : 1;
            blocks += times * scopes * blocks(spec.network().hidden(), data, probe);
        }
        return new double[] {
            1,
            (double) (data.train() + data.validation() + data.test()) * data.features(),
            multiplied(
                    spec,
                    data,
                    trained,
                    steps + Math.ceil(evaluated / spec.training().batchSize()) / 3,
                    weights),
            trained * units,
            (data.train() * (double) epochs + evaluated) * data.features(),
            steps * weights,
            steps,
            blocks,
            spec.training().noise() == null ? 0 : trained * weights,
            information.cells(),
            information.draws(),
            information.distances(),
            information.gradients(),
            information.weights()
        };
    }

    /** Products of weights: with each sample, or, where inputs are looked up, of the first layer with each row of the tables. */
    private static double multiplied(RunSpec spec, DataShape data, double samples, double batches, double weights) {
        EmbeddingSpec embedding = spec.network().embedding();
        if (embedding == null) {
            return samples * weights;
        }
        List<Integer> hidden = spec.network().hidden();
        double rows = (double) data.features() * embedding.tokens();
        double first =
                (double) data.features() * embedding.width() * (hidden.isEmpty() ? data.classes() : hidden.get(0));
        return samples * (weights - first - rows * embedding.width()) + batches * rows * first;
    }

    /** Blocks of one count over the whole network. */
    private static double blocks(List<Integer> hidden, DataShape data, ComplexitySpec probe) {
        double blocks = 0;
        int from = data.features();
        for (int layer = 0; layer <= hidden.size(); layer++) {
            int to = layer < hidden.size() ? hidden.get(layer) : data.classes();
            blocks +=
                    (double) (to / probe.block().rows()) * (from / probe.block().cols());
            from = to;
        }
        return blocks;
    }
}
