package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input ends with one sentence that names what is wrong, the right exit status, and nothing written. */
class BadInputTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> wrongInputs() {
        return Stream.of(
                Arguments.of("traning.batch-size=3", "training"),
                Arguments.of("training.batchsize=3", "training.batch-size"),
                Arguments.of("training.batch-size=abc", "expected a number"),
                Arguments.of("training.batch-size=1", "training.batch-size is 1"),
                Arguments.of("training.max-epochs=0", "training.max-epochs is 0"),
                Arguments.of("training.learning-rate=-1", "training.learning-rate is -1"),
                Arguments.of("network.hidden=[0]", "width 0"),
                Arguments.of("network.kind=cnn", "expected bnn"),
                Arguments.of("axes.seed=[]", "axes.seed is empty"),
                Arguments.of("axes.seed=9..1", "axes.seed is empty"),
                Arguments.of("axes.seed={}", "axes.seed"),
                Arguments.of("axes.seed=[1e19]", "axes.seed"),
                Arguments.of("axes.seed=0..99999999", "at most 10000000 values"),
                Arguments.of("axes.network.hidden=5", "axes.network.hidden is 5"),
                Arguments.of("axes.training.early-stopping=5", "axes.training.early-stopping is 5"),
                Arguments.of("dataset.train=1", "expected 2 or more"),
                Arguments.of("dataset.noise=-1", "noise"),
                Arguments.of("network.hidden=[16384,16384,16384,16385]", "16385"),
                Arguments.of("name=..", "name is"),
                Arguments.of("engine.master=local[0]", "local[0]"),
                Arguments.of("axes.training.bach-size=[1]", "training.batch-size"),
                Arguments.of("axes.store=[a]", "store cannot be an axis"),
                Arguments.of("dataset.kind=idx", "dataset.path is missing"),
                Arguments.of("dataset.train=99999", "99999"),
                Arguments.of("probes.complexity.default.block=5x5", "5x5"),
                Arguments.of("probes.complexity.default.block=1x16", "less than the 95 % that BDM needs"),
                Arguments.of("probes.complexity.default.table=2d-n4", "91.6 %"),
                Arguments.of("probes.complexity.default.table=/no/such/table.tsv", "/no/such/table.tsv"),
                Arguments.of("engine.master=nowhere", "nowhere"),
                Arguments.of("name=a b", "name is"));
    }

    @ParameterizedTest
    @MethodSource("wrongInputs")
    void aWrongSettingIsOneSentenceAndStatusTwo(String setting, String named) {
        Path store = folder.resolve("store");
        Captured captured = Captured.run("sweep", "conf/demo.conf", "store=" + store, setting);
        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err().lines()).hasSize(1);
        assertThat(captured.err()).startsWith("bitsweep: ").contains(named);
        assertThat(captured.out()).isEmpty();
        assertThat(store).doesNotExist();
    }

    @Test
    void anUnknownKeyInAFileIsNamedWithFileAndLine() throws IOException {
        Path file = Files.writeString(folder.resolve("x.conf"), "name = x\n\nnetwork { hiden = [3] }\n");
        Captured captured = Captured.run("sweep", file.toString());
        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err())
                .isEqualTo("bitsweep: " + file + ": 3: unknown key network.hiden; the nearest that exists is"
                        + " network.hidden" + System.lineSeparator());
    }

    @Test
    void aConfigurationThatIsNoHoconIsOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("x.conf"), "name = {\n");
        Captured captured = Captured.run("sweep", file.toString());
        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err().lines()).hasSize(1);
        assertThat(captured.err()).contains("x.conf");
    }

    @Test
    void aMissingIdxFolderIsNamed() {
        Captured captured = Captured.run("sweep", "conf/paper/mnist.conf", "dataset.path=/no/such/folder");
        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err()).contains("/no/such/folder");
    }

    @Test
    void anUnknownCommandSuggestsTheNearest() {
        Captured captured = Captured.run("swep");
        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err()).contains("sweep");
    }

    @Test
    void aStoreThatDoesNotExistIsStatusThree() {
        Captured captured = Captured.run("stats", folder.resolve("none").toString());
        assertThat(captured.status()).isEqualTo(3);
        assertThat(captured.err()).contains("no result store").contains("none");
    }

    @Test
    void aStoreThatCannotBeWrittenIsStatusThree() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Captured captured = Captured.run("sweep", "conf/demo.conf", "store=" + file, "axes.seed=[1]");
        assertThat(captured.status()).isEqualTo(3);
        assertThat(captured.err()).contains("cannot write to the store " + file);
    }
}
