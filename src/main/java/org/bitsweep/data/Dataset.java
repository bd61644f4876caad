package org.bitsweep.data;

/**
 * Labelled samples as they were loaded: {@code count x (height * width)} features, row-major, and a label a sample.
 * Images have pixels in [0, 1]; a row of features counts as an image of height 1, and its values are any. Immutable: the arrays that {@link #features()} and {@link #labels()} return are its own, for reading only.
 */
public final class Dataset {
    /** The longest array that every JVM allocates. */
    static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final int height;
    private final int width;
    private final int classes;
    private final float[] features;
    private final int[] labels;
    private final int officialTest;
    private final String digest;

    Dataset(int height, int width, int classes, float[] features, int[] labels, int officialTest, String digest) {
        if ((long) labels.length * height * width != features.length) {
            throw new IllegalArgumentException(labels.length + " images of " + height + "x" + width + " have "
                    + (long) labels.length * height * width + " pixels, not " + features.length);
        }
        if (officialTest < 0 || officialTest > labels.length) {
            throw new IllegalArgumentException(
                    "an official test set of " + officialTest + " samples does not fit into " + labels.length);
        }
        this.height = height;
        this.width = width;
        this.classes = classes;
        this.features = features;
        this.labels = labels;
        this.officialTest = officialTest;
        this.digest = digest;
    }

    /** Number of samples. */
    public int count() {
        return labels.length;
    }

    /** Rows of an image. */
    public int height() {
        return height;
    }

    /** Columns of an image. */
    public int width() {
        return width;
    }

    /** Number of classes; labels are 0 .. classes - 1. */
    public int classes() {
        return classes;
    }

    /** {@code count x (height * width)} pixels, row-major. */
    public float[] features() {
        return features;
    }

    /** A label a sample. */
    public int[] labels() {
        return labels;
    }

    /** How many of the last samples are the official test set; 0 if there is none. */
    public int officialTest() {
        return officialTest;
    }

    /**
     * SHA-256 in hexadecimal of what was loaded: of a generator's name, version and parameters, or of the decoded
     * content of files. {@link #resized} keeps it.
     */
    public String digest() {
        return digest;
    }

    /** All of this without the samples. */
    public DatasetFacts facts() {
        return new DatasetFacts(height, width, classes, count(), officialTest, digest);
    }

    /**
     * The same samples with images of another size, by a triangle filter whose support grows with the scale (see
     * {@link TriangleResize}).
     *
     * @throws IllegalArgumentException if the height or the width is not positive
     */
    public Dataset resized(int newHeight, int newWidth) {
        if (newHeight < 1 || newWidth < 1) {
            throw new IllegalArgumentException(
                    "images cannot be resized to " + newHeight + "x" + newWidth + ": both must be at least 1");
        }
        if (newHeight == height && newWidth == width) {
            return this;
        }
        long pixels = (long) labels.length * newHeight * newWidth;
        if (pixels > MOST_VALUES) {
            throw new IllegalArgumentException(labels.length + " images of " + newHeight + "x" + newWidth
                    + " have more pixels than an array holds");
        }
        TriangleResize resize = new TriangleResize(height, width, newHeight, newWidth);
        float[] pixelsOut = new float[(int) pixels];
        for (int i = 0; i < labels.length; i++) {
            resize.apply(features, i * height * width, pixelsOut, i * newHeight * newWidth);
        }
        return new Dataset(newHeight, newWidth, classes, pixelsOut, labels, officialTest, digest);
    }
}
