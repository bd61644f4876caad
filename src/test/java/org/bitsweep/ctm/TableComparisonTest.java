package org.bitsweep.ctm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableComparisonTest {
    @Test
    void correlationsAreOverTheBlocksThatBothHave() throws IOException {
        CtmTable a = table("2\t00\t1\n2\t10\t2\n2\t01\t3\n");
        CtmTable b = table("2\t00\t1\n2\t10\t2\n2\t01\t6\n2\t11\t7\n");
        List<TableComparison> comparisons = TableComparison.of(a, b);
        assertThat(comparisons).hasSize(1);
        TableComparison comparison = comparisons.get(0);
        assertThat(comparison.blocks()).isEqualTo(3);
        assertThat(comparison.coverageA()).isEqualTo(0.75);
        assertThat(comparison.coverageB()).isEqualTo(1);
        assertThat(comparison.spearman()).isCloseTo(1, within(1e-15));
        // Deviations -1, 0, 1 and -2, -1, 3: 5 / sqrt(2 * 14).
        assertThat(comparison.pearson()).isCloseTo(5 / Math.sqrt(28), within(1e-15));
        assertThat(comparison.meanDifference()).isEqualTo(1);
        assertThat(comparison.rootMeanSquare()).isCloseTo(Math.sqrt(3), within(1e-15));
        assertThat(comparison.largest().get(0)).isEqualTo(new TableComparison.Difference("01", 3, 6));
    }

    @Test
    void equalValuesShareTheMeanOfTheirRanks() {
        assertThat(TableComparison.ranks(new double[] {5, 1, 5, 0, 5})).containsExactly(4, 2, 4, 1, 4);
    }

    @Test
    void aConstantHasNoCorrelation() throws IOException {
        CtmTable a = table("2\t00\t1\n2\t10\t1\n");
        assertThat(TableComparison.of(a, a).get(0).pearson()).isNaN();
    }

    @Test
    void tablesOfDifferentDimensionAreRefused() throws IOException {
        CtmTable a = table("2\t00\t1\n");
        CtmTable b = table("1x2\t00\t1\n");
        assertThatThrownBy(() -> TableComparison.of(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table 'test' has dimension 1, 'test' has 2");
    }

    private static CtmTable table(String rows) throws IOException {
        byte[] bytes = ("shape\tblock\tctm\n" + rows).getBytes(StandardCharsets.UTF_8);
        return CtmTables.load("test", path -> new ByteArrayInputStream(bytes));
    }
}
