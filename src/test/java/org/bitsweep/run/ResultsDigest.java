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
 * Trains small networks and prints one digest, to be compared between JVMs: over every result of three runs, and of runs with
 * all probes but compressed sizes, an embedding and the bottleneck for the weights; and over all weights of networks of every
 * kind after 200 steps.
 */
public final class ResultsDigest {
    private static final String CONFIGURATION = """
            dataset { kind = strokes, count = 400 }
            network.hidden = [33, 17]
            training { max-epochs = 8, batch-size = 32, early-stopping.patience = 3 }
            probes.complexity.default.pooling = layer
            """;

    private static final String INFORMATION = """
            information { every = 1, patterns = all, bins = [5, 30], range = global, resamples = 5, noise = 0.01 }
            weight-information.every = 1
            """;

    private static final List<String> PROBED =
            List.of("""
            dataset { kind = modular-addition, modulus = 13, encoding = index, normalisation.kind = none }
            network { kind = float, hidden = [20], batch-norm = none, embedding { tokens = 13, width = 10 } }
            training { optimizer = adamw, weight-decay = 1, max-epochs = 6, batch-size = 50 }
            probes.custom {
              four  { kind = qubd, bits = 4, permutations = 3, planes = on }
              units { kind = qubd, bits = 3, clip = min-max, arrangement = permuted-units }
              norm  { kind = weight-norm }
              sharp { kind = sharpness, every = 3 }
            }
            """, """
            dataset { kind = strokes, count = 400 }
            network { kind = float, hidden = [16, 6], activation = tanh, batch-norm = none }
            training { max-epochs = 5, batch-size = 32, regularizer { kind = weight-information, beta = 0.1 } }
            probes { %s }
            """.formatted(INFORMATION), """
            dataset { kind = strokes, count = 400 }
            network { kind = bnn, hidden = [12, 6] }
            training { max-epochs = 5, batch-size = 32 }
            probes { %s }
            """.formatted(INFORMATION), """
            dataset { kind = strokes, count = 400 }
            network { kind = quant, hidden = [12, 6], quantization { bits = 4, activation-bits = 4 } }
            training { max-epochs = 5, batch-size = 32 }
            probes { %s }
            """.formatted(INFORMATION));

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
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        CtmTable table = CtmTables.load("2d-n4");
        addRuns(digest, CONFIGURATION, 3, table);
        for (String configuration : PROBED) {
            addRuns(digest, configuration, 1, table);
        }
        for (String network : NETWORKS) {
            for (String optimizer : OPTIMIZERS) {
                addWeights(digest, network, optimizer);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addRuns(MessageDigest digest, String configuration, long seeds, CtmTable table)
            throws IOException {
        RunSpec first = SpecReader.read(Configuration.parse(configuration).settings());
        PreparedDataset data = first.dataset().prepare(Opener.local());
        for (long seed = 0; seed < seeds; seed++) {
            RunSpec spec = first.withSeed(seed);
            RunIdentity identity = RunIdentity.of(spec, data.digest(), Map.of("2d", table.digest()));
            RunRows rows = RunExecution.execute(
                    new PlannedRun("digest", spec, identity, Map.of()), data, Map.of("2d", table), 0);
            if (rows.run().status() != RunRow.Status.OK) {
                throw new IllegalStateException(
                        "a run is " + rows.run().status() + ": " + rows.run().failure());
            }
            add(digest, rows);
        }
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
            digest.update(row.name().getBytes(StandardCharsets.UTF_8));
            add(digest, row.epoch(), row.layer(), row.value());
        }
    }

    private static void add(MessageDigest digest, double... values) {
        for (double value : values) {
            digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }
    }
}
