package org.bitsweep.run;

import java.io.Serializable;
import org.bitsweep.complexity.BlockShape;

/**
 * A probe that measures BDM and block entropy of the binarized weights, with the partition <i>ignore</i>.
 *
 * @param table name of a CTM table, or the path of a TSV file
 * @param force use the table even if the machines produced too few of the blocks of this shape; decides no result
 */
public record ComplexitySpec(BlockShape block, String table, Pooling pooling, Every every, boolean force)
        implements Serializable {
    /** Whether blocks are counted over the whole network or for each layer. */
    public enum Pooling {
        NETWORK,
        LAYER
    }

    /** When the probe measures. */
    public enum Every {
        STEP,
        EPOCH
    }
}
