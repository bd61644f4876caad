package org.bitsweep.nn;

import java.util.Arrays;
import org.bitsweep.bits.Factor;
import org.bitsweep.bits.Function;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Scratch;

/**
 * Each sample's values times weights with multiplicative Gaussian noise, N(θ, αθ²), α learnt for each weight. By local
 * reparametrization (Kingma, Salimans and Welling 2015, "Variational dropout and the local reparameterization trick") the
 * noise is drawn for products and not for weights: {@code y = γ + √δ ε} with γ = xθᵀ and δ = x²(αθ²)ᵀ.
 */
final class NoisyProduct implements Product {
    private final Linear linear;
    private final Signal from;
    private final Kernels kernels;
    private final Scratch scratch = new Scratch();
    private final WeightNoise noise;
    private final Optimizer.Update update;
    /** ln α, outputs x inputStride. */
    private final float[] logAlpha;
    /** α θ². */
    private final float[] variances;

    private final Factor varianceColumns;
    private final Factor varianceRows;
    private final float[] squaredInputs;
    private final Factor squaredInputFactor;
    /** δ, then ε / 2√δ: the derivative of a product by its δ. */
    private final float[] slopes;
    /** Gradient of δ. */
    private final float[] deltaGradient;

    private final float[] squaresBelow;
    /** Gradient of the variances, then of ln α. */
    private final float[] gradient;
    /** What the noise adds to the gradient of θ. */
    private final float[] added;

    private final float[] priorSlopes;
    private final float[] reflected;
    private boolean noisy;

    NoisyProduct(Linear linear, Signal from, Kernels kernels, int capacity, Optimizer optimizer, WeightNoise noise) {
        this.linear = linear;
        this.from = from;
        this.kernels = kernels;
        this.noise = noise;
        int size = linear.latent.length;
        this.update = optimizer.update(size);
        this.logAlpha = new float[size];
        this.variances = new float[size];
        this.varianceColumns = new Factor.Columns(variances, linear.inputStride, linear.outputs);
        this.varianceRows = new Factor.Rows(variances, linear.inputStride);
        this.squaredInputs = new float[capacity * linear.inputStride];
        this.squaredInputFactor = new Factor.Rows(squaredInputs, linear.inputStride);
        this.slopes = new float[capacity * linear.outputStride];
        this.deltaGradient = new float[slopes.length];
        this.squaresBelow = new float[squaredInputs.length];
        this.gradient = new float[size];
        this.added = new float[size];
        this.priorSlopes = new float[size];
        this.reflected = new float[size];
        Arrays.fill(logAlpha, (float) noise.logVariance());
        refresh();
    }

    /** ln α, outputs x inputStride; live. */
    float[] logAlpha() {
        return logAlpha;
    }

    /** Gradient of ln α in the last update. */
    float[] gradient() {
        return gradient;
    }

    /** The divergence of all weights from their prior, in nats. */
    double nats() {
        double nats = 0;
        for (int o = 0; o < linear.outputs; o++) {
            for (int i = 0; i < linear.inputs; i++) {
                nats += LogUniformPrior.nats(logAlpha[o * linear.inputStride + i]);
            }
        }
        return nats;
    }

    /** After ln α or the weights have changed. */
    void refresh() {
        kernels.apply(Function.EXP, logAlpha.length, logAlpha, variances);
        for (int i = 0; i < variances.length; i++) {
            variances[i] *= linear.latent[i] * linear.latent[i];
        }
    }

    @Override
    public Signal from() {
        return from;
    }

    @Override
    public void forward(int rows, float[] products) {
        linear.forward(rows, from, products);
        noisy = false;
    }

    @Override
    public void forwardInTraining(int rows, float[] products) {
        forward(rows, products);
        noisy = true;
        float[] x = from.floats();
        for (int i = 0; i < rows * linear.inputStride; i++) {
            squaredInputs[i] = x[i] * x[i];
        }
        kernels.gemm(
                rows,
                linear.outputStride,
                linear.inputs,
                squaredInputs,
                linear.inputStride,
                varianceColumns,
                slopes,
                linear.outputStride,
                scratch);
        for (int r = 0; r < rows; r++) {
            int row = r * linear.outputStride;
            for (int i = row; i < row + linear.outputs; i++) {
                float epsilon = (float) noise.rng().nextGaussian();
                float deviation = (float) Math.sqrt(slopes[i]);
                products[i] = Math.fma(deviation, epsilon, products[i]);
                // Where δ is 0, so is every gradient that this is a factor of.
                slopes[i] = deviation > 0 ? epsilon / (2 * deviation) : 0f;
            }
        }
    }

    @Override
    public void backward(int rows, float[] dy, float[] below) {
        linear.backward(rows, dy, below);
        if (!noisy) {
            return;
        }
        differentiateDelta(rows, dy);
        kernels.gemm(
                rows,
                linear.inputStride,
                linear.outputs,
                deltaGradient,
                linear.outputStride,
                varianceRows,
                squaresBelow,
                linear.inputStride,
                scratch);
        float[] x = from.floats();
        for (int i = 0; i < rows * linear.inputStride; i++) {
            below[i] = Math.fma(2 * x[i], squaresBelow[i], below[i]);
        }
    }

    private void differentiateDelta(int rows, float[] dy) {
        for (int i = 0; i < rows * linear.outputStride; i++) {
            deltaGradient[i] = dy[i] * slopes[i];
        }
    }

    @Override
    public int update(int rows, float[] dy) {
        differentiateDelta(rows, dy);
        kernels.gemmTransposed(
                0,
                linear.outputs,
                linear.inputStride,
                rows,
                deltaGradient,
                linear.outputStride,
                squaredInputFactor,
                gradient,
                linear.inputStride,
                scratch);
        kernels.apply(Function.EXP, logAlpha.length, logAlpha, added);
        LogUniformPrior.slopes(kernels, logAlpha.length, logAlpha, priorSlopes, reflected);
        float share = (float) noise.share();
        for (int i = 0; i < gradient.length; i++) {
            added[i] *= 2 * linear.latent[i] * gradient[i];
            gradient[i] = Math.fma(share, priorSlopes[i], gradient[i] * variances[i]);
        }
        update.apply(0, logAlpha.length, logAlpha, gradient);
        for (int i = 0; i < logAlpha.length; i++) {
            logAlpha[i] = (float) Math.max(-WeightNoiseSpec.MOST, Math.min(WeightNoiseSpec.MOST, logAlpha[i]));
        }
        int flips = linear.update(rows, from, dy, added);
        refresh();
        return flips;
    }
}
