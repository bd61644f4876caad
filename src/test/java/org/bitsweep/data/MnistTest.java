package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The 10,000 test images of MNIST, where they are at hand. */
class MnistTest {
    private static final Path FOLDER = Path.of("../shared/data/mnist");

    private static Dataset mnist;

    @BeforeAll
    static void load() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "skipped: there are no MNIST files in " + FOLDER.toAbsolutePath());
        mnist = new IdxSource(FOLDER.toString()).load(Opener.local());
    }

    @Test
    void hasItsShape() {
        assertThat(mnist.count()).isEqualTo(10_000);
        assertThat(mnist.height()).isEqualTo(28);
        assertThat(mnist.width()).isEqualTo(28);
        assertThat(mnist.classes()).isEqualTo(10);
    }

    /** Counted with numpy: {@code bincount} of the label file. */
    @Test
    void hasItsClassCounts() {
        int[] counts = new int[10];
        Arrays.stream(mnist.labels()).forEach(label -> counts[label]++);

        assertThat(counts).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    }

    @Test
    void beginsWithSevenTwoOneZeroFour() {
        assertThat(mnist.labels()).startsWith(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    }

    /** Expected values: Pillow 12.3.0, mode F, BILINEAR, of the first image divided by 255; its rows 2 and 3. */
    @Test
    void theFirstImageIsResizedAsByPillow() {
        float[] resized = mnist.resized(10, 10).features();

        assertThat(Arrays.copyOfRange(resized, 20, 30))
                .containsExactly(
                        0.0f,
                        0.016175505f,
                        0.26539558f,
                        0.31457245f,
                        0.18897481f,
                        0.1671707f,
                        0.16517836f,
                        0.0945682f,
                        0.0035322479f,
                        0.0f);
        assertThat(Arrays.copyOfRange(resized, 30, 40))
                .containsExactly(
                        0.0f,
                        0.017483983f,
                        0.2608836f,
                        0.3932288f,
                        0.49566922f,
                        0.5276928f,
                        0.6114817f,
                        0.5106857f,
                        0.021606013f,
                        0.0f);
    }

    @Test
    void isSplitIntoFiveTwoAndThreeThousand() {
        Split split = SplitSpec.defaults(42).split(mnist);

        assertThat(split.pool()).hasSize(5000);
        assertThat(split.validation()).hasSize(2000);
        assertThat(split.test()).hasSize(3000);
    }

    @Test
    void aRunIsNormalised() {
        RunData data = PreparedDataset.of(mnist.resized(10, 10), Preparation.of(SplitSpec.defaults(42)))
                .draw(0);

        double sum = 0;
        for (float feature : data.train().features()) {
            sum += feature;
        }
        assertThat(data.features()).isEqualTo(100);
        assertThat(sum / data.train().features().length).isCloseTo(0, within(1e-6));
    }
}
