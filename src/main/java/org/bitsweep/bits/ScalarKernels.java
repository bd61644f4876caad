package org.bitsweep.bits;

import java.util.Arrays;

/** The kernels in plain Java: the reference of the vector tier, and what runs where the Vector API does not. */
final class ScalarKernels implements Kernels {
    @Override
    public void gemm(int m, int n, int depth, float[] a, int lda, Factor b, float[] c, int ldc, Scratch scratch) {
        multiply(0, m, n, depth, a, lda, 1, b, c, ldc, scratch);
    }

    @Override
    public void gemmTransposed(
            int from, int to, int n, int depth, float[] a, int lda, Factor b, float[] c, int ldc, Scratch scratch) {
        multiply(from, to, n, depth, a, 1, lda, b, c, ldc, scratch);
    }

    private static void multiply(
            int from,
            int to,
            int n,
            int depth,
            float[] a,
            int rowStride,
            int stepStride,
            Factor b,
            float[] c,
            int ldc,
            Scratch scratch) {
        for (int i = from; i < to; i++) {
            Arrays.fill(c, i * ldc, i * ldc + n, 0f);
        }
        float[] panel = scratch.panel;
        for (int j = 0; j < n; j += LANES) {
            for (int k0 = 0; k0 < depth; k0 += Scratch.DEPTH) {
                int k1 = Math.min(k0 + Scratch.DEPTH, depth);
                b.unpack(k0, k1, j, LANES, panel);
                for (int i = from; i < to; i++) {
                    int row = i * ldc + j;
                    for (int k = k0; k < k1; k++) {
                        float factor = a[i * rowStride + k * stepStride];
                        int step = (k - k0) * LANES;
                        for (int lane = 0; lane < LANES; lane++) {
                            c[row + lane] = Math.fma(factor, panel[step + lane], c[row + lane]);
                        }
                    }
                }
            }
        }
    }

    @Override
    public void xnorGemm(int m, int outputs, int bits, long[] a, long[] w, float[] y, int ldy, Scratch scratch) {
        int words = (bits + 63) >>> 6;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < outputs; j++) {
                int unequal = 0;
                for (int k = 0; k < words; k++) {
                    unequal += Long.bitCount(a[i * words + k] ^ w[j * words + k]);
                }
                y[i * ldy + j] = bits - 2 * unequal;
            }
            Arrays.fill(y, i * ldy + outputs, i * ldy + Kernels.padded(outputs), 0f);
        }
    }

    @Override
    public void packSigns(int from, int to, int cols, float[] x, int ldx, long[] out, Flips flips) {
        int words = (cols + 63) >>> 6;
        for (int r = from; r < to; r++) {
            for (int k = 0; k < words; k++) {
                int first = r * ldx + 64 * k;
                int count = Math.min(64, cols - 64 * k);
                long word = 0;
                for (int b = 0; b < count; b++) {
                    word |= (Float.floatToRawIntBits(x[first + b]) > 0 ? 1L : 0L) << b;
                }
                if (flips != null) {
                    flips.add(r * words + k, word ^ out[r * words + k]);
                }
                out[r * words + k] = word;
            }
        }
    }

    @Override
    public void normalise(
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
        columnSums(rows, stride, y, mean);
        for (int j = 0; j < stride; j++) {
            mean[j] /= rows;
            variance[j] = 0f;
        }
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                float centred = y[row + j] - mean[j];
                variance[j] = Math.fma(centred, centred, variance[j]);
            }
        }
        for (int j = 0; j < stride; j++) {
            variance[j] /= rows;
            inverse[j] = 1f / (float) Math.sqrt(variance[j] + epsilon);
        }
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                float normalised = (y[row + j] - mean[j]) * inverse[j];
                y[row + j] = normalised;
                z[row + j] = Math.fma(scale[j], normalised, shift[j]);
            }
        }
    }

    @Override
    public void normaliseBackward(
            int rows,
            int stride,
            float[] normalised,
            float[] g,
            float[] scale,
            float[] inverse,
            float[] scaleGradient,
            float[] shiftGradient) {
        columnSums(rows, stride, g, shiftGradient);
        Arrays.fill(scaleGradient, 0, stride, 0f);
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                scaleGradient[j] = Math.fma(g[row + j], normalised[row + j], scaleGradient[j]);
            }
        }
        for (int j = 0; j < stride; j++) {
            float meanGradient = shiftGradient[j] / rows;
            float meanProduct = scaleGradient[j] / rows;
            float factor = scale[j] * inverse[j];
            for (int r = 0; r < rows; r++) {
                int i = r * stride + j;
                g[i] = factor * Math.fma(-normalised[i], meanProduct, g[i] - meanGradient);
            }
        }
    }

    @Override
    public void affine(int rows, int stride, float[] y, float[] z, float[] factor, float[] offset) {
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                z[row + j] = Math.fma(y[row + j], factor[j], offset[j]);
            }
        }
    }

    @Override
    public void columnSums(int rows, int stride, float[] x, float[] sums) {
        Arrays.fill(sums, 0, stride, 0f);
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int j = 0; j < stride; j++) {
                sums[j] += x[row + j];
            }
        }
    }

    @Override
    public void adam(int from, int to, float[] p, float[] g, float[] m, float[] v, AdamCoefficients step) {
        for (int i = from; i < to; i++) {
            float gradient = Math.fma(step.decay, p[i], g[i]);
            float mean = Math.fma(step.keep1, m[i], step.take1 * gradient);
            float square = Math.fma(step.keep2, v[i], step.take2 * gradient * gradient);
            m[i] = mean;
            v[i] = square;
            float denominator = Math.fma((float) Math.sqrt(square), step.rootScale, step.epsilon);
            p[i] = step.keep * p[i] - step.rate * mean / denominator;
        }
    }

    @Override
    public void descend(int from, int to, float[] p, float[] g, float[] m, float rate, float momentum, float decay) {
        for (int i = from; i < to; i++) {
            float velocity = Math.fma(momentum, m[i], Math.fma(decay, p[i], g[i]));
            m[i] = velocity;
            p[i] = Math.fma(-rate, velocity, p[i]);
        }
    }

    @Override
    public void apply(Function function, int n, float[] x, float[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = Elements.apply(function, x[i]);
        }
    }

    @Override
    public void extend(int n, float[] x, float[] ends) {
        for (int i = 0; i < n; i++) {
            ends[0] = Math.min(ends[0], x[i]);
            ends[1] = Math.max(ends[1], x[i]);
        }
    }

    @Override
    public void quantize(int n, float[] x, float[] y, float step, float least, float most) {
        for (int i = 0; i < n; i++) {
            y[i] = (Math.min(Math.max(x[i] / step, least), most) + Elements.ROUNDER - Elements.ROUNDER) * step;
        }
    }

    @Override
    public void markInside(int n, float[] x, float low, float high, int[] inside) {
        for (int i = 0; i < n; i++) {
            inside[i] = x[i] >= low && x[i] <= high ? -1 : 0;
        }
    }

    @Override
    public void keepInside(int n, int[] inside, float[] g) {
        for (int i = 0; i < n; i++) {
            g[i] = inside[i] == 0 ? 0f : g[i];
        }
    }

    @Override
    public void scaleBySlope(Slope slope, int from, int to, float[] x, float[] g) {
        for (int i = from; i < to; i++) {
            g[i] *= Elements.slope(slope, x[i]);
        }
    }
}
