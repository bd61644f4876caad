package org.bitsweep.run;

/** The values of {@code dataset.kind}. */
public enum DatasetKind {
    STROKES(true, "digits 0 to 9, drawn by code"),
    SINCOS(true, "noisy sine and cosine waves of one or two periods, four classes"),
    BOOLEAN(true, "a random Boolean function of n bits"),
    MODULAR_ADDITION(true, "pairs of numbers from 0 to p - 1 with their sum mod p"),
    ICOSAHEDRON_RULE(true, "patterns on the vertices of an icosahedron, with a label that no rotation changes"),
    IDX(false, "a folder with the IDX files of MNIST or Fashion-MNIST"),
    HAR(false, "UCI HAR, its 561 features: a folder or .zip"),
    HAR_SIGNALS(false, "UCI HAR, its nine signals of 128 values: a folder or .zip"),
    CSV(false, "a CSV file with a column of labels"),
    TABLE(false, "Parquet, or whatever else Spark reads, with a column of labels");

    private final boolean generator;
    private final String what;

    DatasetKind(boolean generator, String what) {
        this.generator = generator;
        this.what = what;
    }

    /** Whether it needs no files. */
    public boolean generator() {
        return generator;
    }

    /** A few words about it. */
    public String what() {
        return what;
    }
}
