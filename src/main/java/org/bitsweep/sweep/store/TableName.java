package org.bitsweep.sweep.store;

import java.util.Locale;

/** The tables of a store, in the order in which a commit publishes their files: a run counts once its row is there. */
public enum TableName {
    SNAPSHOTS,
    MEASURES,
    EPOCHS,
    RUNS;

    /** The folder of the table's files. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
