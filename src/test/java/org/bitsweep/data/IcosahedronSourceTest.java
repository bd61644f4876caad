package org.bitsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IcosahedronSourceTest {
    private final Dataset dataset = new IcosahedronSource().load(Opener.local());

    @Test
    void theTwelveVerticesHaveFiveNeighboursEach() {
        for (int v = 0; v < 12; v++) {
            int neighbours = 0;
            for (int w = 0; w < 12; w++) {
                neighbours += Math.abs(cosine(v, w) - 1 / Math.sqrt(5)) < 1e-12 ? 1 : 0;
            }
            assertThat(neighbours).isEqualTo(5);
        }
    }

    @Test
    void theScoreIsThePowerOfTheDegreesZeroToFour() {
        double[] scores = IcosahedronSource.scores();
        double[][][] harmonics = new double[12][5][];
        for (int v = 0; v < 12; v++) {
            for (int l = 0; l <= 4; l++) {
                harmonics[v][l] = harmonics(l, unit(v));
            }
        }

        for (int pattern = 0; pattern < scores.length; pattern++) {
            double power = 0;
            for (int l = 0; l <= 4; l++) {
                for (int m = 0; m <= 2 * l; m++) {
                    double coefficient = 0;
                    for (int v = 0; v < 12; v++) {
                        coefficient += (pattern >>> v & 1) * harmonics[v][l][m];
                    }
                    power += coefficient * coefficient;
                }
            }
            assertThat(scores[pattern]).isCloseTo(4 * Math.PI * power, within(1e-9));
        }
    }

    @Test
    void noneOfTheSixtyRotationsChangesALabel() {
        List<int[]> rotations = rotations();
        assertThat(rotations).hasSize(60);

        for (int[] rotation : rotations) {
            for (int pattern = 0; pattern < 4096; pattern++) {
                assertThat(dataset.labels()[rotated(pattern, rotation)]).isEqualTo(dataset.labels()[pattern]);
            }
        }
    }

    @Test
    void aPermutationThatIsNoRotationChangesLabels() {
        int[] swap = IntStream.range(0, 12).toArray();
        swap[0] = 1;
        swap[1] = 0;

        assertThat(IntStream.range(0, 4096)
                        .filter(p -> dataset.labels()[rotated(p, swap)] != dataset.labels()[p])
                        .count())
                .isGreaterThan(100);
    }

    /** 2,044 of 4,096, as an independent computation in NumPy has it: the median is a score that several patterns have. */
    @Test
    void theMedianCutsThePatternsInHalvesUpToTies() {
        assertThat(IntStream.of(dataset.labels()).sum()).isEqualTo(2044);
    }

    @Test
    void featuresAreTheBitsOfTheIndex() {
        assertThat(dataset.count()).isEqualTo(4096);
        assertThat(dataset.width()).isEqualTo(12);
        assertThat(Arrays.copyOfRange(dataset.features(), 12 * 0b100000000101, 12 * 0b100000000110))
                .containsExactly(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    /** All rotations that map vertices to vertices: one for each image of a vertex and of one of its neighbours. */
    private static List<int[]> rotations() {
        List<int[]> found = new ArrayList<>();
        int neighbour = neighbours(0).get(0);
        for (int image = 0; image < 12; image++) {
            for (int other : neighbours(image)) {
                found.add(rotation(unit(0), unit(neighbour), unit(image), unit(other)));
            }
        }
        return found;
    }

    private static List<Integer> neighbours(int v) {
        return IntStream.range(0, 12)
                .filter(w -> Math.abs(cosine(v, w) - 1 / Math.sqrt(5)) < 1e-12)
                .boxed()
                .toList();
    }

    /** The permutation of vertices by the rotation that maps the frame of (a, b) to that of (c, d). */
    private static int[] rotation(double[] a, double[] b, double[] c, double[] d) {
        double[][] from = {a, b, cross(a, b)};
        double[][] to = {c, d, cross(c, d)};
        int[] images = new int[12];
        for (int v = 0; v < 12; v++) {
            double[] coordinates = solve(from, unit(v));
            int image = -1;
            for (int w = 0; w < 12; w++) {
                double distance = 0;
                for (int axis = 0; axis < 3; axis++) {
                    double moved =
                            coordinates[0] * to[0][axis] + coordinates[1] * to[1][axis] + coordinates[2] * to[2][axis];
                    distance += Math.abs(moved - unit(w)[axis]);
                }
                image = distance < 1e-9 ? w : image;
            }
            images[v] = image;
        }
        assertThat(images).doesNotHaveDuplicates().doesNotContain(-1);
        return images;
    }

    /** Coordinates of x in a basis, by Cramer's rule. */
    private static double[] solve(double[][] basis, double[] x) {
        double all = determinant(basis[0], basis[1], basis[2]);
        return new double[] {
            determinant(x, basis[1], basis[2]) / all,
            determinant(basis[0], x, basis[2]) / all,
            determinant(basis[0], basis[1], x) / all
        };
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        double[] normal = cross(b, c);
        return a[0] * normal[0] + a[1] * normal[1] + a[2] * normal[2];
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static int rotated(int pattern, int[] images) {
        int rotated = 0;
        for (int v = 0; v < 12; v++) {
            rotated |= (pattern >>> v & 1) << images[v];
        }
        return rotated;
    }

    private static double cosine(int v, int w) {
        return unit(v)[0] * unit(w)[0] + unit(v)[1] * unit(w)[1] + unit(v)[2] * unit(w)[2];
    }

    private static double[] unit(int v) {
        double[] vertex = IcosahedronSource.vertex(v);
        double length = Math.sqrt((5 + Math.sqrt(5)) / 2);
        return new double[] {vertex[0] / length, vertex[1] / length, vertex[2] / length};
    }

    /** The real spherical harmonics of degree l: associated Legendre functions by their recurrence, sines and cosines. */
    private static double[] harmonics(int l, double[] point) {
        double azimuth = Math.atan2(point[1], point[0]);
        double[] values = new double[2 * l + 1];
        for (int m = 0; m <= l; m++) {
            double ratio = 1;
            for (int k = l - m + 1; k <= l + m; k++) {
                ratio /= k;
            }
            double norm = Math.sqrt((2 * l + 1) / (4 * Math.PI) * ratio) * legendre(l, m, point[2]);
            if (m == 0) {
                values[0] = norm;
            } else {
                values[2 * m - 1] = Math.sqrt(2) * norm * Math.cos(m * azimuth);
                values[2 * m] = Math.sqrt(2) * norm * Math.sin(m * azimuth);
            }
        }
        return values;
    }

    private static double legendre(int l, int m, double x) {
        double first = 1;
        for (int k = 1; k <= m; k++) {
            first *= (2 * k - 1) * Math.sqrt(1 - x * x);
        }
        double before = 0;
        double current = first;
        for (int degree = m + 1; degree <= l; degree++) {
            double next = ((2 * degree - 1) * x * current - (degree + m - 1) * before) / (degree - m);
            before = current;
            current = next;
        }
        return current;
    }
}
