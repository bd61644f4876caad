package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.sweep.InFlight.Deaths;
import org.bitsweep.sweep.store.StoreFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is not closed has died. */
class InFlightTest {
    private static final Deaths NONE = new Deaths(0, 0);

    private static SweepPlan plan;
    private static List<PlannedRun> runs;

    @TempDir
    private Path folder;

    private StoreFiles files;

    @BeforeAll
    static void plan() {
        plan = SweepPlan.of(SmallSweep.config(Path.of("unused"), "axes.seed=0..3"));
        runs = IntStream.range(0, 4).mapToObj(plan::run).toList();
    }

    @BeforeEach
    void open() {
        files = StoreFiles.of(folder.toString());
    }

    @Test
    void runsThatWereInFlightWhenADriverDiedAreKnownToTheNext() {
        InFlight first = InFlight.open(files, "a", true);
        first.begin(List.of(bundle(0, 0, 2), bundle(1, 2, 3)));
        first.begin(List.of(bundle(2, 3, 4)));
        first.end(bundle(1, 2, 3));
        first.begin(List.of());
        InFlight second = InFlight.open(files, "b", true);
        assertThat(List.of(deaths(second, 0), deaths(second, 1), deaths(second, 2), deaths(second, 3)))
                .containsExactly(new Deaths(1, 0), new Deaths(1, 0), NONE, new Deaths(1, 0));
    }

    @Test
    void deathsAddUpAndThoseOfASingleRunAloneCountApart() {
        for (String driver : List.of("a", "b", "c")) {
            InFlight.open(files, driver, true).begin(List.of(bundle(0, 1, 2)));
        }
        InFlight.open(files, "d", true).begin(List.of(bundle(0, 1, 2), bundle(1, 2, 3)));
        InFlight fifth = InFlight.open(files, "e", true);
        assertThat(deaths(fifth, 1)).isEqualTo(new Deaths(4, 3));
        assertThat(deaths(fifth, 2)).isEqualTo(new Deaths(1, 0));
    }

    @Test
    void aDriverThatEndsInOrderIsNoDeathAndLeavesNoFile() throws IOException {
        InFlight first = InFlight.open(files, "a", true);
        first.begin(List.of(bundle(0, 0, 1)));
        first.close();
        assertThat(deaths(InFlight.open(files, "b", true), 0)).isEqualTo(NONE);
        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void aRunThatHasItsRowIsForgottenAndTheOthersAreNot() throws IOException {
        InFlight.open(files, "a", true).begin(List.of(bundle(0, 0, 2)));
        InFlight second = InFlight.open(files, "b", true);
        second.forget(runs.get(0));
        second.close();
        assertThat(leftFiles()).containsExactly("in-flight-b.json");
        InFlight third = InFlight.open(files, "c", true);
        assertThat(deaths(third, 0)).isEqualTo(NONE);
        assertThat(deaths(third, 1)).isEqualTo(new Deaths(1, 0));
    }

    @Test
    void aClusterKeepsNothing() throws IOException {
        InFlight.open(files, "a", false).begin(List.of(bundle(0, 0, 1)));
        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void aFileThatIsDamagedIsNoInformation() throws IOException {
        Files.createDirectories(folder.resolve("_bitsweep"));
        Files.writeString(folder.resolve("_bitsweep/in-flight-x.json"), "{");
        assertThat(deaths(InFlight.open(files, "a", true), 0)).isEqualTo(NONE);
        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void suspicionSeparatesRunsStepByStep() {
        String[] drivers = {"a", "b", "c"};
        for (int deaths = 0; deaths < 3; deaths++) {
            InFlight.open(files, drivers[deaths], true).begin(List.of(bundle(0, deaths, 3), bundle(1, 3, 4)));
        }
        Triage triage = triage(InFlight.open(files, "d", true));
        assertThat(triage.unsuspected()).containsExactly(0);
        assertThat(triage.singles()).containsExactly(1);
        assertThat(triage.alone()).containsExactly(2, 3);
        assertThat(triage.condemned()).isEmpty();
    }

    @Test
    void onlyARunThatWasThriceAloneIsCondemned() {
        for (String driver : List.of("a", "b", "c")) {
            InFlight.open(files, driver, true).begin(List.of(bundle(0, 1, 2)));
        }
        assertThat(triage(InFlight.open(files, "d", true)).condemned()).containsExactly(entry(1, 3));
    }

    private static Deaths deaths(InFlight inFlight, int run) {
        return inFlight.deaths().getOrDefault(runs.get(run).identity().runKey(), NONE);
    }

    private static Triage triage(InFlight inFlight) {
        return Triage.of(plan, new int[] {0, 1, 2, 3}, inFlight.deaths());
    }

    private static Bundle bundle(int number, int from, int to) {
        return new Bundle(number, runs.subList(from, to), 1);
    }

    private List<String> leftFiles() throws IOException {
        Path own = Files.createDirectories(folder.resolve("_bitsweep"));
        try (Stream<Path> left = Files.list(own)) {
            return left.map(file -> file.getFileName().toString()).toList();
        }
    }
}
