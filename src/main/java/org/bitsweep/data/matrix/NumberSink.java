package org.bitsweep.data.matrix;

/** Numbers as they are, for the quantizer. */
final class NumberSink implements CellSink {
    private final String file;
    private int rows;
    private int cols;
    private double[] values;

    NumberSink(String file) {
        this.file = file;
    }

    @Override
    public void begin(int height, int width) {
        long bytes = 8L * height * width;
        if (bytes > Runtime.getRuntime().maxMemory() / 3 || (long) height * width > Integer.MAX_VALUE - 8) {
            throw new MatrixFormatException(
                    file,
                    "quantizing " + height + " x " + width + " numbers takes " + (bytes >> 20)
                            + " MiB, more than a third of this JVM's memory");
        }
        rows = height;
        cols = width;
        values = new double[height * width];
    }

    @Override
    public void set(int row, int col, double value) {
        values[row * cols + col] = value;
    }

    NumberMatrix numbers(String name) {
        return new NumberMatrix(name, rows, cols, values);
    }
}
