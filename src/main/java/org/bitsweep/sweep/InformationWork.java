package org.bitsweep.sweep;

import java.util.List;
import org.bitsweep.data.DataShape;
import org.bitsweep.nn.NetworkKind;
import org.bitsweep.run.InformationSpec;
import org.bitsweep.run.RunSpec;

/**
 * What the probes of information do in a run, counted.
 *
 * @param passed patterns that go through the network
 * @param cells values that are put into bins or hashed; 64 signs count as one
 * @param draws patterns that are counted, once for each way to make a layer discrete and for each bootstrap resample
 * @param distances differences of values between two patterns, for pairwise bounds
 * @param traced samples that go forth and back through the network for their gradients
 * @param gradients squared gradients of samples by weights
 * @param weights weights whose information is added up
 */
record InformationWork(
        double passed, double cells, double draws, double distances, double traced, double gradients, double weights) {
    private static final int WORD = 64;

    static InformationWork of(RunSpec spec, DataShape data, int epochs) {
        double passed = 0;
        double cells = 0;
        double draws = 0;
        double distances = 0;
        InformationSpec plane = spec.information();
        if (plane != null) {
            double patterns = switch (plane.patterns()) {
                case TRAINING -> data.train();
                case TEST -> data.test();
                case ALL -> (double) data.train() + data.validation() + data.test();
            };
            passed = patterns * plane.every().times(epochs);
            List<Integer> hidden = spec.network().hidden();
            boolean isDiscrete = !hidden.isEmpty() && isDiscrete(spec.network().kind());
            int bins = isDiscrete ? 1 : plane.bins().size();
            for (int layer = 0; layer <= hidden.size(); layer++) {
                int width = layer < hidden.size() ? hidden.get(layer) : data.classes();
                boolean isSigns = layer < hidden.size() && spec.network().kind() instanceof NetworkKind.Binarized;
                cells += passed * bins * (isSigns ? 1 + width / WORD : width);
                draws += passed * bins * (1 + plane.resamples());
                distances += isDiscrete || plane.noise() == 0 ? 0 : passed * patterns * width;
            }
        }
        double traced = 0;
        double gradients = 0;
        double weights = 0;
        if (spec.weightInformation() != null) {
            weights = (double) spec.network().weights(data.features(), data.classes())
                    * spec.weightInformation().every().times(epochs);
            boolean isSigns = spec.network().kind() instanceof NetworkKind.Binarized;
            traced = isSigns
                    ? 0
                    : (double) data.train() * spec.weightInformation().every().times(epochs);
            gradients = isSigns ? 0 : weights * data.train();
        }
        return new InformationWork(passed, cells, draws, distances, traced, gradients, weights);
    }

    /** Whether hidden units have values that are states as they are. */
    private static boolean isDiscrete(NetworkKind kind) {
        return kind instanceof NetworkKind.Binarized
                || kind instanceof NetworkKind.Quantized quantized && quantized.activationBits() > 0;
    }
}
