package org.bitsweep.complexity;

import java.util.List;

/**
 * The weights of one layer.
 *
 * @param name for people
 * @param shape dimensions; more than two are flattened to the first by the product of the others, so that convolution
 *     weights are C_out x (C_in·H·W)
 * @param values row by row; kept, not copied
 */
public record WeightTensor(String name, List<Integer> shape, double[] values) {
    public WeightTensor {
        shape = List.copyOf(shape);
        long product = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (product != values.length) {
            throw new IllegalArgumentException(
                    "tensor " + name + " has " + values.length + " values for the shape " + shape);
        }
    }

    /** A matrix of weights. */
    public static WeightTensor matrix(String name, int rows, int cols, double[] values) {
        return new WeightTensor(name, List.of(rows, cols), values);
    }

    /** Rows of the matrix; 1 for one dimension. */
    public int rows() {
        return shape.size() < 2 ? 1 : shape.get(0);
    }

    /** Columns of the matrix. */
    public int cols() {
        return rows() == 0 ? 0 : values.length / rows();
    }
}
