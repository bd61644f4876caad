package org.bitsweep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.ExecutedRuns;
import org.bitsweep.run.MeasureRow;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.RunRows;
import org.bitsweep.run.RunSpec;
import org.bitsweep.run.SpecReader;
import org.bitsweep.sweep.Tables;
import org.bitsweep.sweep.store.Column;
import org.junit.jupiter.api.Test;

/** docs/schema.md against the columns that are written and the names that probes measure. */
class SchemaPageTest {
    private static final Pattern SECTION = Pattern.compile("## `(\\w+)`\n(.*?)(?=\n## |\\z)", Pattern.DOTALL);
    private static final String ALL_PROBES = """
            dataset.kind = sincos
            training { batch-size = 8, max-epochs = 2 }
            probes {
              complexity.default.pooling = layer
              complexity.fine { block = 3x3, table = 2d }
              information { every = 1, resamples = 3, noise = 0.1 }
              weight-information.every = 1
              custom {
                planes { kind = qubd, planes = on, permutations = 2 }
                norms  { kind = weight-norm }
                zip    { kind = compressed-size }
              }
            }
            """;

    @Test
    void everyColumnOfEveryTableIsThereWithItsType() throws IOException {
        assertThat(columns("runs")).isEqualTo(written(Tables.RUNS));
        assertThat(columns("epochs")).isEqualTo(written(Tables.EPOCHS));
        assertThat(columns("measures")).isEqualTo(written(Tables.MEASURES));
        assertThat(columns("snapshots")).isEqualTo(written(Tables.SNAPSHOTS));
    }

    @Test
    void theObservationalColumnsAreCalledSo() throws IOException {
        assertThat(rows("runs").stream()
                        .filter(row -> row.get(3).startsWith("observational"))
                        .map(row -> unquoted(row.get(0))))
                .containsExactlyElementsOf(Tables.OBSERVATIONAL);
    }

    @Test
    void everyNameThatAProbeMeasuresIsThereAndNoOther() throws IOException {
        List<String> documented = rows("measures").stream()
                .filter(row -> row.size() == 4)
                .map(row -> unquoted(row.get(1)))
                .toList();
        TreeSet<String> measured = new TreeSet<>();
        measured.addAll(measured());
        measured.addAll(measured(
                "network { kind = float, activation = tanh, batch-norm = none }",
                "probes.custom.sharp.kind = sharpness"));
        measured.addAll(measured("network { kind = float }, training.regularizer.kind = weight-information"));

        assertThat(measured)
                .allMatch(name ->
                        documented.stream().anyMatch(pattern -> fits(pattern).test(name)));
        assertThat(documented).allMatch(pattern -> measured.stream().anyMatch(fits(pattern)));
    }

    private static Predicate<String> fits(String pattern) {
        return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q")).asMatchPredicate();
    }

    private static List<String> measured(String... settings) throws IOException {
        RunSpec spec = SpecReader.read(
                Configuration.parse(ALL_PROBES + String.join("\n", settings)).settings());
        RunRows rows = ExecutedRuns.of(spec);
        assertThat(rows.run().status()).as(rows.run().toString()).isEqualTo(RunRow.Status.OK);
        return rows.measures().stream().map(MeasureRow::name).toList();
    }

    private static List<String> columns(String table) throws IOException {
        return rows(table).stream()
                .filter(row -> row.size() == 5)
                .map(row -> unquoted(row.get(0)) + " " + row.get(1))
                .toList();
    }

    private static List<String> written(List<? extends Column<?>> columns) {
        return columns.stream()
                .map(column -> column.name() + " " + type(column.kind()))
                .toList();
    }

    private static String type(Column.Kind kind) {
        return switch (kind) {
            case TEXT -> "string";
            case INTEGER -> "int";
            case LONG -> "bigint";
            case DOUBLE -> "double";
            case TIMESTAMP -> "timestamp";
            case BYTES -> "binary";
            case TEXT_MAP -> "map<string,string>";
        };
    }

    /** The cells of a section's tables, without their heads. */
    private static List<List<String>> rows(String table) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        SECTION.matcher(Files.readString(Path.of("docs/schema.md")))
                .results()
                .filter(section -> section.group(1).equals(table))
                .flatMap(section -> section.group(2).lines())
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2, line.length() - 2).split("\\|", -1))
                .forEach(cells -> rows.add(Stream.of(cells).map(String::strip).toList()));
        return rows;
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "");
    }
}
