package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A million runs are planned in 20 s, and with a heap of 1 GiB. */
class LargePlanTest {
    private static final String SEEDS = "axes { seed = \"0..999999\" }";
    private static final String GROUPS = "axes { seed = \"0..199\", network.hidden = [[8, 4], [16, 8], [32], [64], []],"
            + " training.learning-rate = { log-space = [1e-4, 1e-1], count = 1000 } }";
    private static final String RULES = "axes { seed = \"0..1999999\", exclude { seed = \"0..1999999..2\" } }";

    @TempDir
    private Path folder;

    /** By the processor's time, so that what else runs on the machine counts little. */
    @ParameterizedTest
    @ValueSource(strings = {SEEDS, GROUPS, RULES})
    void aMillionRunsArePlannedInTwentySeconds(String axes) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = system.getProcessCpuTime();
        Captured plan = Captured.run(arguments(axes));
        assertThat((system.getProcessCpuTime() - start) / 1e9).isLessThan(20);
        assertMillion(plan.out());
    }

    @Test
    void aMillionRunsArePlannedInOneGibibyte() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> jvm = List.of(
                java,
                "@submit/jvm.options",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        ProcessBuilder command = new ProcessBuilder(new ArrayList<>(jvm));
        command.command().addAll(List.of(arguments(GROUPS)));
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        assertMillion(out);
    }

    private String[] arguments(String axes) throws Exception {
        Path file = Files.writeString(folder.resolve("large.conf"), axes);
        return new String[] {"plan", file.toString(), "--format", "json", "store=" + folder.resolve("none")};
    }

    private static void assertMillion(String json) throws Exception {
        JsonNode plan = new ObjectMapper().readTree(json);
        assertThat(plan.get("distinct").asInt()).isEqualTo(1_000_000);
        assertThat(plan.get("to_do").asInt()).isEqualTo(1_000_000);
    }
}
