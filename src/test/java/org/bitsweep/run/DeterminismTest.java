package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same key gives the same result columns, bit for bit, in any JVM. */
class DeterminismTest {
    /**
     * What {@link ResultsDigest} gives. It is no expected value from theory: it holds machines, JDKs and versions of the
     * code together. Whoever changes results on purpose raises {@link RunIdentity#RESULTS_REVISION} and renews it.
     */
    private static final String PINNED = "a6476f9d5f0f516c7250918bcb7e44c158085dfa59608f93b108ba17b9296a10";

    @Test
    void thisJvmGivesThePinnedResults() throws Exception {
        assertThat(ResultsDigest.compute()).isEqualTo(PINNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dbitsweep.tier=scalar",
                "-Dbitsweep.tier=vector",
                "-Dbitsweep.vector-bits=128",
                "-XX:UseAVX=2",
                "-XX:TieredStopAtLevel=1"
            })
    void anotherTierVectorWidthOrCompilerGivesThePinnedResults(String flag) throws Exception {
        assertThat(digestOf(System.getProperty("java.home"), flag)).isEqualTo(PINNED);
    }

    @ParameterizedTest
    @MethodSource("otherJdks")
    void anotherJdkGivesThePinnedResults(String javaHome) throws Exception {
        assertThat(digestOf(javaHome, "-Dbitsweep.tier=scalar")).isEqualTo(PINNED);
        assertThat(digestOf(javaHome, "-Dbitsweep.tier=vector")).isEqualTo(PINNED);
    }

    /** The homes in the environment variable BITSWEEP_JDKS, and this JVM's own, so that there is always one. */
    static Stream<String> otherJdks() {
        String named = System.getenv("BITSWEEP_JDKS");
        return Stream.concat(
                Stream.of(System.getProperty("java.home")),
                named == null ? Stream.empty() : Stream.of(named.split(File.pathSeparator)));
    }

    private static String digestOf(String javaHome, String flag) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(javaHome, "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--add-modules=jdk.incubator.vector",
                flag,
                "-cp",
                System.getProperty("java.class.path"),
                ResultsDigest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit status of %s", command).isZero();
        return output.strip();
    }
}
