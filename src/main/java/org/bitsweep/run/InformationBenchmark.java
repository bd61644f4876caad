package org.bitsweep.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bitsweep.bits.Rng;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.info.InformationPlane;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.Training;
import org.bitsweep.nn.TrainingListener;

/**
 * An information plane of an untrained network over random patterns, to be timed. Hidden units of float networks are tanh
 * in 30 bins.
 *
 * @param kind bnn, float or quant
 * @param widths inputs, hidden widths and classes
 */
public record InformationBenchmark(String kind, List<Integer> widths, int patterns) {
    private static final int BATCH = 256;

    public InformationBenchmark {
        widths = List.copyOf(widths);
    }

    /** Hands over the plane before the first step of a short training. */
    public void attach(Consumer<InformationPlane> work) {
        int classes = widths.get(widths.size() - 1);
        String configuration = """
                network { kind = %s, hidden = %s, activation = tanh }
                training { max-epochs = 1, batch-size = %d }
                probes.information { every = 1, bins = [30], range = activation }
                """.formatted(kind, widths.subList(1, widths.size() - 1), BATCH);
        RunSpec spec = SpecReader.read(Configuration.parse(configuration).settings());
        Samples few = random(2 * BATCH, classes);
        Samples measured = random(patterns, classes);
        RunData data = new RunData(few, few, few, classes);
        Training.run(spec.network(), spec.training(), 0, data, Duration.ofDays(1), new TrainingListener() {
            @Override
            public void started(NetworkView network) {
                work.accept(new InformationPlane(
                        network, List.of(measured), classes, spec.information().settings()));
            }
        });
    }

    private Samples random(int count, int classes) {
        Rng rng = Rng.stream(count, "bench");
        int inputs = widths.get(0);
        float[] features = new float[count * inputs];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) rng.nextGaussian();
        }
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> rng.nextInt(classes));
        return new Samples(features, labels, count, inputs);
    }
}
