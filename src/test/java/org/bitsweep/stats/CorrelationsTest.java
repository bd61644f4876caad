package org.bitsweep.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Coefficients and preparations, where their values are known or there are none. */
class CorrelationsTest {
    private static final double NO_NUMBER = Double.NaN;

    /** Anscombe's first set (The American Statistician 27:17, 1973): r = 0.81642051634484. */
    private static final double[] ANSCOMBE_X = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};

    private static final double[] ANSCOMBE_Y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

    /** NIST's data set Norris (StRD, linear regression), whose certified R-squared is 0.999993745883712. */
    private static final double[] NORRIS_Y = {
        0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9,
        10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4,
        449.2, 0.2
    };

    private static final double[] NORRIS_X = {
        0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5,
        11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1,
        448.9, 0.5
    };

    @Test
    void pearsonOfAnscombesFirstSetIsThePublishedOne() {
        assertThat(Method.PEARSON.of(ANSCOMBE_X, ANSCOMBE_Y)).isCloseTo(0.81642051634484, within(1e-13));
    }

    @Test
    void pearsonOfNistsNorrisDataIsTheRootOfItsCertifiedRSquared() {
        double r = Method.PEARSON.of(NORRIS_X, NORRIS_Y);

        assertThat(r * r).isCloseTo(0.999993745883712, within(1e-13));
    }

    /** Without ties it is 1 - 6 sum(d²) / (n (n² - 1)); here d² sums to 10 for n = 5. */
    @Test
    void spearmanIsItsClosedForm() {
        double[] x = {1, 2, 3, 4, 5};
        double[] y = {30, 10, 50, 20, 40};

        assertThat(Method.SPEARMAN.of(x, y)).isCloseTo(1 - 6.0 * (4 + 1 + 4 + 4 + 1) / (5 * 24), within(1e-15));
    }

    /** Concordant less discordant pairs over sqrt((6 - 1) (6 - 0)): four pairs up, one down, one tied in x. */
    @Test
    void kendallsTauBLeavesTiesOut() {
        double[] x = {1, 2, 2, 3};
        double[] y = {1, 2, 4, 3};

        assertThat(Method.KENDALL.of(x, y)).isCloseTo((4 - 1) / Math.sqrt(5 * 6), within(1e-15));
    }

    @Test
    void equalValuesShareTheirMeanRank() {
        assertThat(Method.ranks(new double[] {5, 1, 5, 5, 0})).containsExactly(4, 2, 4, 4, 1);
    }

    @ParameterizedTest
    @EnumSource
    void proportionalSeriesCorrelateByOneAndMinusOne(Method method) {
        double[] x = {1, 2, 4, 8};

        assertThat(method.of(x, new double[] {3, 5, 9, 17})).isCloseTo(1, within(1e-15));
        assertThat(method.of(x, new double[] {-1, -2, -4, -8})).isCloseTo(-1, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void thereIsNoCoefficientOfFewPointsConstantsOrWhatIsNoNumber(Method method) {
        double[] x = {1, 2, 3};

        assertThat(method.of(new double[0], new double[0])).isNaN();
        assertThat(method.of(new double[] {1, 2}, new double[] {3, 5})).isNaN();
        assertThat(method.of(x, new double[] {4, 4, 4})).isNaN();
        assertThat(method.of(new double[] {1e6, 1e6 * (1 + 1e-15), 1e6}, x)).isNaN();
        assertThat(method.of(x, new double[] {4, NO_NUMBER, 5})).isNaN();
        assertThat(method.of(x, new double[] {4, Double.POSITIVE_INFINITY, 5})).isNaN();
        assertThat(method.of(null, x)).isNaN();
        assertThat(method.of(x, null)).isNaN();
    }

    @Test
    void seriesOfDifferentLengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Method.PEARSON.of(new double[2], new double[3]))
                .withMessage("series of 2 and 3 values");
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preparation.of("smooth"))
                .withMessage("there is no preparation \"smooth\", expected raw, smoothed, detrended, differenced");
    }

    /** A line and a part that is orthogonal to every line: that part is left. */
    @Test
    void detrendingTakesALineAway() {
        double[] rest = {1, -1, -1, 1};
        double[] series = new double[4];
        for (int t = 0; t < 4; t++) {
            series[t] = 2 + 3 * t + rest[t];
        }
        assertThat(Preparation.DETRENDED.of(series)).containsExactly(rest, within(1e-14));
    }

    @Test
    void whatRoundingLeavesOfALineIsConstant() {
        double[] line = new double[25];
        for (int t = 0; t < 25; t++) {
            line[t] = 2.1 - 0.0173 * t;
        }
        assertThat(Preparation.DETRENDED.of(line)).isNull();
        assertThat(Preparation.DIFFERENCED.of(line)).isNull();
        assertThat(Preparation.DIFFERENCED.flaw(line, null)).isEqualTo("constant");
        assertThat(Preparation.RAW.of(line)).isEqualTo(line);
    }

    @Test
    void differencingGivesOneValueLess() {
        assertThat(Preparation.DIFFERENCED.of(new double[] {1, 4, 9, 16})).containsExactly(3, 5, 7);
        assertThat(Preparation.DIFFERENCED.of(new double[] {1})).isNull();
        assertThat(Preparation.DIFFERENCED.of(new double[0])).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesWithAValueThatIsNoNumberCannotBePrepared(Preparation preparation) {
        double[] series = {1, 2, NO_NUMBER, 5, 3, 8};

        assertThat(preparation.of(series)).isNull();
        assertThat(preparation.flaw(series, null)).isEqualTo("not finite");
    }

    @Test
    void theLogarithmOfValuesBelowMinusOneIsNotFinite() {
        double[] series = {-1.5, 2, 3, 4, 5};

        assertThat(Preparation.SMOOTHED.of(series)).isNull();
        assertThat(Preparation.SMOOTHED.flaw(series, null)).isEqualTo("not finite");
        assertThat(Preparation.RAW.of(series)).isNotNull();
    }

    @Test
    void fishersMeanOfPerfectCorrelationsIsNotDefined() {
        assertThat(Series.fisherMean(new double[] {0.5, 1})).isNaN();
        assertThat(Series.fisherMean(new double[0])).isNaN();
        assertThat(Series.fisherMean(new double[] {0.5, -0.5})).isZero();
    }

    /**
     * Steiger 1980: n = 103, r = .4, .5 and .1; R's package psych documents t = -0.89 for it. All digits are those of the
     * formula in NumPy, with the determinant of the matrix of correlations, and of SciPy's t distribution.
     */
    @Test
    void williamsTestGivesSteigersExample() {
        Williams test = Williams.of(0.4, 0.5, 0.1, 103);

        assertThat(test.t()).isCloseTo(-0.8912799047605414, within(1e-10));
        assertThat(test.p()).isCloseTo(0.3749185174912553, within(1e-10));
    }

    @Test
    void williamsTestIsNotDefinedForFewPointsOrOneMeasureTwice() {
        assertThat(Williams.of(0.4, 0.5, 0.1, 3)).isNull();
        assertThat(Williams.of(1, 1, 1, 20)).isNull();
    }

    @Test
    void oneRunAloneHasNoPartner() {
        SeriesPair pair = new SeriesPair(ANSCOMBE_X, ANSCOMBE_Y);
        CrossPairing pairing = CrossPairing.of(List.of(pair), Preparation.RAW, Method.PEARSON);

        assertThat(pairing.pairs()).isZero();
        assertThat(pairing.cross().estimate()).isNull();
        assertThat(pairing.own()).isNull();
    }

    @Test
    void twoRunsHaveACrossPairingWithoutAnInterval() {
        SeriesPair pair = new SeriesPair(ANSCOMBE_X, ANSCOMBE_Y);
        CrossPairing pairing = CrossPairing.of(List.of(pair, pair), Preparation.RAW, Method.PEARSON);

        assertThat(pairing.pairs()).isEqualTo(2);
        assertThat(pairing.cross().estimate()).isCloseTo(0.81642051634484, within(1e-13));
        assertThat(pairing.cross().low()).isNull();
        assertThat(pairing.excess().estimate()).isZero();
    }
}
