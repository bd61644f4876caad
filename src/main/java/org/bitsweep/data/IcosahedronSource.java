package org.bitsweep.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The generator {@code icosahedron-rule}: all 4,096 patterns of 12 bits on the vertices of an icosahedron, with a label
 * that no rotation of the icosahedron changes. In the manner of Shwartz-Ziv and Tishby 2017, "Opening the black box of
 * deep neural networks via information", whose formula is not public: this one is the project's own.
 *
 * <p>A pattern is the function on the sphere with a point mass at each vertex whose bit is 1. Its coefficient of the
 * spherical harmonic Y_lm is the sum of Y_lm over these vertices, and its power of degree l, the sum of the squared
 * coefficients over m, is the same for a rotated pattern (Kazhdan et al. 2003). The score is the power of the degrees 0
 * to 4 in all; the label is 1 for scores above the median of all patterns, which are 2,044 of them.
 *
 * <p>By the addition theorem the power of degree l is (2l + 1) / 4π times the sum over pairs (v, w) of set vertices of
 * the Legendre polynomial P_l(v · w), and v · w is 1, ±1/√5 or -1. So the score is a number of set bits and of pairs, of
 * which {@link #score} makes use: patterns of equal score have equal bits in it.
 *
 * <p>Sample i is pattern i; feature k is bit k, 0 or 1, the least significant first. Vertex 4s + t, for s from 0 to 2 and
 * t from 0 to 3, is (0, y, z) with y = ±1 and z = ±φ, its coordinates moved on s places in a cycle; y is negative for odd
 * t, z for t above 1; φ is the golden ratio.
 */
public record IcosahedronSource() implements DatasetSource {
    /** Bits of a pattern. */
    static final int VERTICES = 12;

    private static final int VERSION = 1;
    private static final int PATTERNS = 1 << VERTICES;
    private static final double GOLDEN = (1 + Math.sqrt(5)) / 2;

    /** How two different vertices lie to each other: v · w is 1/√5, -1/√5 or -1. */
    private enum Pair {
        NEIGHBOURS,
        APART,
        ANTIPODES
    }

    @Override
    public String kind() {
        return "icosahedron-rule";
    }

    @Override
    public Dataset load(Opener opener) {
        double[] scores = scores();
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double median = (sorted[PATTERNS / 2 - 1] + sorted[PATTERNS / 2]) / 2;
        float[] features = new float[PATTERNS * VERTICES];
        int[] labels = new int[PATTERNS];
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            for (int k = 0; k < VERTICES; k++) {
                features[pattern * VERTICES + k] = pattern >>> k & 1;
            }
            labels[pattern] = scores[pattern] > median ? 1 : 0;
        }
        return new Dataset(1, VERTICES, 2, features, labels, 0, digest());
    }

    @Override
    public Optional<DatasetFacts> facts() {
        return Optional.of(new DatasetFacts(1, VERTICES, 2, PATTERNS, 0, digest()));
    }

    @Override
    public List<String> files(Opener opener) {
        return List.of();
    }

    /** Of every pattern, the power of the degrees 0 to 4, times 4π. */
    static double[] scores() {
        Pair[][] pairs = new Pair[VERTICES][VERTICES];
        for (int v = 0; v < VERTICES; v++) {
            for (int w = 0; w < v; w++) {
                pairs[v][w] = pair(vertex(v), vertex(w));
            }
        }
        double[] scores = new double[PATTERNS];
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            scores[pattern] = score(pattern, pairs);
        }
        return scores;
    }

    /** The coordinates of a vertex, at a distance of √(φ + 2) from the origin. */
    static double[] vertex(int number) {
        int turn = number / 4;
        double[] vertex = new double[3];
        vertex[(1 + turn) % 3] = number % 2 == 0 ? 1 : -1;
        vertex[(2 + turn) % 3] = number % 4 < 2 ? GOLDEN : -GOLDEN;
        return vertex;
    }

    private static Pair pair(double[] v, double[] w) {
        double product = v[0] * w[0] + v[1] * w[1] + v[2] * w[2];
        return product > 0 ? Pair.NEIGHBOURS : product > -2 ? Pair.APART : Pair.ANTIPODES;
    }

    /**
     * The sum over l from 0 to 4 of (2l + 1) · Σ P_l(v · w), for which P_1 .. P_4 are 1/√5, -1/5, -1/√5, -1/5 for
     * neighbours, the same with both irrational signs changed for vertices apart, and -1, 1, -1, 1 for antipodes. The
     * integer parts are exact, so that equal counts give equal bits.
     */
    private static double score(int pattern, Pair[][] pairs) {
        int[] counts = new int[Pair.values().length];
        for (int v = 0; v < VERTICES; v++) {
            for (int w = 0; w < v; w++) {
                if ((pattern >>> v & pattern >>> w & 1) == 1) {
                    counts[pairs[v][w].ordinal()]++;
                }
            }
        }
        int set = Integer.bitCount(pattern);
        int neighbours = counts[Pair.NEIGHBOURS.ordinal()];
        int apart = counts[Pair.APART.ordinal()];
        int antipodes = counts[Pair.ANTIPODES.ordinal()];
        // Times 5: all that is rational is whole.
        int rational = 5 * set * set + 120 * set + 40 * antipodes - 28 * (neighbours + apart);
        return (rational - 8 * Math.sqrt(5) * (neighbours - apart)) / 5;
    }

    private static String digest() {
        return new DatasetDigest("icosahedron-rule/" + VERSION).hex();
    }
}
