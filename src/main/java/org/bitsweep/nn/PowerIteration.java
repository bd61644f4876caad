package org.bitsweep.nn;

/**
 * The largest eigenvalue of a symmetric matrix that is known by its products with vectors: the one that is largest in size
 * by power iteration, and, if that is negative, from there the largest by iteration on the matrix shifted by it.
 */
final class PowerIteration {
    /** A symmetric matrix. */
    interface Matrix {
        /** Writes the product with a vector; both are cut into tensors alike. */
        void times(float[][] vector, float[][] product);
    }

    private final Matrix matrix;
    private final int most;
    private final double tolerance;
    private final float[][] product;
    private int products;

    /**
     * @param most products in either iteration
     * @param tolerance residual at which to stop, as a share of the eigenvalue
     * @param like tensors of the sizes of vectors
     */
    PowerIteration(Matrix matrix, int most, double tolerance, float[][] like) {
        this.matrix = matrix;
        this.most = most;
        this.tolerance = tolerance;
        this.product = zeros(like);
    }

    /** @param start a vector that is not 0 */
    Sharpness run(float[][] start) {
        Sharpness dominant = iterate(copy(start), 0);
        return dominant.eigenvalue() < 0 ? iterate(copy(start), dominant.eigenvalue()) : dominant;
    }

    private Sharpness iterate(float[][] vector, double shift) {
        scale(vector, 1 / Math.sqrt(dot(vector, vector)));
        double eigenvalue = 0;
        double residual = 0;
        for (int i = 0; i < most; i++) {
            matrix.times(vector, product);
            products++;
            add(vector, -shift, product);
            eigenvalue = dot(vector, product);
            double size = Math.sqrt(dot(product, product));
            // What the product has besides λv: the difference of squares would be all rounding.
            residual = distance(product, vector, eigenvalue);
            if (residual <= tolerance * Math.abs(eigenvalue + shift) || size == 0) {
                break;
            }
            for (int t = 0; t < vector.length; t++) {
                System.arraycopy(product[t], 0, vector[t], 0, vector[t].length);
            }
            scale(vector, 1 / size);
        }
        return new Sharpness(eigenvalue + shift, residual, products);
    }

    static float[][] zeros(float[][] like) {
        float[][] zeros = new float[like.length][];
        for (int t = 0; t < like.length; t++) {
            zeros[t] = new float[like[t].length];
        }
        return zeros;
    }

    private static float[][] copy(float[][] tensors) {
        float[][] copy = new float[tensors.length][];
        for (int t = 0; t < tensors.length; t++) {
            copy[t] = tensors[t].clone();
        }
        return copy;
    }

    private static double dot(float[][] a, float[][] b) {
        double sum = 0;
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < a[t].length; i++) {
                sum += (double) a[t][i] * b[t][i];
            }
        }
        return sum;
    }

    private static double distance(float[][] a, float[][] b, double factor) {
        double sum = 0;
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < a[t].length; i++) {
                double difference = a[t][i] - factor * b[t][i];
                sum += difference * difference;
            }
        }
        return Math.sqrt(sum);
    }

    private static void add(float[][] from, double factor, float[][] to) {
        if (factor != 0) {
            for (int t = 0; t < from.length; t++) {
                for (int i = 0; i < from[t].length; i++) {
                    to[t][i] += (float) (factor * from[t][i]);
                }
            }
        }
    }

    private static void scale(float[][] tensors, double factor) {
        for (float[] tensor : tensors) {
            for (int i = 0; i < tensor.length; i++) {
                tensor[i] = (float) (factor * tensor[i]);
            }
        }
    }
}
