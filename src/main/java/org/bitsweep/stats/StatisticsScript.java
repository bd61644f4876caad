package org.bitsweep.stats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL of the statistics: one view a step, each in a file of its own beside this class, and the queries on them. */
public final class StatisticsScript {
    /** The steps, each reads from those before it. */
    public static final List<String> STEPS = List.of(
            "groups",
            "mean_trajectories",
            "trajectories",
            "series",
            "run_correlations",
            "headline",
            "group_correlations",
            "contrasts",
            "run_contrasts",
            "generalisation");

    private StatisticsScript() {}

    /** The whole script: the tables of a store and our functions are all that it needs. */
    public static String of(Cell cell, List<String> measures) {
        String views = STEPS.stream()
                .map(step -> "CREATE OR REPLACE TEMPORARY VIEW " + step + " AS\n" + step(step) + ";\n\n")
                .collect(Collectors.joining());
        return views + (measures.isEmpty() ? headline(cell) : correlations(cell, measures)) + ";\n";
    }

    /** The query of one step. */
    static String step(String name) {
        try (InputStream stream = StatisticsScript.class.getResourceAsStream(name + ".sql")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String headline(Cell cell) {
        return "SELECT * FROM headline\nWHERE " + cell.sql();
    }

    static String correlations(Cell cell, List<String> measures) {
        String names = measures.stream().map(StatisticsScript::condition).collect(Collectors.joining(" OR "));
        return "SELECT * FROM group_correlations\nWHERE " + cell.sql() + " AND (" + names + ")";
    }

    private static String condition(String measure) {
        String quoted = measure.replace("\\", "\\\\").replace("'", "\\'");
        return measure.contains("*")
                ? "measure LIKE '"
                        + quoted.replace("_", "\\\\_").replace("%", "\\\\%").replace('*', '%') + "'"
                : "measure = '" + quoted + "'";
    }
}
