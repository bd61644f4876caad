package org.bitsweep.bits;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels of a training step for a batch of 128, by layer size. Every trial ends with a comparison against the scalar
 * tier, bit by bit. Run by {@code org.openjdk.jmh.Main} on the test class path, with {@code submit/jvm.options}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelsBenchmark {
    private static final int ROWS = 128;

    /** Inputs x outputs. */
    @Param({"100x32", "32x16", "512x512", "2048x512", "2048x2048"})
    public String size;

    private final Kernels kernels = Tier.selected().kernels();
    private final Kernels reference = new ScalarKernels();
    private final Scratch scratch = new Scratch();
    private int inputs;
    private int outputs;
    private int inputStride;
    private int outputStride;
    private float[] x;
    private float[] g;
    private float[] y;
    private float[] dx;
    private float[] w;
    private float[] dw;
    private BitMatrix bits;
    private BitMatrix signs;
    private Check check = k -> new float[0];

    /** Repeats what was measured, with any kernels, and returns its output. */
    private interface Check {
        float[] run(Kernels kernels);
    }

    @Setup
    public void prepare() {
        String[] sides = size.split("x");
        inputs = Integer.parseInt(sides[0]);
        outputs = Integer.parseInt(sides[1]);
        inputStride = Kernels.padded(inputs);
        outputStride = Kernels.padded(outputs);
        x = matrix(ROWS, inputs, inputStride);
        g = matrix(ROWS, outputs, outputStride);
        w = matrix(outputs, inputs, inputStride);
        y = new float[ROWS * outputStride];
        dx = new float[ROWS * inputStride];
        dw = new float[outputs * inputStride];
        bits = new BitMatrix(ROWS, inputs);
        signs = new BitMatrix(outputs, inputs);
        reference.packSigns(0, ROWS, inputs, x, inputStride, bits.words(), null);
        reference.packSigns(0, outputs, inputs, w, inputStride, signs.words(), null);
    }

    private static float[] matrix(int rows, int cols, int stride) {
        Rng rng = Rng.stream(rows + cols, "benchmark");
        float[] values = new float[rows * stride];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                values[r * stride + c] = (float) rng.nextGaussian();
            }
        }
        return values;
    }

    @TearDown
    public void compareWithScalarTier() {
        float[] measured = check.run(kernels).clone();
        if (!Arrays.equals(measured, check.run(reference))) {
            throw new AssertionError("the tiers differ");
        }
    }

    private float[] run(Check work) {
        check = work;
        return work.run(kernels);
    }

    @Benchmark
    public float[] floatBySigns() {
        return run(k -> {
            k.gemm(ROWS, outputStride, inputs, x, inputStride, new Factor.SignColumns(signs), y, outputStride, scratch);
            return y;
        });
    }

    @Benchmark
    public float[] floatByFloat() {
        return run(k -> {
            k.gemm(
                    ROWS,
                    outputStride,
                    inputs,
                    x,
                    inputStride,
                    new Factor.Columns(w, inputStride, outputs),
                    y,
                    outputStride,
                    scratch);
            return y;
        });
    }

    @Benchmark
    public float[] signsBySigns() {
        return run(k -> {
            k.xnorGemm(ROWS, outputs, inputs, bits.words(), signs.words(), y, outputStride, scratch);
            return y;
        });
    }

    @Benchmark
    public float[] gradientOfInputs() {
        return run(k -> {
            k.gemm(ROWS, inputStride, outputs, g, outputStride, new Factor.SignRows(signs), dx, inputStride, scratch);
            return dx;
        });
    }

    @Benchmark
    public float[] gradientOfWeights() {
        return run(k -> {
            k.gemmTransposed(
                    0,
                    outputs,
                    inputStride,
                    ROWS,
                    g,
                    outputStride,
                    new Factor.Rows(x, inputStride),
                    dw,
                    inputStride,
                    scratch);
            return dw;
        });
    }

    @Benchmark
    public float[] packSigns() {
        return run(k -> {
            k.packSigns(0, outputs, inputs, w, inputStride, signs.words(), null);
            return w;
        });
    }

    @Benchmark
    public float[] normalise() {
        float[] ones = new float[outputStride];
        Arrays.fill(ones, 1f);
        return run(k -> {
            float[] source = g.clone();
            k.normalise(
                    ROWS,
                    outputStride,
                    source,
                    y,
                    1e-5f,
                    ones,
                    new float[outputStride],
                    new float[outputStride],
                    new float[outputStride],
                    new float[outputStride]);
            return y;
        });
    }

    @Benchmark
    public float[] adam() {
        AdamCoefficients step = new AdamCoefficients(0.9, 0.999, 1e-8, 0, 0);
        step.prepare(1, 1e-3);
        return run(k -> {
            float[] parameters = w.clone();
            k.adam(0, parameters.length, parameters, w, new float[w.length], new float[w.length], step);
            return parameters;
        });
    }
}
