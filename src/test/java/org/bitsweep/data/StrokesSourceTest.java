package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrokesSourceTest {
    @Test
    void theClassOfASampleIsItsIndexModuloTen() {
        assertThat(strokes(25, 10, 0.15, 1).labels())
                .containsExactly(IntStream.range(0, 25).map(i -> i % 10).toArray());
    }

    @Test
    void aLargerSetBeginsWithTheSmallerOne() {
        float[] small = strokes(30, 10, 0.15, 1).features();
        float[] large = strokes(100, 10, 0.15, 1).features();

        assertThat(Arrays.copyOf(large, small.length)).containsExactly(small);
    }

    @Test
    void pixelsAreFractions() {
        float[] noisy = strokes(200, 10, 0.5, 1).features();

        for (float pixel : noisy) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    @Test
    void noiseHasItsStandardDeviation() {
        float[] clean = strokes(500, 10, 0, 1).features();
        float[] noisy = strokes(500, 10, 0.1, 1).features();

        double squares = 0;
        int inside = 0;
        for (int i = 0; i < clean.length; i++) {
            // Only around the middle is nothing cut off: 0 and 1 are five standard deviations away.
            if (Math.abs(clean[i] - 0.5f) < 0.01f) {
                squares += Math.pow(noisy[i] - clean[i], 2);
                inside++;
            }
        }
        assertThat(inside).isGreaterThan(100);
        assertThat(Math.sqrt(squares / inside)).isCloseTo(0.1, within(0.4 / Math.sqrt(inside)));
    }

    @Test
    void theSameDrawingIsRenderedAtAnySize() {
        // What a 10x10 image shows is, up to its coarser edges, the mean over blocks of the 40x40 image.
        float[] coarse = strokes(10, 10, 0, 1).features();
        float[] fine = strokes(10, 40, 0, 1).features();

        double difference = 0;
        for (int i = 0; i < 10; i++) {
            for (int y = 0; y < 40; y++) {
                for (int x = 0; x < 40; x++) {
                    difference += (coarse[i * 100 + y / 4 * 10 + x / 4] - fine[(i * 40 + y) * 40 + x]) / 16.0;
                }
            }
        }
        assertThat(difference / 1000).isCloseTo(0, within(0.01));
    }

    @Test
    void inkIsTenTimesRarerAtTheEdgeThanInTheWholeImage() {
        float[] features = strokes(1000, 20, 0, 1).features();

        double atTheEdge = 0;
        double everywhere = 0;
        for (int i = 0; i < features.length; i++) {
            int y = i / 20 % 20;
            int x = i % 20;
            everywhere += features[i] / features.length;
            if (x == 0 || y == 0 || x == 19 || y == 19) {
                atTheEdge += features[i] / (1000 * 76);
            }
        }
        assertThat(atTheEdge).isLessThan(everywhere / 10);
    }

    @Test
    void samplesOfOneClassDiffer() {
        float[] features = strokes(11, 10, 0, 1).features();

        assertThat(Arrays.copyOfRange(features, 0, 100)).isNotEqualTo(Arrays.copyOfRange(features, 1000, 1100));
    }

    @Test
    void anotherSeedDrawsOtherDigits() {
        assertThat(strokes(10, 10, 0, 1).features())
                .isNotEqualTo(strokes(10, 10, 0, 2).features());
    }

    @Test
    void theNearestClassMeanIsOftenButNotAlwaysRight() {
        Dataset train = strokes(1000, 10, 0.15, 1);
        Dataset test = strokes(1000, 10, 0.15, 2);

        assertThat(nearestMeanAccuracy(train, test)).isBetween(0.70, 0.97);
    }

    @Test
    void theDigestIsOfTheParameters() {
        assertThat(strokes(10, 10, 0.15, 1).digest())
                .hasSize(64)
                .isEqualTo(strokes(10, 10, 0.15, 1).digest())
                .isNotEqualTo(strokes(11, 10, 0.15, 1).digest())
                .isNotEqualTo(strokes(10, 11, 0.15, 1).digest())
                .isNotEqualTo(strokes(10, 10, 0.16, 1).digest())
                .isNotEqualTo(strokes(10, 10, 0.15, 2).digest());
    }

    /** A pin, not a proof: the pixels as this generator first drew them. Whoever changes them raises its version. */
    @Test
    void pixelsNeverChangeWithinAVersion() throws Exception {
        float[] features = strokes(100, 10, 0.15, 1).features();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * features.length);
        bytes.asFloatBuffer().put(features);

        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes.array());

        assertThat(HexFormat.of().formatHex(sha256))
                .isEqualTo("b5be297cdc15ec9ee238902b070c6589e65d6e895a0faa273b69da4a20aad4f1");
    }

    @Test
    void fewerSamplesThanDigitsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrokesSource(9, 10, 0.15, 1))
                .withMessage("strokes needs at least 10 samples, one a digit, not 9");
    }

    @Test
    void noiseThatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrokesSource(10, 10, Double.NaN, 1))
                .withMessage("the noise of strokes must be a finite number from 0, not NaN");
    }

    @Test
    void morePixelsThanAnArrayHoldsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrokesSource(1_000_000, 100, 0.15, 1))
                .withMessage("1000000 images of 100x100 have more pixels than an array holds");
    }

    private static Dataset strokes(int count, int size, double noise, long seed) {
        return new StrokesSource(count, size, noise, seed).load(Opener.local());
    }

    private static double nearestMeanAccuracy(Dataset train, Dataset test) {
        int width = train.height() * train.width();
        double[][] means = new double[train.classes()][width];
        for (int i = 0; i < train.count(); i++) {
            for (int p = 0; p < width; p++) {
                means[train.labels()[i]][p] +=
                        train.features()[i * width + p] * train.classes() / (double) train.count();
            }
        }
        int right = 0;
        for (int i = 0; i < test.count(); i++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < means.length; c++) {
                double distance = 0;
                for (int p = 0; p < width; p++) {
                    distance += Math.pow(test.features()[i * width + p] - means[c][p], 2);
                }
                if (distance < least) {
                    least = distance;
                    best = c;
                }
            }
            right += best == test.labels()[i] ? 1 : 0;
        }
        return (double) right / test.count();
    }
}
