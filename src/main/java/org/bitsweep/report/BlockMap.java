package org.bitsweep.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.complexity.LocalComplexity;
import org.bitsweep.complexity.Partition;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;

/** Complexities around single weights, measured as a run's probe {@code default} measured the whole. */
final class BlockMap {
    private static final int DEFAULT_MIN_LENGTH = 2;
    private static final int DEFAULT_SHIFT = 1;

    private final Decomposition decomposition;
    private final CtmTable table;

    private BlockMap(Decomposition decomposition, CtmTable table) {
        this.decomposition = decomposition;
        this.table = table;
    }

    /**
     * From a run's canonical configuration.
     *
     * @return empty if the run had no such probe, or one whose table is not among the shipped ones
     */
    static Optional<BlockMap> of(String config) {
        try {
            JsonNode probe = PageJson.read(config).at("/probes/complexity/default");
            String digest = probe.path("table").asText();
            for (String name : CtmTables.SHIPPED) {
                CtmTable table = CtmTables.load(name);
                if (table.digest().equals(digest)) {
                    Partition partition = Partition.of(
                            probe.path("partition").asText("ignore"),
                            probe.path("min-length").asInt(DEFAULT_MIN_LENGTH),
                            probe.path("shift").asInt(DEFAULT_SHIFT));
                    BlockShape block = BlockShape.parse(probe.path("block").asText());
                    return Optional.of(new BlockMap(new Decomposition(block, partition), table));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mean CTM of the blocks around each weight, in bits; NaN where there is none. */
    double[] values(BitMatrix signs) {
        if (decomposition.blocks(signs.rows(), signs.cols()) == 0) {
            double[] none = new double[signs.rows() * signs.cols()];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return LocalComplexity.of(decomposition, table, signs);
    }
}
