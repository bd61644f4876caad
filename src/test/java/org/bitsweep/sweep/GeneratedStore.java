package org.bitsweep.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.bitsweep.nn.EpochSummary;
import org.bitsweep.nn.Evaluation;
import org.bitsweep.nn.TrainingResult;
import org.bitsweep.nn.TrainingResult.StopReason;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.EpochRow;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunIdentity;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.RunRows;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreFiles;
import org.bitsweep.sweep.store.StoreWriter;

/** A store of runs that nobody trained: losses that fall, and complexities that follow them. */
public final class GeneratedStore {
    private static final int BUNDLES_PER_COMMIT = 20;
    private static final int PATIENCE = 5;
    private static final RunSpec SPEC =
            SpecReader.read(Configuration.parse("training.early-stopping.patience = " + PATIENCE)
                    .settings());

    private GeneratedStore() {}

    /** Writes groups of runs, a bundle a group, in the order of bundles; even seeds stop early. */
    public static void write(String store, int groups, int runsPerGroup, int epochs) throws IOException {
        try (StoreWriter writer = StoreWriter.open(StoreFiles.of(store))) {
            List<StagedFile> staged = new ArrayList<>();
            for (int group = 0; group < groups; group++) {
                List<RunRows> bundle = new ArrayList<>();
                for (int seed = 0; seed < runsPerGroup; seed++) {
                    bundle.add(run(group, seed, epochs));
                }
                String stem = String.format(Locale.ROOT, "%s-%06d-0", writer.driver(), group);
                staged.addAll(new BundleWriter(writer.files(), writer.stagingFolder(), stem)
                        .write(bundle)
                        .files());
                if (group % BUNDLES_PER_COMMIT == BUNDLES_PER_COMMIT - 1 || group == groups - 1) {
                    writer.commit(staged);
                    staged.clear();
                }
            }
        }
    }

    private static RunRows run(int group, int seed, int epochs) {
        Random random = new Random(1_000_003L * group + seed);
        String network = "bnn 100-" + (group + 1) + "-10";
        PlannedRun planned = new PlannedRun(
                "generated", SPEC.withSeed(seed), identity(group, seed), Map.of("network.hidden", "[" + group + "]"));
        List<EpochRow> rows = new ArrayList<>();
        EpochSummary last = null;
        for (int epoch = 0; epoch <= epochs; epoch++) {
            double loss = 0.3 + 2 * Math.exp(-0.08 * epoch) + 0.05 * random.nextGaussian();
            last = new EpochSummary(
                    epoch,
                    epoch == 0 ? Double.NaN : loss,
                    epoch == 0 ? Double.NaN : Math.round(1e4 * Math.exp(-loss)) / 1e4,
                    loss + 0.1 * random.nextDouble(),
                    Math.round(1e3 * Math.exp(-loss)) / 1e3,
                    epoch == 0 ? 0 : random.nextInt(1000));
            rows.add(new EpochRow(
                    planned,
                    network,
                    last,
                    900 + 300 * loss + 20 * random.nextGaussian(),
                    3 + 0.01 * random.nextGaussian()));
        }
        StopReason reason = seed % 2 == 0 ? StopReason.EARLY_STOPPING : StopReason.MAX_EPOCHS;
        TrainingResult result = new TrainingResult(epochs, last, reason, new Evaluation(0.5, 0.8));
        RunRow.Observed observed = new RunRow.Observed(0, 1000, "host", "17", "generated", 0);
        RunRow row = new RunRow(planned, RunRow.Status.OK, network, 1000, result, null, observed);
        return new RunRows(row, rows, List.of(), List.of());
    }

    private static RunIdentity identity(int group, int seed) {
        String config = "{\"group\":" + group + ",\"seed\":" + seed + ",\"training\":{\"early-stopping\":{\"patience\":"
                + PATIENCE + "}}}";
        return new RunIdentity(config, sha256(config), sha256("group " + group));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
