package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.SharedSpark;
import org.bitsweep.data.Dataset;
import org.bitsweep.data.TableSource;
import org.bitsweep.run.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkOpenerTest {
    private final SparkSession spark = SharedSpark.session();

    @TempDir
    private Path folder;

    @Test
    void columnsBesideTheLabelAreFeatures() throws IOException {
        write("select 1 as a, true as b, 'cat' as kind, 2.5D as c union all select -1, false, 'ant', 0D", 1);

        Dataset dataset = load("parquet", "kind");

        assertThat(dataset.features()).containsExactly(-1, 0, 0, 1, 1, 2.5f);
        assertThat(dataset.labels()).containsExactly(0, 1);
    }

    @Test
    void elementsOfArraysAreFeatures() throws IOException {
        write("select array(1.5, 2.5, 3.5) as pixels, 7 as size, 1 as label", 1);

        assertThat(load("parquet", "label").features()).containsExactly(1.5f, 2.5f, 3.5f, 7);
    }

    @Test
    void filesAndPartitionsDecideNothing() throws IOException {
        String rows = "select id % 7 as a, id % 11 as b, id % 3 as label from range(200)";
        write(rows, 1);
        Dataset one = load("parquet", "label");
        write(rows, 5);
        Dataset five = load("parquet", "label");

        assertThat(five.digest()).isEqualTo(one.digest());
        assertThat(five.features()).containsExactly(one.features());
        assertThat(five.labels()).containsExactly(one.labels());
    }

    @Test
    void otherFormatsOfSparkAreRead() throws IOException {
        spark.sql("select 1 as a, 2 as b, 0 as label")
                .write()
                .json(folder.resolve("t").toString());

        assertThat(load("json", "label").features()).containsExactly(1, 2);
    }

    @Test
    void aColumnThatIsNoNumberIsNamed() {
        write("select 'red' as a, 1 as label", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("parquet", "label"))
                .withMessage(folder.resolve("t")
                        + ", column a: expected numbers, truth values or arrays of numbers and found string");
    }

    @Test
    void aMissingValueIsNamed() {
        write("select cast(null as int) as a, 1 as label", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("parquet", "label"))
                .withMessage(folder.resolve("t") + ", column a: expected a value in every row and found null");
    }

    @Test
    void aMissingTableIsNamed() {
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> load("parquet", "label"))
                .withMessage("there is no table " + folder.resolve("t"));
    }

    @Test
    void anUnknownFormatIsNamed() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> load("papyrus", "label"))
                .withMessageStartingWith(folder.resolve("t") + " as papyrus: ");
    }

    @Test
    void runsTrainOnATable() {
        write("select id % 7 as a, id % 11 as b, id % 3 as label from range(200)", 3);
        SweepConfig config = SweepConfig.of(Configuration.parse(
                "name = t, training.max-epochs = 1, network.hidden = [8], probes.complexity.default.force = true",
                "dataset.kind=table",
                "dataset.path=" + folder.resolve("t"),
                "dataset.label=label"));

        SweepPlan plan = SweepPlan.of(config, new org.bitsweep.data.FactsCache(folder.resolve("cache")));

        assertThat(SingleRun.execute(plan, 0).run().status().name()).isEqualTo("OK");
    }

    private void write(String rows, int files) {
        spark.sql(rows)
                .repartition(files)
                .write()
                .mode("overwrite")
                .parquet(folder.resolve("t").toString());
    }

    private Dataset load(String format, String label) throws IOException {
        return new TableSource(folder.resolve("t").toString(), format, label).load(new SparkOpener(() -> spark));
    }
}
