package org.bitsweep.stats;

import java.util.List;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.run.EditDistance;

/**
 * One of the ways to correlate a measure with training.
 *
 * @param target what it is correlated with
 * @param preparation what is done to both series before
 * @param method the coefficient
 */
public record Cell(String target, String preparation, String method) {
    private static final List<String> TARGETS = List.of(
            "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "loss_gap", "accuracy_gap");
    private static final List<String> PREPARATIONS = List.of("raw", "smoothed", "detrended", "differenced");
    private static final List<String> METHODS = List.of("pearson", "spearman");

    /** The published one. */
    public static final Cell PUBLISHED = new Cell("train_loss", "smoothed", "pearson");

    /** @throws ConfigurationException if one of the names is unknown; says which there are */
    public Cell {
        check("target", target, TARGETS);
        check("preparation", preparation, PREPARATIONS);
        check("method", method, METHODS);
    }

    /** @throws ConfigurationException if a name is unknown; says which there are */
    static void check(String what, String name, List<String> known) {
        if (!known.contains(name)) {
            throw new ConfigurationException("there is no " + what + " \"" + name + "\"; did you mean \""
                    + EditDistance.nearest(name, known) + "\"? Known are " + String.join(", ", known));
        }
    }

    /** What rows of this cell fulfil, in SQL. */
    public String sql() {
        return "target = '" + target + "' AND preparation = '" + preparation + "' AND method = '" + method + "'";
    }
}
