package org.bitsweep.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniformBinsTest {
    @ParameterizedTest
    @CsvSource({"-1, 0", "-0.51, 0", "-0.5, 1", "-0.01, 1", "0, 2", "0.49, 2", "0.5, 3", "0.99, 3", "1, 3"})
    void fourBinsCutTheRangeIntoQuarters(float x, int bin) {
        assertThat(new UniformBins(4, -1, 1).of(x)).isEqualTo(bin);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "-Infinity, 0", "5, 29", "Infinity, 29"})
    void valuesOutsideAreInTheNearestBin(float x, int bin) {
        assertThat(new UniformBins(30, -1, 1).of(x)).isEqualTo(bin);
    }

    @Test
    void anEmptyRangeHasOneBin() {
        assertThat(new UniformBins(30, 2, 2).of(2f)).isZero();
        assertThat(new UniformBins(30, 2, 2).of(3f)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 64", "2, 65", "3, 33", "30, 12", "30, 13", "100, 5", "256, 17", "65536, 5"})
    void packedStatesAreEqualWhereAllBinsAre(int bins, int width) {
        Rng rng = Rng.stream(bins + width, "bins");
        UniformBins uniform = new UniformBins(bins, 0, 1);
        int patterns = 200;
        float[] values = new float[patterns * width];
        for (int p = 0; p < patterns; p++) {
            // Half of the patterns repeat an earlier one but for one value.
            int copied = rng.nextInt(p + 1);
            for (int u = 0; u < width; u++) {
                values[p * width + u] = p % 2 == 0 ? (float) rng.nextDouble() : values[copied * width + u];
            }
            values[p * width + rng.nextInt(width)] = (float) rng.nextDouble();
        }
        int words = uniform.words(width);
        long[] packed = new long[patterns * words];
        uniform.pack(values, patterns, width, packed);
        for (int p = 0; p < patterns; p++) {
            for (int q = 0; q < p; q++) {
                int[] one = binned(uniform, values, p, width);
                int[] other = binned(uniform, values, q, width);
                boolean equal = Arrays.equals(packed, p * words, (p + 1) * words, packed, q * words, (q + 1) * words);
                assertThat(equal).as("%s and %s", p, q).isEqualTo(Arrays.equals(one, other));
            }
        }
    }

    @Test
    void oneBinIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UniformBins(1, 0, 1))
                .withMessage("bins are 1, expected 2 to 65536");
    }

    private static int[] binned(UniformBins bins, float[] values, int pattern, int width) {
        return IntStream.range(0, width)
                .map(u -> bins.of(values[pattern * width + u]))
                .toArray();
    }
}
