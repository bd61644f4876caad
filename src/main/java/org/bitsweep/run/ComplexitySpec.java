package org.bitsweep.run;

import java.io.Serializable;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;

/**
 * A probe that measures BDM and block entropy of the binarized weights.
 *
 * @param decomposition which blocks are counted
 * @param table name of a CTM table, or the path of a TSV file
 * @param force use the table even if the machines produced too few of the blocks of this shape; decides no result
 */
public record ComplexitySpec(
        Decomposition decomposition, String table, Pooling pooling, Every every, Arrangement arrangement, boolean force)
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

    /** How the weights are laid out when blocks are cut from them: what is a block, beside which weights there are. */
    public enum Arrangement {
        /** As they were trained. */
        TRAINED,
        /**
         * With the hidden units of each layer in another order: rows of a layer's matrix and columns of the next one's. The
         * network computes the same.
         */
        PERMUTED_UNITS,
        /** With the inputs, the first matrix's columns, in another order. */
        PERMUTED_INPUTS,
        /** With the weights of each layer in another order: only their number stays. */
        SHUFFLED
    }

    /** Rows and columns of a complete block. */
    public BlockShape block() {
        return decomposition.block();
    }
}
