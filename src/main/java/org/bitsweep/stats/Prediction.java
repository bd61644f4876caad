package org.bitsweep.stats;

import java.util.List;
import java.util.stream.Collectors;
import org.bitsweep.run.ConfigurationException;

/**
 * A question of what predicts how well runs generalise.
 *
 * @param at where measures are taken: {@code best} or {@code last} epoch
 * @param methods the coefficients
 */
public record Prediction(String at, List<String> methods) {
    private static final List<String> PLACES = List.of("best", "last");
    private static final List<String> METHODS = List.of("pearson", "spearman", "kendall");

    /** The coefficients of ranks, which a measure's scale does not change. */
    public static final List<String> OF_RANKS = List.of("spearman", "kendall");

    /** @throws ConfigurationException if one of the names is unknown; says which there are */
    public Prediction {
        Cell.check("epoch", at, PLACES);
        methods.forEach(method -> Cell.check("method", method, METHODS));
        methods = List.copyOf(methods);
    }

    /** What rows of the answer fulfil, in SQL. */
    String sql() {
        String quoted = methods.stream().map(method -> "'" + method + "'").collect(Collectors.joining(", "));
        return "group_key IS NULL AND at = '" + at + "' AND method IN (" + quoted + ")";
    }
}
