package org.bitsweep.ctm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table keeps its values for ever once shipped: results are keyed by its digest. */
class ShippedTablesTest {
    private static final Path PUBLISHED = Path.of("../shared/data/ctm/pybdm-b2-d12.tsv.gz");

    @ParameterizedTest
    @CsvSource({
        "2d-n4, 0b280a8f72257ca94f6d2bfa70535c81062408ccff76125c61babfc07af319e2",
        "2d-n5, 43d6e6493398ccdf55c7e72660e1d3e04d29ded39f27bdd9cc8d7761d5a3ab5a",
        "1d-n5, ce77a131ed2034ad3ed94d6affdeb872503c3002b9995b9bcc1a9941c38915dc"
    })
    void theDigestIsTheOneItWasShippedWith(String name, String digest) throws IOException {
        assertThat(CtmTables.load(name).digest()).isEqualTo(digest);
        assertThat(CtmTables.load(name)).isSameAs(CtmTables.load(name));
    }

    /** The published table is the exhaustive D(5) too; it has values of two strings that D(5) never produces. */
    @Test
    void stringsHaveTheirPublishedValues() throws IOException {
        Assumptions.assumeTrue(Files.exists(PUBLISHED), "reference data is not there: " + PUBLISHED);
        CtmTable own = CtmTables.load("1d-n5");
        List<String> extrapolated = new ArrayList<>();
        CtmTables.rows(PUBLISHED.toString(), CtmTables.local(), row -> {
            int cols = row.shape().cols();
            int block = Blocks.parse(row.block());
            if (own.produced(1, cols, block)) {
                assertThat(own.values(1, cols)[block] * CtmTable.UNIT).isCloseTo(row.ctm(), within(1e-12));
            } else {
                extrapolated.add(row.block());
            }
        });
        assertThat(extrapolated).containsExactlyInAnyOrder("000110100111", "111001011000");
    }

    @Test
    void enoughOfEveryLengthIsCovered() throws IOException {
        CtmTable table = CtmTables.load("1d");
        for (int length = 1; length <= 12; length++) {
            assertThat(table.covers(1, length)).isTrue();
        }
    }
}
