package org.bitsweep.nn;

/** How a layer's weights meet the samples of a batch. */
sealed interface Product permits Product.Plain, Product.Embedded, NoisyProduct {
    /** What flows in. */
    Signal from();

    /** The products, samples x the weights' outputStride. */
    void forward(int rows, float[] products);

    /** The same in training. */
    default void forwardInTraining(int rows, float[] products) {
        forward(rows, products);
    }

    /** From the gradient of the products that of what flows in; not called for the first layer. */
    void backward(int rows, float[] gradient, float[] below);

    /**
     * Updates the weights, after {@link #backward}.
     *
     * @return number of signs that changed
     */
    int update(int rows, float[] gradient);

    /** Each sample's values times the weights. */
    record Plain(Linear linear, Signal from) implements Product {
        @Override
        public void forward(int rows, float[] products) {
            linear.forward(rows, from, products);
        }

        @Override
        public void backward(int rows, float[] gradient, float[] below) {
            linear.backward(rows, gradient, below);
        }

        @Override
        public int update(int rows, float[] gradient) {
            return linear.update(rows, from, gradient);
        }
    }

    /**
     * Each sample's tokens, looked up and multiplied. Because the product is linear, every row of the tables is
     * multiplied once, and a sample's product is the sum of those of its tokens: far less work where samples are many
     * more than tokens.
     */
    final class Embedded implements Product {
        private final Linear linear;
        private final Embedding embedding;
        private final Signal tokens;
        /** Of the tables' rows. */
        private final float[] tableProducts;

        private final float[] tableGradient;
        private final float[] rowGradient;

        Embedded(Linear linear, Embedding embedding, Signal tokens) {
            this.linear = linear;
            this.embedding = embedding;
            this.tokens = tokens;
            int rows = embedding.rows().capacity();
            this.tableProducts = new float[rows * linear.outputStride];
            this.tableGradient = new float[rows * linear.outputStride];
            this.rowGradient = new float[rows * linear.inputStride];
        }

        @Override
        public Signal from() {
            return tokens;
        }

        @Override
        public void forward(int rows, float[] products) {
            linear.forward(embedding.rows().capacity(), embedding.rows(), tableProducts);
            embedding.gather(rows, tokens, tableProducts, products, linear.outputStride);
        }

        @Override
        public void backward(int rows, float[] gradient, float[] below) {
            throw new UnsupportedOperationException("nothing is below an embedding");
        }

        @Override
        public int update(int rows, float[] gradient) {
            int all = embedding.rows().capacity();
            embedding.scatter(rows, tokens, gradient, tableGradient, linear.outputStride);
            linear.backward(all, tableGradient, rowGradient);
            int flips = linear.update(all, embedding.rows(), tableGradient);
            return flips + embedding.update(rowGradient, linear.inputStride);
        }
    }
}
