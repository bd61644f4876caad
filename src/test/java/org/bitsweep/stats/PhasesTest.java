package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hand-made courses whose phases anybody can see. */
class PhasesTest {
    private static final int[] EPOCHS = {0, 1, 2, 4, 8, 16, 32, 64};
    private static final double[] UP = {0, 1, 2, 3, 4, 5, 6, 7};
    private static final double[] DOWN = {7, 6, 5, 4, 3, 2, 1, 0};
    private static final double[] HILL = {1, 2, 3, 4, 5, 4, 3, 2};
    private static final double[] FLAT = {3, 3, 3, 3, 3, 3, 3, 3};
    private static final double[] UNKNOWN = filled(Double.NaN);

    @Test
    void aHillRisesAndFalls() {
        Phases phases = phases(HILL, UP);

        assertThat(phases.shape()).isEqualTo(Phases.Shape.RISE_AND_FALL);
        assertThat(phases.inputs().peak()).isEqualTo(4);
        assertThat(phases.inputs().rise()).isEqualTo(4);
        assertThat(phases.inputs().drop()).isEqualTo(3);
    }

    @Test
    void otherCoursesAreCalledByWhatTheyDo() {
        assertThat(phases(UP, UP).shape()).isEqualTo(Phases.Shape.RISE);
        assertThat(phases(DOWN, UP).shape()).isEqualTo(Phases.Shape.FALL);
        assertThat(phases(FLAT, UP).shape()).isEqualTo(Phases.Shape.FLAT);
    }

    /** One second difference, -2, of six: σ² = 4 / 36. The quantile is that of 1 - 0.025 / 7. */
    @Test
    void theErrorOfADropAddsJumpsAndTheErrorsOfBothPoints() {
        double[] errors = filled(0.3);
        errors[7] = 0.4;

        Excursion hill = Excursion.of(HILL, errors);

        assertThat(hill.dropError()).isCloseTo(Math.sqrt(2.0 / 9 + 0.25), within(1e-12));
        assertThat(hill.riseError()).isCloseTo(Math.sqrt(2.0 / 9 + 0.18), within(1e-12));
        assertThat(hill.quantile()).isCloseTo(2.690109527, within(1e-8));
        assertThat(Excursion.of(HILL, UNKNOWN).dropError()).isCloseTo(Math.sqrt(2.0 / 9), within(1e-12));
    }

    @Test
    void aDropWithinTheErrorsOfItsPointsIsNone() {
        assertThat(Excursion.of(HILL, filled(0.1)).falls()).isTrue();
        assertThat(Excursion.of(HILL, filled(0.8)).falls()).isFalse();
        assertThat(Excursion.of(HILL, filled(0.8)).rises()).isTrue();
    }

    @Test
    void aSingleStepDownIsADrop() {
        double[] step = IntStream.range(0, 20).mapToDouble(i -> i < 12 ? 5 : 4).toArray();

        assertThat(Excursion.of(step, new double[20]).falls()).isTrue();
    }

    @Test
    void roundingIsNoDrop() {
        double[] values = FLAT.clone();
        values[3] += 1e-13;

        assertThat(phases(values, UP).shape()).isEqualTo(Phases.Shape.FLAT);
    }

    /** Independent normal values have no phases: 5 % at most may look as if they had a drop, and as many a rise. */
    @Test
    void noiseHasHardlyEverADrop() {
        Rng rng = Rng.stream(1, "noise");
        int falls = 0;
        int rises = 0;
        for (int run = 0; run < 2000; run++) {
            double[] noise = new double[40];
            Arrays.setAll(noise, i -> rng.nextGaussian());
            Excursion excursion = Excursion.of(noise, new double[40]);
            falls += excursion.falls() ? 1 : 0;
            rises += excursion.rises() ? 1 : 0;
        }

        assertThat(falls).isLessThan(100);
        assertThat(rises).isLessThan(100);
    }

    /** The way is 7 up and 3 down from the fifth point: a tenth and nine tenths are passed where they must be. */
    @Test
    void fittingAndCompressionLieBetweenATenthAndNineTenthsOfTheirWays() {
        Phases phases = phases(HILL, UP);

        assertThat(phases.fitting()).isEqualTo(new Transition(0, 7));
        assertThat(phases.compression()).isEqualTo(new Transition(4, 7));
        assertThat(phases.overlap()).isEqualTo(1);
        assertThat(phases.order()).isEqualTo(Phases.Order.SIMULTANEOUS);
    }

    @Test
    void fittingThatEndsBeforeCompressionBeginsDoesNotOverlap() {
        double[] early = {0, 3, 6, 6, 6, 6, 6, 6};
        double[] late = {1, 5, 5, 5, 5, 5, 3, 1};

        Phases phases = phases(late, early);

        assertThat(phases.fitting()).isEqualTo(new Transition(0, 2));
        assertThat(phases.compression()).isEqualTo(new Transition(5, 7));
        assertThat(phases.overlap()).isZero();
        assertThat(phases.order()).isEqualTo(Phases.Order.FITTING_FIRST);
        assertThat(phases(new double[] {5, 4, 2, 1, 1, 1, 1, 1}, new double[] {0, 0, 0, 0, 0, 0, 3, 6})
                        .order())
                .isEqualTo(Phases.Order.COMPRESSION_FIRST);
    }

    /** Fitting from epoch 0 to 7, compression from 3 to 15: on the scale ln(1 + epoch) 0 to 3 ln 2 and 2 ln 2 to 4 ln 2. */
    @Test
    void theOverlapIsAShareOfTheShorterOne() {
        int[] epochs = {0, 1, 3, 7, 15};
        double[] labels = {0, 2, 4, 6, 6};
        double[] inputs = {6, 6, 6, 3, 0};

        Phases phases = Phases.of(epochs, inputs, new double[5], labels, new double[5]);

        assertThat(phases.fitting()).isEqualTo(new Transition(0, 3));
        assertThat(phases.compression()).isEqualTo(new Transition(2, 4));
        assertThat(phases.overlap()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void whatGoesBackAndForthDoesNotEndATransition() {
        double[] back = {0, 9, 4, 5, 10, 2, 9.5, 0, 0};

        assertThat(Transition.up(back, 4)).isEqualTo(new Transition(0, 1));
        assertThat(Transition.down(back, 4)).isEqualTo(new Transition(6, 7));
    }

    @ParameterizedTest
    @CsvSource({"2, 3, -1", "5, 1, -2", "4, -1, 2"})
    void twoJoinedLinesAreFoundExactly(int knot, double before, double after) {
        double[] at = logarithms();
        double[] values = new double[at.length];
        Arrays.setAll(values, i -> 7 + (i <= knot ? before : after) * (at[i] - at[knot]));

        BrokenLine line = BrokenLine.of(at, values);

        assertThat(line.knot()).isEqualTo(knot);
        assertThat(line.before()).isCloseTo(before, within(1e-9));
        assertThat(line.after()).isCloseTo(after, within(1e-9));
        assertThat(line.isBetter()).isTrue();
    }

    @Test
    void aStraightLineHasNoChangePoint() {
        double[] at = logarithms();
        double[] line = Arrays.stream(at).map(x -> 2 - 0.3 * x).toArray();
        double[] noisy = line.clone();
        double[] noise = {0.03, -0.05, 0.01, 0.04, -0.04, -0.02, 0.05, -0.02};
        Arrays.setAll(noisy, i -> line[i] + noise[i]);

        assertThat(BrokenLine.of(at, line).isBetter()).isFalse();
        assertThat(BrokenLine.of(at, noisy).isBetter()).isFalse();
    }

    /** Every knot by itself by NumPy's least squares: the fifth point leaves 1.3073. */
    @Test
    void theBestOfAllKnotsIsTaken() {
        BrokenLine line = BrokenLine.of(logarithms(), new double[] {1, 2.5, 2.7, 4.1, 3.9, 4.2, 2.2, 1.1});

        assertThat(line.knot()).isEqualTo(4);
        assertThat(line.before()).isCloseTo(1.554514507422467, within(1e-9));
        assertThat(line.after()).isCloseTo(-1.713135982951355, within(1e-9));
        assertThat(line.isBetter()).isTrue();
    }

    @Test
    void fourPointsTellNothing() {
        double[] four = {1, 2, 3, 4};

        assertThat(Phases.of(new int[] {0, 1, 2, 3}, four, four, four, four)).isNull();
    }

    private static Phases phases(double[] inputs, double[] labels) {
        return Phases.of(EPOCHS, inputs, UNKNOWN, labels, UNKNOWN);
    }

    private static double[] logarithms() {
        return Arrays.stream(EPOCHS).mapToDouble(Math::log1p).toArray();
    }

    private static double[] filled(double value) {
        double[] values = new double[8];
        Arrays.fill(values, value);
        return values;
    }
}
