package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparedDatasetTest {
    @Test
    void theTrainingPartHasMeanZeroAndStandardDeviationOne() {
        float[] features = strokes(50).draw(3).train().features();

        double sum = 0;
        double squares = 0;
        for (float feature : features) {
            sum += feature;
            squares += (double) feature * feature;
        }
        assertThat(sum / features.length).isCloseTo(0, within(1e-7));
        assertThat(squares / features.length).isCloseTo(1, within(1e-6));
    }

    @Test
    void allPartsAreNormalisedByTheTrainingPart() {
        // The official test sample is 9. Of the others, in some order, one is for validation and three are the pool.
        Dataset dataset = new Dataset(1, 2, 2, new float[] {1, 3, 1, 3, 1, 3, 1, 3, 9, 9}, new int[5], 1, "");
        SplitSpec spec = new SplitSpec(1, 3, 1, 0);

        RunData data = PreparedDataset.of(dataset, Preparation.of(spec)).draw(5);

        // Mean 2, standard deviation 1.
        assertThat(data.train().features()).containsExactly(-1, 1, -1, 1, -1, 1);
        assertThat(data.validation().features()).containsExactly(-1, 1);
        assertThat(data.test().features()).containsExactly(7, 7);
    }

    @Test
    void equalPixelsBecomeZero() {
        float[] features = new float[3000];
        Arrays.fill(features, 0.1f);
        Dataset dataset = new Dataset(1, 3, 2, features, new int[1000], 0, "");

        RunData data = PreparedDataset.of(dataset, Preparation.of(SplitSpec.defaults(1)))
                .draw(5);

        assertThat(data.train().features()).containsOnly(0f);
    }

    @Test
    void labelsStayWithTheirSamples() {
        float[] features = new float[1000];
        int[] labels = new int[1000];
        for (int i = 0; i < 1000; i++) {
            labels[i] = i * 7 % 5;
            features[i] = labels[i];
        }
        PreparedDataset prepared = PreparedDataset.of(
                new Dataset(1, 1, 5, features, labels, 0, ""), Preparation.of(SplitSpec.defaults(1)));

        // Five equally frequent values 0 .. 4: mean 2, standard deviation sqrt(2).
        for (Samples part : parts(prepared.draw(9))) {
            for (int i = 0; i < part.count(); i++) {
                assertThat(part.features()[i]).isEqualTo((float) ((part.labels()[i] - 2) / Math.sqrt(2)));
            }
        }
    }

    @Test
    void aRunTrainsOnItsOwnStratifiedSubsetOfThePool() {
        Samples train = strokes(50).draw(3).train();

        assertThat(train.count()).isEqualTo(50);
        for (int digit = 0; digit < 10; digit++) {
            int wanted = digit;
            assertThat(IntStream.of(train.labels())
                            .filter(label -> label == wanted)
                            .count())
                    .isEqualTo(5);
        }
    }

    @Test
    void theSameSeedDrawsTheSameData() {
        PreparedDataset prepared = strokes(50);

        assertThat(prepared.draw(3).train().features())
                .containsExactly(prepared.draw(3).train().features());
    }

    @Test
    void anotherSeedDrawsOtherTrainingSamples() {
        PreparedDataset prepared = strokes(50);

        assertThat(prepared.draw(3).train().features())
                .isNotEqualTo(prepared.draw(4).train().features());
    }

    @Test
    void validationAndTestSamplesAreTheSameForAllRuns() {
        PreparedDataset prepared = strokes(50);

        assertThat(prepared.draw(3).validation().labels())
                .containsExactly(prepared.draw(4).validation().labels());
        assertThat(prepared.draw(3).test().labels())
                .containsExactly(prepared.draw(4).test().labels());
    }

    /** A run's split is that of a split for all runs with its seed. */
    @Test
    void withASplitPerRunEachRunHasItsOwn() {
        Dataset dataset = new StrokesSource(200, 8, 0.1, 1).load(Opener.local());
        PreparedDataset own = PreparedDataset.of(dataset, Preparation.of(new SplitSpec(42, 50, 0, 0, true)));

        for (long seed = 3; seed < 5; seed++) {
            RunData expected = PreparedDataset.of(dataset, Preparation.of(new SplitSpec(seed, 50, 0, 0)))
                    .draw(seed);
            RunData drawn = own.draw(seed);
            for (int part = 0; part < 3; part++) {
                assertThat(parts(drawn)[part].features()).containsExactly(parts(expected)[part].features());
                assertThat(parts(drawn)[part].labels()).containsExactly(parts(expected)[part].labels());
            }
        }
        assertThat(own.draw(3).validation().features())
                .isNotEqualTo(own.draw(4).validation().features());
        assertThat(own.draw(3).validation().count()).isEqualTo(own.split().validation().length);
    }

    @Test
    void survivesSerialization() throws Exception {
        PreparedDataset prepared = strokes(50);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(prepared);
        }

        PreparedDataset copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (PreparedDataset) in.readObject();
        }

        assertThat(copy.digest()).isEqualTo(prepared.digest());
        assertThat(copy.draw(3).train().features())
                .containsExactly(prepared.draw(3).train().features());
    }

    private static PreparedDataset strokes(int train) {
        Dataset dataset = new StrokesSource(200, 8, 0.1, 1).load(Opener.local());
        return PreparedDataset.of(dataset, Preparation.of(new SplitSpec(42, train, 0, 0)));
    }

    private static Samples[] parts(RunData data) {
        return new Samples[] {data.train(), data.validation(), data.test()};
    }
}
