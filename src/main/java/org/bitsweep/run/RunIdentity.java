package org.bitsweep.run;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitsweep.data.IdxSource;
import org.bitsweep.data.StrokesSource;
import org.bitsweep.nn.Adam;

/**
 * What a run is known by. The same key means the same result columns, bit for bit.
 *
 * @param config canonical JSON of all that decides the results: the specification, the digests of the data set and of
 *     the CTM tables in place of names and paths, and the results revision
 * @param runKey SHA-256 of {@code config}, in hexadecimal
 * @param groupKey SHA-256 of {@code config} without the seed
 */
public record RunIdentity(String config, String runKey, String groupKey) implements Serializable {
    /** Raised whenever any bit of any result column changes. */
    public static final int RESULTS_REVISION = 1;

    /**
     * @param datasetDigest digest of the data set's content
     * @param tableDigests digest of each CTM table by the name that the specification uses
     */
    public static RunIdentity of(RunSpec spec, String datasetDigest, Map<String, String> tableDigests) {
        return GroupIdentity.of(spec, datasetDigest, tableDigests).run(spec.seed());
    }

    /** All that decides the results, without the seed. */
    static SortedMap<String, Object> withoutSeed(RunSpec spec, String datasetDigest, Map<String, String> tableDigests) {
        SortedMap<String, Object> tree = new TreeMap<>();
        tree.put("dataset", dataset(spec.dataset(), datasetDigest));
        tree.put("network", network(spec));
        tree.put("training", training(spec));
        SortedMap<String, Object> probes = map("complexity", probes(spec, tableDigests));
        if (!spec.custom().isEmpty()) {
            probes.put("custom", custom(spec));
        }
        tree.put("probes", probes);
        tree.put("results-revision", RESULTS_REVISION);
        return tree;
    }

    private static SortedMap<String, Object> dataset(DatasetSpec spec, String digest) {
        SortedMap<String, Object> tree = map("digest", digest);
        if (spec.source() instanceof StrokesSource strokes) {
            tree.put("kind", "strokes");
            tree.put("count", strokes.count());
            tree.put("size", strokes.size());
            tree.put("noise", strokes.noise());
            tree.put("generator-seed", strokes.seed());
        } else if (spec.source() instanceof IdxSource) {
            tree.put("kind", "idx");
        }
        tree.put("resize", spec.resize());
        tree.put("split-seed", spec.split().seed());
        putCount(tree, "train", spec.split().train());
        putCount(tree, "validation", spec.split().validation());
        putCount(tree, "test", spec.split().test());
        return tree;
    }

    /** A count that is left to its default has no key. */
    private static void putCount(SortedMap<String, Object> tree, String key, int count) {
        if (count > 0) {
            tree.put(key, count);
        }
    }

    private static SortedMap<String, Object> network(RunSpec spec) {
        SortedMap<String, Object> tree = map("kind", "bnn");
        tree.put("hidden", spec.network().hidden());
        tree.put("initial-deviation", spec.network().initialDeviation());
        return tree;
    }

    private static SortedMap<String, Object> training(RunSpec spec) {
        Adam.Settings adam = spec.training().adam();
        SortedMap<String, Object> tree = map("optimizer", "adam");
        tree.put("learning-rate", adam.learningRate());
        tree.put("beta1", adam.beta1());
        tree.put("beta2", adam.beta2());
        tree.put("epsilon", adam.epsilon());
        tree.put("batch-size", spec.training().batchSize());
        tree.put("max-epochs", spec.training().maxEpochs());
        tree.put("early-stopping", map("patience", spec.training().patience()));
        return tree;
    }

    private static SortedMap<String, Object> probes(RunSpec spec, Map<String, String> tableDigests) {
        SortedMap<String, Object> tree = new TreeMap<>();
        spec.probes().forEach((name, probe) -> {
            SortedMap<String, Object> entry = map("block", probe.block().toString());
            entry.put("partition", "ignore");
            entry.put("table", tableDigests.get(probe.table()));
            entry.put("pooling", lower(probe.pooling()));
            entry.put("every", lower(probe.every()));
            tree.put(name, entry);
        });
        return tree;
    }

    private static SortedMap<String, Object> custom(RunSpec spec) {
        SortedMap<String, Object> tree = new TreeMap<>();
        spec.custom().forEach((name, probe) -> {
            SortedMap<String, Object> entry = map("kind", probe.kind());
            entry.put("version", probe.version());
            entry.put("settings", new TreeMap<>(probe.settings()));
            tree.put(name, entry);
        });
        return tree;
    }

    private static SortedMap<String, Object> map(String key, Object value) {
        SortedMap<String, Object> map = new TreeMap<>();
        map.put(key, value);
        return map;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
