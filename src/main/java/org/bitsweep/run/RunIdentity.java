package org.bitsweep.run;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitsweep.complexity.Partition;
import org.bitsweep.data.Corruption;
import org.bitsweep.data.Normalisation;
import org.bitsweep.data.SplitSpec;
import org.bitsweep.nn.Initialisation;
import org.bitsweep.nn.NetworkKind;
import org.bitsweep.nn.NetworkSpec;
import org.bitsweep.nn.OptimizerSpec;
import org.bitsweep.nn.Schedule;
import org.bitsweep.nn.TrainingSpec;

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
    public static final int RESULTS_REVISION = 2;

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
        tree.put("network", network(spec.network()));
        tree.put("training", training(spec.training()));
        SortedMap<String, Object> probes = map("complexity", probes(spec, tableDigests));
        if (!spec.custom().isEmpty()) {
            probes.put("custom", custom(spec));
        }
        if (spec.information() != null) {
            probes.put(InformationSpec.NAME, information(spec.information()));
        }
        if (spec.weightInformation() != null) {
            probes.put(WeightInformationSpec.NAME, weightInformation(spec.weightInformation()));
        }
        tree.put("probes", probes);
        tree.put("results-revision", RESULTS_REVISION);
        return tree;
    }

    private static SortedMap<String, Object> dataset(DatasetSpec spec, String digest) {
        SortedMap<String, Object> tree = map("digest", digest);
        tree.put("kind", spec.source().kind());
        tree.putAll(spec.source().parameters());
        tree.put("resize", spec.resize());
        SplitSpec split = spec.preparation().split();
        tree.put("split-seed", split.seed());
        putCount(tree, "train", split.train());
        putCount(tree, "validation", split.validation());
        putCount(tree, "test", split.test());
        putUnless("false", tree, "split-per-run", String.valueOf(split.perRun()));
        Corruption corruption = spec.preparation().corruption();
        putUnless("given", tree, "labels", Settings.spelling(corruption.labels()));
        putUnless(0.0, tree, "label-noise", corruption.labelNoise());
        putUnless("given", tree, "inputs", Settings.spelling(corruption.inputs()));
        SortedMap<String, Object> normalisation =
                normalisation(spec.preparation().normalisation());
        if (!normalisation.isEmpty()) {
            tree.put("normalisation", normalisation);
        }
        return tree;
    }

    private static SortedMap<String, Object> normalisation(Normalisation spec) {
        if (spec instanceof Normalisation.Overall) {
            return new TreeMap<>();
        }
        if (spec instanceof Normalisation.Fixed fixed) {
            SortedMap<String, Object> tree = map("kind", "fixed");
            tree.put("mean", fixed.mean());
            tree.put("deviation", fixed.deviation());
            return tree;
        }
        return map("kind", spec instanceof Normalisation.Feature ? "feature" : "none");
    }

    /** A count that is left to its default has no key. */
    private static void putCount(SortedMap<String, Object> tree, String key, int count) {
        if (count > 0) {
            tree.put(key, count);
        }
    }

    private static SortedMap<String, Object> network(NetworkSpec spec) {
        SortedMap<String, Object> tree = new TreeMap<>();
        tree.put("hidden", spec.hidden());
        putUnless("all", tree, "batch-norm", Settings.spelling(spec.normalisation()));
        putUnless(0.0, tree, "dropout", spec.dropout());
        if (spec.initialisation().scheme() == Initialisation.Scheme.NORMAL) {
            tree.put("initial-deviation", spec.initialisation().deviation());
        } else {
            tree.put("initialisation", Settings.spelling(spec.initialisation().scheme()));
        }
        if (spec.initialisation().seed() != null) {
            tree.put("initial-seed", spec.initialisation().seed());
        }
        if (spec.embedding() != null) {
            SortedMap<String, Object> embedding = map("tokens", spec.embedding().tokens());
            embedding.put("width", spec.embedding().width());
            tree.put("embedding", embedding);
        }
        if (spec.kind() instanceof NetworkKind.Binarized bnn) {
            tree.put("kind", "bnn");
            putUnless("float", tree, "input", bnn.binaryInput() ? "binary" : "float");
            putUnless("none", tree, "float-layers", Settings.spelling(bnn.floatLayers()));
            putUnless("identity", tree, "surrogate-activations", Settings.spelling(bnn.activations()));
            putUnless("identity", tree, "surrogate-weights", Settings.spelling(bnn.weights()));
            putUnless("false", tree, "clip-weights", String.valueOf(bnn.clipWeights()));
        } else if (spec.kind() instanceof NetworkKind.Plain plain) {
            tree.put("kind", "float");
            tree.put("activation", Settings.spelling(plain.activation()));
        } else if (spec.kind() instanceof NetworkKind.Quantized quantized) {
            tree.put("kind", "quant");
            tree.put("activation", Settings.spelling(quantized.activation()));
            tree.put("bits", quantized.weights().bits());
            tree.put("scheme", Settings.spelling(quantized.weights().scheme()));
            putUnless(0, tree, "activation-bits", quantized.activationBits());
        }
        return tree;
    }

    private static SortedMap<String, Object> training(TrainingSpec spec) {
        SortedMap<String, Object> tree = optimizer(spec.optimizer());
        tree.put("batch-size", spec.batchSize());
        tree.put("max-epochs", spec.maxEpochs());
        putUnless(1, tree, "evaluate-every", spec.evaluateEvery());
        putUnless("cross-entropy", tree, "loss", Settings.spelling(spec.loss()));
        SortedMap<String, Object> stopping =
                map("patience", spec.earlyStopping().patience());
        putUnless(0.0, stopping, "min-delta", spec.earlyStopping().minDelta());
        putUnless(
                "validation-loss",
                stopping,
                "metric",
                Settings.spelling(spec.earlyStopping().metric()));
        tree.put("early-stopping", stopping);
        if (spec.noise() != null) {
            SortedMap<String, Object> regularizer = map("kind", "weight-information");
            regularizer.put("beta", spec.noise().beta());
            regularizer.put("log-variance", spec.noise().logVariance());
            tree.put("regularizer", regularizer);
        }
        SortedMap<String, Object> schedule = schedule(spec.schedule());
        if (!schedule.isEmpty()) {
            tree.put("schedule", schedule);
        }
        return tree;
    }

    private static SortedMap<String, Object> optimizer(OptimizerSpec spec) {
        SortedMap<String, Object> tree = map("learning-rate", spec.learningRate());
        if (spec instanceof OptimizerSpec.Sgd sgd) {
            tree.put("optimizer", "sgd");
            tree.put("momentum", sgd.momentum());
            putUnless(0.0, tree, "weight-decay", sgd.weightDecay());
        } else if (spec instanceof OptimizerSpec.Adam adam) {
            tree.put("optimizer", adam.decoupled() ? "adamw" : "adam");
            tree.put("beta1", adam.beta1());
            tree.put("beta2", adam.beta2());
            tree.put("epsilon", adam.epsilon());
            putUnless(0.0, tree, "weight-decay", adam.weightDecay());
        }
        return tree;
    }

    private static SortedMap<String, Object> schedule(Schedule spec) {
        SortedMap<String, Object> tree = new TreeMap<>();
        putUnless(0, tree, "warm-up", spec.warmUp());
        if (spec.shape() instanceof Schedule.Step step) {
            tree.put("kind", "step");
            tree.put("every", step.every());
            tree.put("factor", step.decay());
        } else if (spec.shape() instanceof Schedule.Cosine cosine) {
            tree.put("kind", "cosine");
            tree.put("minimum", cosine.least());
        }
        return tree;
    }

    /** A setting that came in later has no key while it has its default: keys of earlier versions stay valid. */
    private static void putUnless(Object common, SortedMap<String, Object> tree, String key, Object value) {
        if (!value.equals(common)) {
            tree.put(key, value);
        }
    }

    private static SortedMap<String, Object> probes(RunSpec spec, Map<String, String> tableDigests) {
        SortedMap<String, Object> tree = new TreeMap<>();
        spec.probes().forEach((name, probe) -> {
            SortedMap<String, Object> entry = map("block", probe.block().toString());
            Partition partition = probe.decomposition().partition();
            entry.put("partition", partition.label());
            if (partition instanceof Partition.Recursive recursive) {
                entry.put("min-length", recursive.minLength());
            } else if (partition instanceof Partition.Correlated correlated) {
                entry.put("shift", correlated.shift());
            }
            putUnless("trained", entry, "arrangement", Settings.spelling(probe.arrangement()));
            entry.put("table", tableDigests.get(probe.table()));
            entry.put("pooling", Settings.spelling(probe.pooling()));
            entry.put("every", Settings.spelling(probe.every()));
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

    private static SortedMap<String, Object> information(InformationSpec probe) {
        SortedMap<String, Object> tree = every(probe.every());
        tree.put("patterns", Settings.spelling(probe.patterns()));
        tree.put("bins", probe.bins());
        tree.put("range", Settings.spelling(probe.range()));
        putUnless(0, tree, "resamples", probe.resamples());
        putUnless(0.0, tree, "noise", probe.noise());
        return tree;
    }

    private static SortedMap<String, Object> weightInformation(WeightInformationSpec probe) {
        SortedMap<String, Object> tree = every(probe.every());
        tree.put("prior-deviation", probe.deviation());
        tree.put("sign-scale", probe.scale());
        return tree;
    }

    private static SortedMap<String, Object> every(Cadence cadence) {
        SortedMap<String, Object> tree = map("every", cadence.toString());
        putUnless(0, tree, "per-decade", cadence.perDecade());
        return tree;
    }

    private static SortedMap<String, Object> map(String key, Object value) {
        SortedMap<String, Object> map = new TreeMap<>();
        map.put(key, value);
        return map;
    }
}
