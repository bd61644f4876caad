package org.bitsweep.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.complexity.BitEntropy;
import org.bitsweep.complexity.BlockCounts;
import org.bitsweep.complexity.BlockShape;
import org.bitsweep.complexity.Compressor;
import org.bitsweep.complexity.Decomposition;
import org.bitsweep.complexity.Normalization;
import org.bitsweep.complexity.Quantizer;
import org.bitsweep.complexity.Qubd;
import org.bitsweep.complexity.WeightTensor;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.data.matrix.NumberMatrix;

/** All that {@code complexity} prints about one matrix. */
final class Measurement {
    private static final long MOST_CELLS_TO_COMPRESS = 1 << 24;

    private final Set<String> columns;
    private final Decomposition decomposition;
    private final CtmTable table;
    private final int dim;
    private final BlockCounts counts;
    private final Normalization normalization;

    /**
     * @param columns the fields that will be printed; null for all
     */
    Measurement(Decomposition decomposition, CtmTable table, int dim, Set<String> columns) {
        this.columns = columns;
        this.decomposition = decomposition;
        this.table = table;
        this.dim = dim;
        this.normalization = new Normalization(decomposition, table);
        this.counts = new BlockCounts(decomposition);
    }

    /** The bit planes of a matrix of numbers, the plane of the least bit first. */
    List<ObjectNode> of(NumberMatrix numbers, Quantizer quantizer) {
        int[] levels;
        try {
            levels = quantizer.levels(numbers.values());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(numbers.name() + ": " + e.getMessage(), e);
        }
        List<ObjectNode> planes = new ArrayList<>();
        double qubd = 0;
        for (BitMatrix plane : quantizer.planes(levels, numbers.rows(), numbers.cols())) {
            ObjectNode row = of(numbers.name(), plane);
            qubd += row.get("bdm").asDouble();
            row.put("plane", planes.size());
            planes.add(row);
        }
        for (ObjectNode row : planes) {
            row.put("qubd", qubd).put("qubd_per_weight", qubd / levels.length);
        }
        return planes;
    }

    boolean hasNoBlock(int rows, int cols) {
        return (dim == 1 ? decomposition.blocks(1, Math.multiplyExact(rows, cols)) : decomposition.blocks(rows, cols))
                == 0;
    }

    /** Adds QuBD of the numbers in random order, and the measured one as a percentage of it. */
    void compare(List<ObjectNode> planes, NumberMatrix numbers, Quantizer quantizer, long seed, int permutations) {
        if (!decomposition.equals(Decomposition.ignore(new BlockShape(4, 4)))) {
            throw new IllegalArgumentException("--permutations needs 4x4 blocks and the partition ignore");
        }
        WeightTensor tensor = WeightTensor.matrix(numbers.name(), numbers.rows(), numbers.cols(), numbers.values());
        Qubd.Permuted reference = new Qubd(quantizer, table).permuted(List.of(tensor), seed, permutations);
        for (ObjectNode row : planes) {
            row.put("qubd_permuted", reference.mean());
            put(
                    row,
                    "qubd_permuted_deviation",
                    Double.isNaN(reference.deviation())
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(reference.deviation()));
            row.put("qubd_percent", 100 * row.get("qubd").asDouble() / reference.mean());
        }
    }

    ObjectNode of(String name, BitMatrix matrix) {
        BitMatrix object = dim == 1 ? matrix.flattened() : matrix;
        counts.clear();
        counts.add(object);
        if (counts.total() == 0) {
            throw new IllegalArgumentException(name + ": the object of " + object.rows() + " x " + object.cols()
                    + " cells has no block of " + decomposition.block()
                    + (object.rows() == 1 && dim == 2 ? "; --dim 1 measures strings" : ""));
        }
        double bdm = counts.bdm(table);
        double entropy = counts.entropy();
        ObjectNode row = Json.object();
        row.put("file", name)
                .put("rows", matrix.rows())
                .put("cols", matrix.cols())
                .put("dim", dim)
                .put("block", decomposition.block().toString())
                .put("partition", decomposition.partition().label())
                .put("table", table.name())
                .put("bdm", bdm);
        put(row, "nbdm", normalization.bdm(counts, bdm));
        row.put("entropy", entropy);
        put(row, "nentropy", normalization.entropy(counts, entropy));
        row.put("bit_entropy", BitEntropy.of(matrix))
                .put("entropy_per_bit", entropy / decomposition.block().cells())
                .put("blocks", counts.total())
                .put("distinct", counts.distinct())
                .put("ones", matrix.cardinality());
        for (Compressor compressor : Compressor.values()) {
            String field = compressor.name().toLowerCase(Locale.ROOT) + "_bytes";
            if (wantsSize(field, (long) matrix.rows() * matrix.cols())) {
                row.put(field, compressor.size(matrix));
            } else {
                row.putNull(field);
            }
        }
        return row;
    }

    /** Compressing takes minutes where BDM takes a second: large matrices are compressed only if asked for by name. */
    private boolean wantsSize(String field, long cells) {
        return columns == null ? cells <= MOST_CELLS_TO_COMPRESS : columns.contains(field);
    }

    private static void put(ObjectNode row, String field, OptionalDouble value) {
        if (value.isPresent()) {
            row.put(field, value.getAsDouble());
        } else {
            row.putNull(field);
        }
    }
}
