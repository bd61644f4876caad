package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts give to {@code spark-submit}, here one that prints its arguments, and what they say where a program lacks. */
class SubmitScriptsTest {
    private record Printed(int status, String out) {}

    @TempDir
    private Path folder;

    @BeforeEach
    void installSpark() throws IOException {
        Path submit = Files.createDirectories(folder.resolve("bin")).resolve("spark-submit");
        Files.writeString(submit, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(submit.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void kubernetesGetsImageVolumeAndCommand() throws Exception {
        Printed printed = script(
                Map.of("IMAGE", "example/bitsweep:1", "CLAIM", "my-claim"),
                "submit/k8s/submit.sh",
                "run",
                "https://cluster:6443",
                "--conf",
                "spark.executor.instances=3",
                "--",
                "sweep",
                "conf/demo.conf",
                "store=/results/a b");
        assertThat(printed.status()).isZero();
        List<String> arguments = printed.out().lines().toList();
        assertThat(arguments)
                .containsSequence("--master", "k8s://https://cluster:6443", "--deploy-mode", "cluster")
                .contains("spark.kubernetes.container.image=example/bitsweep:1")
                .contains("spark.kubernetes.executor.volumes.persistentVolumeClaim.results.options.claimName=my-claim")
                .contains("spark.kubernetes.driver.volumes.persistentVolumeClaim.results.mount.path=/results")
                .containsSequence("--conf", "spark.executor.instances=3")
                .endsWith("local:///opt/bitsweep/bitsweep.jar", "sweep", "conf/demo.conf", "store=/results/a b");
    }

    @Test
    void kubernetesWithoutAClaimMountsNothing() throws Exception {
        Printed printed = script(
                Map.of("IMAGE", "example/bitsweep:1"), "submit/k8s/submit.sh", "run", "https://c:1", "--", "doctor");
        assertThat(printed.out()).doesNotContain("persistentVolumeClaim");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        assertThat(script(Map.of(), "submit/k8s/submit.sh", "run", "https://c:1", "--", "doctor"))
                .isEqualTo(new Printed(
                        2, "k8s/submit.sh: set IMAGE to the image's name in a registry that the cluster can read\n"));
        assertThat(script(Map.of(), "submit/yarn.sh", "--", "doctor"))
                .isEqualTo(new Printed(
                        2, "yarn.sh: set HADOOP_CONF_DIR or YARN_CONF_DIR to the folder with yarn-site.xml\n"));
        assertThat(script(Map.of(), "submit/spark-submit.sh", "doctor").out()).contains("put -- between");
    }

    @Test
    void aMachineWithoutJupyterIsToldSo() throws Exception {
        Path bash = Stream.of(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, "bash"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        Files.createSymbolicLink(folder.resolve("bin/bash"), bash);
        assertThat(script(Map.of("PATH", folder.resolve("bin").toString()), "submit/notebook"))
                .isEqualTo(new Printed(
                        2,
                        "notebook: there is no jupyter on the PATH; install Jupyter (pip install notebook) and run"
                                + " submit/notebook again\n"));
    }

    private Printed script(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR", "IMAGE", "CLAIM"));
        builder.environment().put("SPARK_HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Printed(process.waitFor(), out);
    }
}
