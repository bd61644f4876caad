package org.bitsweep.stats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The SQL of the statistics: one view a step, each in a file of its own beside this class, and the queries on them. */
public final class StatisticsScript {
    /** The steps, each reads from those before it. */
    public static final List<String> STEPS = List.of(
            "groups",
            "measurements",
            "mean_trajectories",
            "trajectories",
            "series",
            "run_correlations",
            "headline",
            "group_correlations",
            "tracking",
            "contrasts",
            "run_contrasts",
            "predictors",
            "predictor_outcomes",
            "prediction",
            "prediction_by_setting",
            "planes",
            "phase_tests",
            "phases",
            "phase_summary",
            "bottleneck_points",
            "bottleneck_transitions",
            "grokking",
            "grokking_summary");

    /** {@code SHOW VIEWS} and the like are about all of them. */
    private static final Pattern SHOW = Pattern.compile("\\s*SHOW\\b", Pattern.CASE_INSENSITIVE);

    /** What a query says of itself names no view. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");

    private StatisticsScript() {}

    /** The whole script: the tables of a store and our functions are all that it needs. */
    public static String of(Cell cell, List<String> measures) {
        return of(measures.isEmpty() ? headline(cell) : correlations(cell, measures));
    }

    /** The whole script with the question of what follows training, over all groups. */
    public static String ofTracking(Cell cell, List<String> measures) {
        return of(tracking(cell, measures));
    }

    /** The whole script with the question of what predicts generalisation. */
    public static String of(Prediction prediction, List<String> measures) {
        return of(prediction(prediction, measures));
    }

    private static String of(String query) {
        String views = STEPS.stream()
                .map(step -> "CREATE OR REPLACE TEMPORARY VIEW " + step + " AS\n" + step(step) + ";\n\n")
                .collect(Collectors.joining());
        return views + query + ";\n";
    }

    /** The steps that a query needs, in their order: those that it names, and what they read from. */
    static List<String> stepsOf(String query) {
        String statement = COMMENT.matcher(query).replaceAll("");
        if (SHOW.matcher(statement).lookingAt()) {
            return STEPS;
        }
        List<String> needed = new ArrayList<>();
        StringBuilder text = new StringBuilder(statement);
        for (int i = STEPS.size() - 1; i >= 0; i--) {
            String step = STEPS.get(i);
            if (Pattern.compile("\\b" + step + "\\b", Pattern.CASE_INSENSITIVE)
                    .matcher(text)
                    .find()) {
                needed.add(0, step);
                text.append(' ').append(step(step));
            }
        }
        return needed;
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
        return "SELECT * FROM group_correlations\nWHERE " + cell.sql() + " AND " + condition(measures);
    }

    static String tracking(Cell cell, List<String> measures) {
        return "SELECT * FROM tracking\nWHERE " + cell.sql()
                + (measures.isEmpty() ? "" : " AND " + condition(measures));
    }

    static String prediction(Prediction prediction, List<String> measures) {
        return "SELECT * EXCEPT (group_key) FROM prediction\nWHERE " + prediction.sql()
                + (measures.isEmpty() ? "" : " AND " + condition(measures));
    }

    private static String condition(List<String> measures) {
        return measures.stream().map(StatisticsScript::condition).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String condition(String measure) {
        String quoted = measure.replace("\\", "\\\\").replace("'", "\\'");
        return measure.contains("*")
                ? "measure LIKE '"
                        + quoted.replace("_", "\\\\_").replace("%", "\\\\%").replace('*', '%') + "'"
                : "measure = '" + quoted + "'";
    }
}
