package org.bitsweep.bits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Batch normalisation, a vector of columns at a time: its sums and factors stay in registers. */
final class VectorNorm {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.floats();
    private static final int LANES = FLOATS.length();

    private VectorNorm() {}

    static void normalise(
            int rows,
            int stride,
            float[] y,
            float[] z,
            float epsilon,
            float[] scale,
            float[] shift,
            float[] mean,
            float[] variance,
            float[] inverse) {
        for (int j = 0; j < stride; j += LANES) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int r = 0, i = j; r < rows; r++, i += stride) {
                sum = sum.add(FloatVector.fromArray(FLOATS, y, i));
            }
            FloatVector average = sum.div(rows);
            FloatVector squares = FloatVector.zero(FLOATS);
            for (int r = 0, i = j; r < rows; r++, i += stride) {
                FloatVector centred = FloatVector.fromArray(FLOATS, y, i).sub(average);
                squares = centred.fma(centred, squares);
            }
            FloatVector spread = squares.div(rows);
            FloatVector factor =
                    FloatVector.broadcast(FLOATS, 1f).div(spread.add(epsilon).lanewise(VectorOperators.SQRT));
            FloatVector gain = FloatVector.fromArray(FLOATS, scale, j);
            FloatVector offset = FloatVector.fromArray(FLOATS, shift, j);
            for (int r = 0, i = j; r < rows; r++, i += stride) {
                FloatVector normalised =
                        FloatVector.fromArray(FLOATS, y, i).sub(average).mul(factor);
                normalised.intoArray(y, i);
                gain.fma(normalised, offset).intoArray(z, i);
            }
            average.intoArray(mean, j);
            spread.intoArray(variance, j);
            factor.intoArray(inverse, j);
        }
    }

    static void normaliseBackward(
            int rows,
            int stride,
            float[] normalised,
            float[] g,
            float[] scale,
            float[] inverse,
            float[] scaleGradient,
            float[] shiftGradient) {
        for (int j = 0; j < stride; j += LANES) {
            FloatVector sum = FloatVector.zero(FLOATS);
            FloatVector product = sum;
            for (int r = 0, i = j; r < rows; r++, i += stride) {
                FloatVector gradient = FloatVector.fromArray(FLOATS, g, i);
                sum = sum.add(gradient);
                product = gradient.fma(FloatVector.fromArray(FLOATS, normalised, i), product);
            }
            FloatVector meanGradient = sum.div(rows);
            FloatVector meanProduct = product.div(rows);
            FloatVector factor = FloatVector.fromArray(FLOATS, scale, j).mul(FloatVector.fromArray(FLOATS, inverse, j));
            for (int r = 0, i = j; r < rows; r++, i += stride) {
                FloatVector centred = FloatVector.fromArray(FLOATS, g, i).sub(meanGradient);
                FloatVector.fromArray(FLOATS, normalised, i)
                        .neg()
                        .fma(meanProduct, centred)
                        .mul(factor)
                        .intoArray(g, i);
            }
            sum.intoArray(shiftGradient, j);
            product.intoArray(scaleGradient, j);
        }
    }

    static void affine(int rows, int stride, float[] y, float[] z, float[] factor, float[] offset) {
        for (int j = 0; j < stride; j += LANES) {
            FloatVector gain = FloatVector.fromArray(FLOATS, factor, j);
            FloatVector shift = FloatVector.fromArray(FLOATS, offset, j);
            for (int r = 0, i = j; r < rows; r++, i += stride) {
                FloatVector.fromArray(FLOATS, y, i).fma(gain, shift).intoArray(z, i);
            }
        }
    }

    static void columnSums(int rows, int stride, float[] x, float[] sums) {
        for (int j = 0; j < stride; j += LANES) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int r = 0, i = j; r < rows; r++, i += stride) {
                sum = sum.add(FloatVector.fromArray(FLOATS, x, i));
            }
            sum.intoArray(sums, j);
        }
    }
}
