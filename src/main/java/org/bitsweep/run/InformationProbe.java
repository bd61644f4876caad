package org.bitsweep.run;

import java.util.Locale;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.RunData;
import org.bitsweep.info.Estimate;
import org.bitsweep.info.Estimator;
import org.bitsweep.info.InformationPlane;
import org.bitsweep.info.StateCounts;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.TrainingListener;

/**
 * Measures where the layers stand in the information plane while a network trains. Names of rows say what was estimated
 * and how: {@code i_xt/plug-in}, {@code i_ty/miller-madow} and so on, followed by {@code /30-bins} where floats were put
 * into 30 bins.
 */
final class InformationProbe implements TrainingListener {
    private final InformationSpec spec;
    private final RunData data;
    private final int maxEpochs;
    private final Rng rng;
    private final Measurements measurements;
    private InformationPlane plane;

    InformationProbe(InformationSpec spec, RunData data, int maxEpochs, long seed, Measurements measurements) {
        this.spec = spec;
        this.data = data;
        this.maxEpochs = maxEpochs;
        this.rng = Rng.stream(seed, "information");
        this.measurements = measurements;
    }

    @Override
    public void started(NetworkView network) {
        plane = new InformationPlane(network, spec.patterns().of(data), data.classes(), spec.settings());
    }

    @Override
    public void epochEnded(EpochSummary summary) {
        int epoch = summary.epoch();
        if (!spec.every().includes(epoch, maxEpochs)) {
            return;
        }
        InformationPlane.Measured measured = plane.measure(rng);
        measured.points().forEach(point -> add(epoch, point));
        measured.bounds().forEach(bounds -> add(epoch, bounds));
    }

    private void add(int epoch, InformationPlane.Point point) {
        int layer = point.layer();
        StateCounts counts = point.counts();
        String how = point.bins() == 0 ? "" : "/" + point.bins() + "-bins";
        for (Estimator estimator : Estimator.values()) {
            String name = "/" + estimator.name().toLowerCase(Locale.ROOT).replace('_', '-') + how;
            measurements.add(
                    epoch, layer, "i_xt" + name, counts.inputs(estimator).bits());
            measurements.add(
                    epoch, layer, "i_ty" + name, counts.labels(estimator).bits());
        }
        if (point.errors() != null) {
            measurements.add(
                    epoch, layer, "i_xt/standard-error" + how, point.errors().inputs());
            measurements.add(
                    epoch, layer, "i_ty/standard-error" + how, point.errors().labels());
        }
        measurements.add(epoch, layer, "states" + how, counts.distinct());
        measurements.add(epoch, layer, "collisions" + how, point.collisions());
        circumstances(epoch, layer, how, counts.width(), counts.saturated());
    }

    private void add(int epoch, InformationPlane.Bounds point) {
        int layer = point.layer();
        measurements.add(epoch, layer, "i_xt/lower-bound", point.bounds().inputsLower());
        measurements.add(epoch, layer, "i_xt/upper-bound", point.bounds().inputsUpper());
        measurements.add(epoch, layer, "i_ty/lower-bound", point.bounds().labelsLower());
        measurements.add(epoch, layer, "i_ty/upper-bound", point.bounds().labelsUpper());
        boolean saturated = Estimate.saturated(point.bounds().inputsLower(), plane.patterns());
        circumstances(epoch, layer, "/bounds", point.width(), saturated);
    }

    /** What a value cannot be read without. */
    private void circumstances(int epoch, int layer, String how, int width, boolean saturated) {
        measurements.add(epoch, layer, "patterns" + how, plane.patterns());
        measurements.add(epoch, layer, "width" + how, width);
        measurements.add(epoch, layer, "saturated" + how, saturated ? 1 : 0);
    }
}
