package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void explainPrintsEveryViewAndTheQueryWithoutAStore() {
        Captured captured = Captured.run("stats", "--explain", "--method", "spearman");

        assertThat(captured.status()).isZero();
        assertThat(captured.out())
                .contains("CREATE OR REPLACE TEMPORARY VIEW trajectories AS")
                .contains("CREATE OR REPLACE TEMPORARY VIEW prediction AS")
                .endsWith(
                        "SELECT * FROM headline\nWHERE target = 'train_loss' AND preparation = 'smoothed' AND method ="
                                + " 'spearman';\n");
    }

    @Test
    void aStarInAMeasuresNameStandsForAnything() {
        Captured captured = Captured.run("stats", "--explain", "--measure", "bdm,deep_1.*");

        assertThat(captured.out()).endsWith("(measure = 'bdm' OR measure LIKE 'deep\\\\_1.%');\n");
    }

    @Test
    void explainPrintsTheQueryOfWhatPredictsToo() {
        Captured captured = Captured.run("stats", "--explain", "--predict", "--at", "last", "--measure", "bdm");

        assertThat(captured.out())
                .endsWith(
                        "SELECT * EXCEPT (group_key) FROM prediction\nWHERE group_key IS NULL AND at = 'last' AND method"
                                + " IN ('spearman', 'kendall') AND (measure = 'bdm');\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--predict --target train_loss, --predict has targets of its own and takes no --target: \"train_loss\"",
        "--predict --preparation raw, --predict takes one epoch of each run and no --preparation: \"raw\"",
        "--predict --plot a.svg, --predict draws no --plot: \"a.svg\"",
        "--at last, --at is for --predict: \"last\"",
        "--predict --at lst, there is no epoch \"lst\"; did you mean \"last\"? Known are best",
        "--predict --method kendal, there is no method \"kendal\"; did you mean \"kendall\"? Known are pearson",
    })
    void optionsThatDoNotGoTogetherAreRefused(String options, String sentence) {
        List<String> words = new ArrayList<>(List.of("stats", folder.toString()));
        words.addAll(List.of(options.split(" ")));
        Captured captured = Captured.run(words.toArray(String[]::new));

        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err()).contains(sentence);
    }

    @Test
    void anUnknownTargetIsRefusedWithTheNearest() {
        Captured captured = Captured.run("stats", folder.toString(), "--target", "training_loss");

        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err()).contains("\"training_loss\"").contains("did you mean \"train_loss\"");
    }

    @Test
    void withoutAStoreThereIsNothingToDo() {
        Captured captured = Captured.run("stats");

        assertThat(captured.status()).isEqualTo(2);
        assertThat(captured.err()).contains("the folder of a result store");
    }

    @Test
    void measuresAreAnsweredAndPlotsDrawn() throws IOException {
        String store = folder.resolve("store").toString();
        Captured.run(
                "sweep",
                "conf/demo.conf",
                "store=" + store,
                "dataset.count=200",
                "network.hidden=[8]",
                "training.max-epochs=7",
                "training.batch-size=32",
                "probes.complexity.default.pooling=layer",
                "axes.seed=0..3",
                "--format",
                "json");
        Path plot = folder.resolve("plot.svg");

        Captured json =
                Captured.run("stats", store, "--measure", "default.*", "--format", "json", "--plot", plot.toString());
        assertThat(json.status()).as(json.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(json.out());
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).get("measure").asText()).isEqualTo("default.bdm[0]");
        assertThat(rows.get(0).get("runs").asInt()).isEqualTo(4);
        assertThat(Files.readString(plot)).contains("Mean trajectories");

        Captured predict = Captured.run("stats", store, "--predict", "--format", "json");
        assertThat(predict.status()).as(predict.err()).isZero();
        List<String> predictors = new ObjectMapper().readTree(predict.out()).findValuesAsText("measure");
        assertThat(predictors)
                .hasSize(2 * 2 * 10)
                .contains("bdm/initial", "default.bdm[1]", "parameters", "train_loss");
        assertThat(Captured.run("stats", store, "--predict", "--method", "kendall")
                        .out())
                .contains("test accuracy, measures at the best epoch, kendall")
                .containsPattern("three runs\\): .*parameters");

        Captured unknown = Captured.run("stats", store, "--measure", "depth");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("depth").contains("bdm, default.bdm[0]");
    }
}
