package org.bitsweep.run.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Rng;
import org.bitsweep.complexity.BlockCounts;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Compressor;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Opener;
import org.bitsweep.nn.LayerView;
import org.bitsweep.nn.Training;
import org.bitsweep.nn.TrainingListener;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.ExecutedRuns;
import org.bitsweep.run.Measurements;
import org.bitsweep.run.ProbeProvider;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the probes measure while a small float network trains, beside the same worked out from its weights. */
class ShippedProbesTest {
    private static final int EPOCHS = 4;
    private static final int LAYERS = 4;
    /** The last two layers have three rows or columns, and no block of 4x4. */
    private static final int MEASURED_LAYERS = 2;

    /** Weights by epoch and layer. */
    private static final List<List<double[][]>> WEIGHTS = new ArrayList<>();

    @BeforeAll
    static void train() throws IOException {
        WEIGHTS.clear();
        ExecutedRuns.watch(
                spec(),
                (network, data, epoch) -> WEIGHTS.add(
                        network.layers().stream().map(ShippedProbesTest::matrix).toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "1, percentile", "2, percentile", "3, percentile", "4, percentile",
        "5, percentile", "6, percentile", "7, percentile", "8, percentile",
        "1, min-max", "2, min-max", "3, min-max", "4, min-max",
        "5, min-max", "6, min-max", "7, min-max", "8, min-max"
    })
    void qubdIsTheBdmOfTheBitPlanesOfEveryLayer(int bits, String clip) throws IOException {
        Map<String, Double> measured = measure(
                new QubdProbe(), Map.of("bits", String.valueOf(bits), "clip", clip, "planes", "on", "every", "2"));

        for (int epoch = 0; epoch <= EPOCHS; epoch += 2) {
            double network = 0;
            for (int layer = 0; layer < MEASURED_LAYERS; layer++) {
                double sum = 0;
                for (int plane = 0; plane < bits; plane++) {
                    double bdm = plane(WEIGHTS.get(epoch).get(layer), bits, plane, clip.equals("percentile"));
                    assertThat(measured.get(epoch + " " + layer + " plane-" + plane))
                            .isCloseTo(bdm, within(1e-9));
                    sum += bdm;
                }
                assertThat(measured.get(epoch + " " + layer + " qubd")).isCloseTo(sum, within(1e-9));
                network += sum;
            }
            assertThat(measured.get(epoch + " -1 qubd")).isCloseTo(network, within(1e-9));
        }
        assertThat(measured).doesNotContainKeys("1 -1 qubd", "0 2 qubd");
    }

    /** Random order: no more than a few percent from the complexity of weights that are random already. */
    @Test
    void permutedWeightsOfAnUntrainedNetworkAreAsComplex() throws IOException {
        Map<String, Double> measured = measure(new QubdProbe(), Map.of("permutations", "20"));

        double permuted = measured.get("0 -1 permuted");
        assertThat(permuted).isCloseTo(measured.get("0 -1 qubd"), within(0.03 * permuted));
        assertThat(measured.get("0 -1 permuted-sd")).isPositive();
        assertThat(measure(new QubdProbe(), Map.of("permutations", "20"))).isEqualTo(measured);
    }

    /** Rows of a layer and the columns of the next, by an order that is drawn here as the documentation says. */
    @Test
    void permutedUnitsAreTheSameNetworkInAnotherOrder() throws IOException {
        Map<String, Double> measured = measure(new QubdProbe(), Map.of("arrangement", "permuted-units", "every", "4"));
        Rng rng = Rng.stream(5, "qubd units");
        int[] inputs = null;
        for (int layer = 0; layer < MEASURED_LAYERS; layer++) {
            double[][] weights = WEIGHTS.get(EPOCHS).get(layer);
            int[] outputs = IntStream.range(0, weights.length).toArray();
            rng.shuffle(outputs);
            double[][] moved = new double[weights.length][weights[0].length];
            for (int row = 0; row < moved.length; row++) {
                for (int col = 0; col < moved[row].length; col++) {
                    moved[row][col] = weights[outputs[row]][inputs == null ? col : inputs[col]];
                }
            }
            double sum = 0;
            for (int plane = 0; plane < 4; plane++) {
                sum += plane(moved, 4, plane, true);
            }
            assertThat(measured.get(EPOCHS + " " + layer + " qubd")).isCloseTo(sum, within(1e-9));
            inputs = outputs;
        }
    }

    /** The tables' 13 columns are as many as the other table's rows, and still no hidden units. */
    @Test
    void tablesOfAnEmbeddingHaveNoUnitsToPermute() throws IOException {
        String[] embedded = {
            "dataset={kind=modular-addition,modulus=13,encoding=index,normalisation.kind=none}",
            "network={kind=float,hidden=[13],embedding={tokens=13,width=13},batch-norm=none}"
        };
        Map<String, Double> trained = measure(new QubdProbe(), Map.of("every", "4"), embedded);
        Map<String, Double> moved =
                measure(new QubdProbe(), Map.of("every", "4", "arrangement", "permuted-units"), embedded);

        for (int table = 0; table < 2; table++) {
            assertThat(moved.get("0 " + table + " qubd")).isEqualTo(trained.get("0 " + table + " qubd"));
        }
        assertThat(moved.get("0 2 qubd")).isNotEqualTo(trained.get("0 2 qubd"));
        assertThat(moved.get("0 3 qubd")).isNotEqualTo(trained.get("0 3 qubd"));
    }

    /** A quarter of the samples tells about the whole: the probe's own drawing, beside that of all. */
    @Test
    void sharpnessIsOfTheTrainingLoss() throws IOException {
        Map<String, String> plain = Map.of("every", "4");
        Map<String, Double> all = measure(new SharpnessProbe(), plain, "network.batch-norm=none");
        Map<String, Double> some =
                measure(new SharpnessProbe(), Map.of("every", "4", "samples", "20"), "network.batch-norm=none");

        assertThat(all)
                .containsOnlyKeys(
                        "0 -1 largest-eigenvalue",
                        "0 -1 residual",
                        "0 -1 products",
                        "4 -1 largest-eigenvalue",
                        "4 -1 residual",
                        "4 -1 products");
        for (int epoch = 0; epoch <= EPOCHS; epoch += 4) {
            double sharpness = all.get(epoch + " -1 largest-eigenvalue");
            assertThat(sharpness).isPositive();
            assertThat(all.get(epoch + " -1 residual")).isLessThanOrEqualTo(0.01 * sharpness);
            assertThat(some.get(epoch + " -1 largest-eigenvalue"))
                    .isNotEqualTo(sharpness)
                    .isBetween(sharpness / 3, sharpness * 3);
        }
        assertThat(measure(new SharpnessProbe(), plain, "network.batch-norm=none"))
                .isEqualTo(all);
    }

    @Test
    void normsAreThoseOfTheWeights() throws IOException {
        Map<String, Double> measured = measure(new WeightNormProbe(), Map.of());

        double[] all = new double[4];
        for (int layer = 0; layer < LAYERS; layer++) {
            double[] own = new double[4];
            double[][] now = WEIGHTS.get(EPOCHS).get(layer);
            double[][] start = WEIGHTS.get(0).get(layer);
            for (int row = 0; row < now.length; row++) {
                for (int col = 0; col < now[row].length; col++) {
                    own[0] += Math.abs(now[row][col]);
                    own[1] += now[row][col] * now[row][col];
                    own[2] = Math.max(own[2], Math.abs(now[row][col]));
                    own[3] += Math.pow(now[row][col] - start[row][col], 2);
                }
            }
            assertNorms(measured, EPOCHS + " " + layer + " ", own);
            all[0] += own[0];
            all[1] += own[1];
            all[2] = Math.max(all[2], own[2]);
            all[3] += own[3];
        }
        assertNorms(measured, EPOCHS + " -1 ", all);
        assertThat(measured.get("0 -1 l2-moved")).isZero();
    }

    private static void assertNorms(Map<String, Double> measured, String at, double[] norms) {
        assertThat(measured.get(at + "l1")).isCloseTo(norms[0], within(1e-9));
        assertThat(measured.get(at + "l2")).isCloseTo(Math.sqrt(norms[1]), within(1e-9));
        assertThat(measured.get(at + "largest")).isEqualTo(norms[2]);
        assertThat(measured.get(at + "l2-moved")).isCloseTo(Math.sqrt(norms[3]), within(1e-9));
    }

    @Test
    void sizesAreThoseOfThePackedSignsCompressed() throws IOException {
        Map<String, Double> measured = measure(new CompressedSizeProbe(), Map.of("compressor", "gzip"));

        long sum = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            long bytes = gzipped(signs(WEIGHTS.get(EPOCHS).get(layer)));
            assertThat(measured.get(EPOCHS + " " + layer + " bytes")).isEqualTo(bytes);
            sum += bytes;
        }
        assertThat(measured.get(EPOCHS + " -1 bytes")).isEqualTo(sum);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qubd | bits | 17 | bits is 17, expected 1 to 16",
                "qubd | bits | four | bits is four, expected 1 to 16",
                "qubd | clip | all | clip is all, expected one of [percentile, min-max]",
                "qubd | table | mine.tsv | table is mine.tsv, expected 2d or one of 1d-n5, 2d-n4, 2d-n5",
                "qubd | bit | 4 | there is no setting bit, expected bits, clip, permutations, planes, arrangement, table, every",
                "sharpness | tolerance | -1 | tolerance is -1, expected a number from 0.0 to 1.0",
                "sharpness | sample | 4 | there is no setting sample, expected samples, products, tolerance, every",
                "compressed-size | compressor | rar | compressor is rar, expected one of [gzip, xz, zstd]",
                "weight-norm | every | 0 | every is 0, expected 1 to 2147483647"
            })
    void aWrongSettingIsNamed(String kind, String name, String value, String message) {
        ProbeProvider provider = switch (kind) {
            case "qubd" -> new QubdProbe();
            case "compressed-size" -> new CompressedSizeProbe();
            case "sharpness" -> new SharpnessProbe();
            default -> new WeightNormProbe();
        };

        assertThat(provider.kind()).isEqualTo(kind);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.check(Map.of(name, value)))
                .withMessage(message);
    }

    @Test
    void aConfigurationAsksForThemByTheirKind() {
        RunSpec spec = SpecReader.read(Configuration.parse("""
                probes.custom {
                  four { kind = qubd, bits = 4 }
                  eight { kind = qubd, bits = 8 }
                  norms.kind = weight-norm
                  zstd { kind = compressed-size, compressor = zstd }
                }""").settings());

        assertThat(spec.custom()).containsOnlyKeys("four", "eight", "norms", "zstd");
    }

    /** By epoch, layer and name. */
    private static Map<String, Double> measure(
            ProbeProvider provider, Map<String, String> settings, String... overrides) throws IOException {
        Map<String, Double> measured = new HashMap<>();
        Measurements measurements =
                (epoch, layer, name, value) -> assertThat(measured.put(epoch + " " + layer + " " + name, value))
                        .isNull();
        provider.check(settings);
        run(provider.open(settings, 5, measurements), overrides);
        return new TreeMap<>(measured);
    }

    private static RunSpec spec(String... overrides) {
        return SpecReader.read(Configuration.parse("""
                dataset { kind = sincos, count = 90, size = 30 }
                network { kind = float, hidden = [41, 16, 3] }
                training { batch-size = 16, max-epochs = 4, learning-rate = 0.01, early-stopping.patience = 9 }
                seed = 5
                """, overrides).settings());
    }

    private static void run(TrainingListener listener, String... overrides) throws IOException {
        RunSpec spec = spec(overrides);
        Training.run(
                spec.network(),
                spec.training(),
                5,
                spec.dataset().prepare(Opener.local()).draw(5),
                Duration.ofMinutes(5),
                listener);
    }

    /** The BDM of one bit of clamp(round((w - low) / step)). */
    private static double plane(double[][] weights, int bits, int plane, boolean clipped) throws IOException {
        double[] sorted =
                Arrays.stream(weights).flatMapToDouble(Arrays::stream).sorted().toArray();
        double low = clipped ? quantile(sorted, 0.0005) : sorted[0];
        double high = clipped ? quantile(sorted, 0.9995) : sorted[sorted.length - 1];
        int top = (1 << bits) - 1;
        BitMatrix matrix = new BitMatrix(weights.length, weights[0].length);
        for (int row = 0; row < weights.length; row++) {
            for (int col = 0; col < weights[row].length; col++) {
                long level = (long) Math.rint((weights[row][col] - low) / ((high - low) / top));
                matrix.set(row, col, (Math.min(top, Math.max(0, level)) >> plane & 1) == 1);
            }
        }
        BlockCounts counts = new BlockCounts(new BlockShape(4, 4));
        counts.add(matrix);
        return counts.bdm(CtmTables.load("2d"));
    }

    private static double quantile(double[] sorted, double p) {
        double place = p * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] * (1 - (place - below)) + sorted[above] * (place - below);
    }

    private static double[][] matrix(LayerView layer) {
        double[][] matrix = new double[layer.outputWidth()][layer.inputWidth()];
        for (int row = 0; row < matrix.length; row++) {
            for (int col = 0; col < matrix[row].length; col++) {
                matrix[row][col] = layer.latentWeight(row, col);
            }
        }
        return matrix;
    }

    private static BitMatrix signs(double[][] weights) {
        BitMatrix signs = new BitMatrix(weights.length, weights[0].length);
        for (int row = 0; row < weights.length; row++) {
            for (int col = 0; col < weights[row].length; col++) {
                signs.set(row, col, weights[row][col] > 0);
            }
        }
        return signs;
    }

    private static long gzipped(BitMatrix signs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            out.write(Compressor.packed(signs));
        }
        return bytes.size();
    }
}
