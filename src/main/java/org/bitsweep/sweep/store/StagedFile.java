package org.bitsweep.sweep.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;

/**
 * A whole Parquet file that waits in a driver's staging folder, or has been moved to its table.
 *
 * @param staging its name there, relative to the store
 * @param target the name that a commit gives it, relative to the store
 * @param length in bytes
 * @param runs number of runs that it holds rows of
 */
public record StagedFile(
        @JsonProperty("staging") String staging,
        @JsonProperty("file") String target,
        @JsonProperty("length") long length,
        @JsonProperty("runs") int runs)
        implements Serializable {
    /** The table that the file belongs to. */
    public TableName table() {
        for (TableName table : TableName.values()) {
            if (target.startsWith(table.folder() + "/")) {
                return table;
            }
        }
        throw new StoreException("the log names a file of no known table: " + target);
    }

    /** What the files of the same runs in all tables have in common: the name without folder and extension. */
    public String stem() {
        int slash = target.lastIndexOf('/');
        int dot = target.lastIndexOf('.');
        return target.substring(slash + 1, dot > slash ? dot : target.length());
    }
}
