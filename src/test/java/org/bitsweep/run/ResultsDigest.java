package org.bitsweep.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Opener;
import org.bitsweep.data.PreparedDataset;
import org.bitsweep.data.RunData;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.NetworkView;
import org.bitsweep.nn.Training;
import org.bitsweep.nn.TrainingListener;

/**
 * Trains small networks and prints one digest, to be compared between JVMs: over every result of three runs, and over all
 * weights of networks of every kind after 200 steps.
 */
public final class ResultsDigest {
    private static final String CONFIGURATION = """
            dataset { kind = strokes, count = 400 }
            network.hidden = [33, 17]
            training { max-epochs = 8, batch-size = 32, early-stopping.patience = 3 }
            probes.complexity.default.pooling = layer
            """;

    /** 280 training samples in batches of 14: ten epochs are 200 steps. The first is wide enough for all blockings. */
    private static final List<String> NETWORKS = List.of(
            "kind = bnn, hidden = [300, 270], surrogate { activations = approx-sign, weights = swish-sign }",
            "kind = bnn, hidden = [20, 9], input = binary, float-layers = last, batch-norm = none, dropout = 0.2",
            "kind = bnn, hidden = [20, 9], surrogate { activations = tanh, weights = clipped }, clip-weights = true",
            "kind = float, hidden = [40, 21], activation = tanh, batch-norm = hidden",
            "kind = float, hidden = [21], activation = sigmoid, batch-norm = none",
            "kind = quant, hidden = [33, 17], quantization { bits = 3, scheme = affine, activation-bits = 4 }");

    private static final List<String> OPTIMIZERS = List.of(
            "optimizer = adamw, weight-decay = 0.1, schedule { kind = cosine, warm-up = 2 }",
            "optimizer = sgd, learning-rate = 0.05, weight-decay = 1e-3, loss = mean-squared-error");

    private ResultsDigest() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        System.out.println(compute());
    }

    static String compute() throws IOException, GeneralSecurityException {
        RunSpec first = SpecReader.read(Configuration.parse(CONFIGURATION).settings());
        PreparedDataset data = first.dataset().prepare(Opener.local());
        CtmTable table = CtmTables.load("2d-n4");
        Map<String, CtmTable> tables = Map.of("2d", table);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (long seed = 0; seed < 3; seed++) {
            RunSpec spec = first.withSeed(seed);
            RunIdentity identity = RunIdentity.of(spec, data.digest(), Map.of("2d", table.digest()));
            add(digest, RunExecution.execute(new PlannedRun("digest", spec, identity, Map.of()), data, tables, 0));
        }
        for (String network : NETWORKS) {
            for (String optimizer : OPTIMIZERS) {
                addWeights(digest, network, optimizer);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addWeights(MessageDigest digest, String network, String optimizer) throws IOException {
        RunSpec spec = SpecReader.read(
                Configuration.parse("""
                dataset { kind = strokes, count = 400, train = 280, validation = 60, test = 60 }
                network { %s }
                training { max-epochs = 10, batch-size = 14, early-stopping.patience = 10, %s }
                """.formatted(network, optimizer)).settings());
        RunData data = spec.dataset().prepare(Opener.local()).draw(0);
        int[] steps = {0};
        Training.run(spec.network(), spec.training(), 0, data, Duration.ofHours(1), new TrainingListener() {
            private NetworkView view;

            @Override
            public void started(NetworkView started) {
                view = started;
            }

            @Override
            public void stepped(int epoch, int samples, int flips) {
                steps[0]++;
                if (steps[0] == 200) {
                    view.layers().forEach(layer -> add(digest, layer));
                }
            }
        });
        if (steps[0] != 200) {
            throw new IllegalStateException("there were " + steps[0] + " steps");
        }
    }

    private static void add(MessageDigest digest, LayerView layer) {
        for (int o = 0; o < layer.outputWidth(); o++) {
            for (int i = 0; i < layer.inputWidth(); i++) {
                add(digest, layer.latentWeight(o, i));
            }
        }
    }

    private static void add(MessageDigest digest, RunRows rows) {
        digest.update(rows.run().run().identity().runKey().getBytes(StandardCharsets.UTF_8));
        digest.update(rows.run().status().name().getBytes(StandardCharsets.UTF_8));
        add(digest, rows.run().result().epochs(), rows.run().result().best().epoch());
        add(
                digest,
                rows.run().result().test().loss(),
                rows.run().result().test().accuracy());
        for (EpochRow row : rows.epochs()) {
            add(digest, row.summary().epoch(), row.summary().flips(), row.bdm(), row.entropy());
            add(digest, row.summary().trainLoss(), row.summary().trainAccuracy());
            add(digest, row.summary().validationLoss(), row.summary().validationAccuracy());
        }
        for (MeasureRow row : rows.measures()) {
            add(digest, row.epoch(), row.layer(), row.value());
        }
    }

    private static void add(MessageDigest digest, double... values) {
        for (double value : values) {
            digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }
    }
}
