package org.bitsweep.ctm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SamplingErrorTest {
    private static final Path PUBLISHED = Path.of("../shared/data/ctm/pybdm-b2-d4x4.tsv.gz");

    @Test
    void aBlockThatSymmetriesLeaveAsItIsHasTheLargerError() throws IOException {
        // Expected counts of 1024 units: 01 mirrored is its own complement, so two of four symmetries leave it.
        CtmTable exact = table("2\t00\t10\n2\t01\t10\n");
        CtmTable sampled = table("2\t00\t10.5\n2\t01\t10.5\n");
        List<SamplingError> errors = SamplingError.of(exact, sampled, new Shape(1, 2), 0x1p-20);
        assertThat(errors).hasSize(1);
        SamplingError error = errors.get(0);
        assertThat(error.blocks()).isEqualTo(2);
        assertThat(error.observed()).isCloseTo(0.5, within(1e-12));
        // Both 00 and 01 are left as they are by two of the four: 00 by mirroring, 01 by mirroring and complement.
        assertThat(error.expected()).isCloseTo(Math.sqrt(2.0 / 1024) / Math.log(2), within(1e-12));
        assertThat(error.spread()).isCloseTo(error.observed() / error.expected(), within(1e-12));
    }

    /** The published squares are a sample of the machines that we enumerate: its error explains what they differ by. */
    @Test
    void samplingExplainsHowThePublishedSquaresDiffer() throws IOException {
        Assumptions.assumeTrue(Files.exists(PUBLISHED), "reference data is not there: " + PUBLISHED);
        CtmTable own = CtmTables.load("2d-n5");
        CtmTable published = CtmTables.load(PUBLISHED.toString());
        assertThat(own.coverage(4, 4)).isEqualTo(1);
        for (SamplingError error : SamplingError.of(own, published, new Shape(4, 4), 2.865e-13)) {
            if (error.from() >= 100) {
                assertThat(error.spread()).isBetween(0.9, 1.1);
            }
        }
        TableComparison comparison = TableComparison.of(own, published).get(3);
        assertThat(comparison.shape()).isEqualTo(new Shape(4, 4));
        assertThat(comparison.spearman()).isGreaterThan(0.9998);
    }

    private static CtmTable table(String rows) throws IOException {
        byte[] bytes = ("shape\tblock\tctm\n" + rows).getBytes(StandardCharsets.UTF_8);
        return CtmTables.load("test", path -> new ByteArrayInputStream(bytes));
    }
}
