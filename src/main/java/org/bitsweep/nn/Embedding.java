package org.bitsweep.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitsweep.bits.BitMatrix;
import org.bitsweep.bits.Flips;
import org.bitsweep.bits.Kernels;
import org.bitsweep.bits.Rng;

/** The tables of vectors of an {@link EmbeddingSpec}, one for each operand. Vectors start standard normal. */
final class Embedding {
    private final int tokens;
    private final int width;
    private final List<Table> tables = new ArrayList<>();

    /**
     * The tables below each other, operands · tokens rows of operands · width numbers: a row has its vector in the columns
     * of its operand, and zeros elsewhere.
     */
    private final Signal rows;

    Embedding(EmbeddingSpec spec, int operands, Kernels kernels, Optimizer optimizer, Rng rng) {
        this.tokens = spec.tokens();
        this.width = spec.width();
        this.rows = Signal.floats(operands * tokens, operands * width);
        for (int operand = 0; operand < operands; operand++) {
            tables.add(new Table(kernels, optimizer, rng));
        }
        refresh();
    }

    List<Table> tables() {
        return tables;
    }

    Signal rows() {
        return rows;
    }

    /** Each sample's sum of its tokens' rows. */
    void gather(int samples, Signal inputs, float[] tableRows, float[] sums, int stride) {
        for (int sample = 0; sample < samples; sample++) {
            int to = sample * stride;
            System.arraycopy(tableRows, row(inputs, sample, 0) * stride, sums, to, stride);
            for (int operand = 1; operand < tables.size(); operand++) {
                add(tableRows, row(inputs, sample, operand) * stride, sums, to, stride);
            }
        }
    }

    /** Each row's sum over the samples that have its token, in their order. */
    void scatter(int samples, Signal inputs, float[] values, float[] tableRows, int stride) {
        Arrays.fill(tableRows, 0f);
        for (int sample = 0; sample < samples; sample++) {
            for (int operand = 0; operand < tables.size(); operand++) {
                add(values, sample * stride, tableRows, row(inputs, sample, operand) * stride, stride);
            }
        }
    }

    private int row(Signal inputs, int sample, int operand) {
        return operand * tokens + (int) inputs.floats()[sample * inputs.stride() + operand];
    }

    private static void add(float[] from, int fromIndex, float[] to, int toIndex, int length) {
        for (int i = 0; i < length; i++) {
            to[toIndex + i] += from[fromIndex + i];
        }
    }

    /**
     * One update of all tables by the gradient of {@link #rows}.
     *
     * @return number of signs that changed
     */
    int update(float[] rowGradient, int stride) {
        int flips = 0;
        for (int operand = 0; operand < tables.size(); operand++) {
            flips += tables.get(operand).update(rowGradient, operand, stride);
        }
        refresh();
        return flips;
    }

    /** After the vectors have changed. */
    void refresh() {
        toRows(tables.stream().map(Table::latent).toList(), rows.floats());
    }

    /** Puts values in the layout of the tables into that of {@link #rows}. */
    void toRows(List<float[]> ofTables, float[] ofRows) {
        for (int operand = 0; operand < tables.size(); operand++) {
            for (int token = 0; token < tokens; token++) {
                System.arraycopy(
                        ofTables.get(operand), token * Kernels.padded(width), ofRows, rowAt(operand, token), width);
            }
        }
    }

    /** Adds values in the layout of {@link #rows} to those in that of the tables. */
    void addFromRows(float[] ofRows, List<float[]> ofTables) {
        for (int operand = 0; operand < tables.size(); operand++) {
            for (int token = 0; token < tokens; token++) {
                add(ofRows, rowAt(operand, token), ofTables.get(operand), token * Kernels.padded(width), width);
            }
        }
    }

    /** Where a vector begins in {@link #rows}. */
    private int rowAt(int operand, int token) {
        return (operand * tokens + token) * rows.stride() + operand * width;
    }

    /** @throws IllegalArgumentException if the inputs of a sample are not numbers of tokens */
    void requireTokens(float[] features, int from) {
        for (int operand = 0; operand < tables.size(); operand++) {
            float token = features[from + operand];
            if (!(token >= 0 && token < tokens && token == (int) token)) {
                throw new IllegalArgumentException("an input is " + token + ", expected a token's number, 0 to "
                        + (tokens - 1) + ", because of network.embedding");
            }
        }
    }

    /** One operand's vectors, tokens x width, as PyTorch lays an embedding out. */
    final class Table implements LayerView {
        private final int stride = Kernels.padded(width);
        private final float[] latent = new float[tokens * stride];
        private final float[] gradient = new float[latent.length];
        private final BitMatrix signs = new BitMatrix(tokens, width);
        private final Flips flips = new Flips(signs.words().length);
        private final Kernels kernels;
        private final Optimizer.Update update;

        private Table(Kernels kernels, Optimizer optimizer, Rng rng) {
            this.kernels = kernels;
            this.update = optimizer.update(latent.length);
            for (int token = 0; token < tokens; token++) {
                for (int i = 0; i < width; i++) {
                    latent[token * stride + i] = (float) rng.nextGaussian();
                }
            }
            replaced();
        }

        private int update(float[] rowGradient, int operand, int rowStride) {
            for (int token = 0; token < tokens; token++) {
                int row = (operand * tokens + token) * rowStride + operand * width;
                System.arraycopy(rowGradient, row, gradient, token * stride, width);
            }
            update.apply(0, latent.length, latent, gradient);
            flips.clear();
            kernels.packSigns(0, tokens, width, latent, stride, signs.words(), flips);
            return flips.count();
        }

        /** The vectors, tokens x stride; the padding stays 0. */
        float[] latent() {
            return latent;
        }

        /** After the vectors have been replaced from outside. */
        void replaced() {
            kernels.packSigns(0, tokens, width, latent, stride, signs.words(), null);
        }

        /** Numbers in a vector. */
        @Override
        public boolean isTable() {
            return true;
        }

        @Override
        public int inputWidth() {
            return width;
        }

        /** Number of vectors. */
        @Override
        public int outputWidth() {
            return tokens;
        }

        @Override
        public boolean binarized() {
            return false;
        }

        @Override
        public BitMatrix signs() {
            return signs;
        }

        @Override
        public Flips flips() {
            return flips;
        }

        @Override
        public float latentWeight(int output, int input) {
            return latent[output * stride + input];
        }

        @Override
        public float effectiveWeight(int output, int input) {
            return latentWeight(output, input);
        }

        @Override
        public float weightGradient(int output, int input) {
            return gradient[output * stride + input];
        }

        /** @throws UnsupportedOperationException always: what a table gives is an input of the first layer */
        @Override
        public float activation(int sample, int unit) {
            throw new UnsupportedOperationException("an embedding has no activations of its own");
        }
    }
}
