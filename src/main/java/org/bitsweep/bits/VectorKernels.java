package org.bitsweep.bits;

/** The kernels on the Vector API, lanes over outputs, several outputs in registers. */
final class VectorKernels implements Kernels {
    @Override
    public void gemm(int m, int n, int depth, float[] a, int lda, Factor b, float[] c, int ldc, Scratch scratch) {
        VectorGemm.gemm(m, n, depth, a, lda, b, c, ldc, scratch);
    }

    @Override
    public void gemmTransposed(
            int from, int to, int n, int depth, float[] a, int lda, Factor b, float[] c, int ldc, Scratch scratch) {
        VectorGemm.gemmTransposed(from, to, n, depth, a, lda, b, c, ldc, scratch);
    }

    @Override
    public void xnorGemm(int m, int outputs, int bits, long[] a, long[] w, float[] y, int ldy, Scratch scratch) {
        VectorXnor.multiply(m, outputs, bits, a, w, y, ldy, scratch);
    }

    @Override
    public void packSigns(int from, int to, int cols, float[] x, int ldx, long[] out, Flips flips) {
        VectorSigns.pack(from, to, cols, x, ldx, out, flips);
    }

    @Override
    public void packProductSigns(
            int m,
            int n,
            int depth,
            float[] a,
            int lda,
            Factor.SignColumns b,
            float[] factor,
            float[] offset,
            float[] spare,
            long[] out,
            Scratch scratch) {
        if (!VectorProductSigns.pays(m, n, depth, factor, offset)
                || !VectorProductSigns.pack(m, n, depth, a, lda, b, factor, offset, out, scratch)) {
            Kernels.super.packProductSigns(m, n, depth, a, lda, b, factor, offset, spare, out, scratch);
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
        VectorNorm.normalise(rows, stride, y, z, epsilon, scale, shift, mean, variance, inverse);
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
        VectorNorm.normaliseBackward(rows, stride, normalised, g, scale, inverse, scaleGradient, shiftGradient);
    }

    @Override
    public void affine(int rows, int stride, float[] y, float[] z, float[] factor, float[] offset) {
        VectorNorm.affine(rows, stride, y, z, factor, offset);
    }

    @Override
    public void columnSums(int rows, int stride, float[] x, float[] sums) {
        VectorNorm.columnSums(rows, stride, x, sums);
    }

    @Override
    public void adam(int from, int to, float[] p, float[] g, float[] m, float[] v, AdamCoefficients step) {
        VectorElements.adam(from, to, p, g, m, v, step);
    }

    @Override
    public void descend(int from, int to, float[] p, float[] g, float[] m, float rate, float momentum, float decay) {
        VectorElements.descend(from, to, p, g, m, rate, momentum, decay);
    }

    @Override
    public void apply(Function function, int n, float[] x, float[] y) {
        VectorElements.apply(function, n, x, y);
    }

    @Override
    public void extend(int n, float[] x, float[] ends) {
        VectorLevels.extend(n, x, ends);
    }

    @Override
    public void quantize(int n, float[] x, float[] y, float step, float least, float most) {
        VectorLevels.quantize(n, x, y, step, least, most);
    }

    @Override
    public void markInside(int n, float[] x, float low, float high, int[] inside) {
        VectorLevels.markInside(n, x, low, high, inside);
    }

    @Override
    public void keepInside(int n, int[] inside, float[] g) {
        VectorLevels.keepInside(n, inside, g);
    }

    @Override
    public void scaleBySlope(Slope slope, int from, int to, float[] x, float[] g) {
        VectorElements.scaleBySlope(slope, from, to, x, g);
    }
}
