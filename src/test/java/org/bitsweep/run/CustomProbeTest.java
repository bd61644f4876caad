package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probes that come from outside, of which {@link PoisonProbe} is one. */
class CustomProbeTest {
    private static final String SMALL = """
            dataset.count = 200
            network.hidden = [8]
            training { batch-size = 32, max-epochs = 2 }
            seed = 5
            """;

    @Test
    void whatItMeasuresIsInTheTableOfMeasuresUnderItsName() throws IOException {
        RunRows rows = execute("probes.custom.mine={ kind = poison }");
        assertThat(rows.run().status()).isEqualTo(RunRow.Status.OK);
        String key = rows.run().run().identity().runKey();
        assertThat(rows.measures())
                .containsExactly(
                        new MeasureRow(key, 0, "mine", -1, "epoch", 0),
                        new MeasureRow(key, 1, "mine", -1, "epoch", 1),
                        new MeasureRow(key, 2, "mine", -1, "epoch", 2));
    }

    @ParameterizedTest
    @CsvSource({
        "exception, java.lang.IllegalStateException, poisoned",
        "nan, java.lang.ArithmeticException, NaN",
        "stack, java.lang.StackOverflowError, null"
    })
    void whatItThrowsFailsTheRunItIsAttachedTo(String way, String errorClass, String message) throws IOException {
        RunRow row =
                execute("probes.custom.mine={ kind = poison, " + way + " = 5 }").run();
        assertThat(row.status()).isEqualTo(RunRow.Status.FAILED);
        assertThat(row.failure().errorClass()).isEqualTo(errorClass);
        assertThat(row.failure().message()).contains(message);
    }

    @Test
    void itIsPartOfTheKeyAndRunsWithoutOneKeepTheirs() {
        RunIdentity without = identity();
        assertThat(without.config()).doesNotContain("custom");
        RunIdentity with = identity("probes.custom.mine={ kind = poison }");
        assertThat(with.runKey()).isNotEqualTo(without.runKey());
        assertThat(identity("probes.custom.mine={ kind = poison, wait = 3 }").runKey())
                .isNotEqualTo(with.runKey());
        assertThat(with.config()).contains("\"custom\":{\"mine\":{\"kind\":\"poison\",\"settings\":{},\"version\":1}}");
    }

    @ParameterizedTest
    @CsvSource({
        "probes.custom.mine={ kind = nobody }, only compressed-size, poison, qubd, weight-norm",
        "probes.custom.mine={}, probes.custom.mine.kind is missing",
        "'probes.custom.mine={ kind = poison, wait = soon }', soon",
        "probes.custom.default={ kind = poison }, name of a complexity probe",
        "probes.custom.mine=3, expected a section"
    })
    void aWrongOneIsNamedBeforeAnythingRuns(String setting, String named) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> spec(setting))
                .withMessageContaining(named);
    }

    private static RunRows execute(String... overrides) throws IOException {
        return ExecutedRuns.of(spec(overrides));
    }

    private static RunIdentity identity(String... overrides) {
        return ExecutedRuns.identity(spec(overrides));
    }

    private static RunSpec spec(String... overrides) {
        return SpecReader.read(Configuration.parse(SMALL, overrides).settings());
    }
}
