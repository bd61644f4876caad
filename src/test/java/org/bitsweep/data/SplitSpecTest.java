package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitSpecTest {
    @Test
    void withoutAnOfficialTestSetHalfIsThePoolAFifthValidationAndThreeTenthsTest() {
        Split split = SplitSpec.defaults(42).split(dataset(1000, 0));

        assertThat(split.pool()).hasSize(500);
        assertThat(split.validation()).hasSize(200);
        assertThat(split.test()).hasSize(300);
        assertThat(split.train()).isEqualTo(500);
    }

    @Test
    void withAnOfficialTestSetASixthOfTheRestIsValidationAndARunTrainsOnHalfOfThePool() {
        Split split = SplitSpec.defaults(42).split(dataset(700, 100));

        assertThat(split.pool()).hasSize(500);
        assertThat(split.validation()).hasSize(100);
        assertThat(split.train()).isEqualTo(250);
    }

    @Test
    void theOfficialTestSetIsTheTestSet() {
        Split split = SplitSpec.defaults(42).split(dataset(700, 100));

        assertThat(split.test()).containsExactly(IntStream.range(600, 700).toArray());
    }

    @Test
    void aSmallerTestSetIsDrawnFromTheOfficialOne() {
        Split split = spec(42, 0, 0, 30).split(dataset(700, 100));

        assertThat(split.test()).hasSize(30);
        assertThat(split.test()[0]).isGreaterThanOrEqualTo(600);
        assertThat(split.pool()[split.pool().length - 1]).isLessThan(600);
    }

    @Test
    void thePartsAreDisjointAndCoverTheDataset() {
        Split split = SplitSpec.defaults(42).split(dataset(997, 0));

        IntStream all =
                Stream.of(split.pool(), split.validation(), split.test()).flatMapToInt(Arrays::stream);
        assertThat(all.sorted().toArray())
                .containsExactly(IntStream.range(0, 997).toArray());
    }

    @Test
    void everyPartHasTheSharesOfTheClasses() {
        Dataset dataset = dataset(1000, 0);

        Split split = SplitSpec.defaults(42).split(dataset);

        // The dataset has 500, 300 and 200 samples of its three classes.
        assertThat(counts(dataset, split.pool())).containsExactly(250, 150, 100);
        assertThat(counts(dataset, split.validation())).containsExactly(100, 60, 40);
        assertThat(counts(dataset, split.test())).containsExactly(150, 90, 60);
    }

    @Test
    void explicitNumbersReplaceTheDefaults() {
        Split split = spec(42, 70, 80, 90).split(dataset(1000, 0));

        assertThat(split.train()).isEqualTo(70);
        assertThat(split.validation()).hasSize(80);
        assertThat(split.test()).hasSize(90);
        assertThat(split.pool()).hasSize(830);
    }

    @ParameterizedTest
    @CsvSource({"1000, 0, 0, 0, 0", "1000, 200, 0, 0, 0", "997, 0, 11, 13, 17", "997, 100, 11, 13, 17", "10, 3, 0, 0, 0"
    })
    void theSizesAreThoseOfTheSplit(int count, int official, int train, int validation, int test) {
        SplitSpec spec = spec(42, train, validation, test);
        Split split = spec.split(dataset(count, official));

        assertThat(spec.sizes(count, official))
                .isEqualTo(new SplitSizes(
                        split.pool().length, split.train(), split.validation().length, split.test().length));
    }

    @Test
    void theSameSeedGivesTheSameSplit() {
        Split one = SplitSpec.defaults(42).split(dataset(1000, 0));
        Split two = SplitSpec.defaults(42).split(dataset(1000, 0));

        assertThat(one.test()).containsExactly(two.test());
        assertThat(one.validation()).containsExactly(two.validation());
    }

    @Test
    void anotherSeedGivesAnotherSplit() {
        Split one = SplitSpec.defaults(42).split(dataset(1000, 0));
        Split two = SplitSpec.defaults(43).split(dataset(1000, 0));

        assertThat(one.test()).isNotEqualTo(two.test());
    }

    @Test
    void theTestSetDoesNotDependOnTheOtherNumbers() {
        Split one = SplitSpec.defaults(42).split(dataset(1000, 0));
        Split two = spec(42, 10, 20, 0).split(dataset(1000, 0));

        assertThat(one.test()).containsExactly(two.test());
    }

    @Test
    void moreThanThereIsIsRefused() {
        SplitSpec spec = spec(42, 501, 0, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.split(dataset(1000, 0)))
                .withMessage("dataset.train needs 501 of the dataset's samples, but 500 are there for it");
    }

    @Test
    void aTestSetThatLeavesNoValidationSetIsRefused() {
        SplitSpec spec = spec(42, 0, 0, 900);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.split(dataset(1000, 0)))
                .withMessage("dataset.validation needs 200 of the dataset's samples, but 100 are there for it");
    }

    @Test
    void aDatasetThatIsTooSmallForAPartIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SplitSpec.defaults(42).split(dataset(3, 0)))
                .withMessage("dataset.test needs at least 1 sample, but its share of this dataset is 0");
    }

    @Test
    void aNegativeNumberOfSamplesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(42, 0, -1, 0))
                .withMessage("dataset.validation must be at least 1 sample, not -1");
    }

    private static SplitSpec spec(long seed, int train, int validation, int test) {
        return new SplitSpec(seed, train, validation, test);
    }

    /** One pixel a sample; of ten samples in a row 5, 3 and 2 are of the classes 0, 1 and 2. */
    private static Dataset dataset(int count, int officialTest) {
        int[] labels = IntStream.range(0, count)
                .map(i -> i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2)
                .toArray();
        return new Dataset(1, 1, 3, new float[count], labels, officialTest, "");
    }

    private static int[] counts(Dataset dataset, int[] samples) {
        int[] counts = new int[dataset.classes()];
        Arrays.stream(samples).forEach(sample -> counts[dataset.labels()[sample]]++);
        return counts;
    }
}
