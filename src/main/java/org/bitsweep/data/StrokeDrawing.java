package org.bitsweep.data;

import org.bitsweep.bits.Rng;

/**
 * One digit as somebody might have drawn it: the strokes of {@link DigitStrokes}, bent, slanted, scaled and shifted at
 * random, with a pen of random thickness. Lengths are in units of the image's side.
 */
final class StrokeDrawing {
    private static final double BEND = 0.035;
    private static final double SLANT = 0.12;
    private static final double SHRINK = 0.15;
    private static final double SHIFT = 0.035;
    private static final double THINNEST = 0.07;
    private static final double THICKEST = 0.15;

    private final double[][] strokes;
    private final double thickness;

    private StrokeDrawing(double[][] strokes, double thickness) {
        this.strokes = strokes;
        this.thickness = thickness;
    }

    static StrokeDrawing random(int digit, Rng random) {
        double slant = SLANT * random.nextGaussian();
        double scaleX = 1 - SHRINK * random.nextDouble();
        double scaleY = 1 - SHRINK * random.nextDouble();
        double shiftX = 0.5 + SHIFT * random.nextGaussian();
        double shiftY = 0.5 + SHIFT * random.nextGaussian();
        double thickness = THINNEST + (THICKEST - THINNEST) * random.nextDouble();
        double[] bendX = bends(random);
        double[] bendY = bends(random);

        double[][] drawn = new double[DigitStrokes.of(digit).length][];
        for (int s = 0; s < drawn.length; s++) {
            double[] shape = DigitStrokes.of(digit)[s];
            drawn[s] = new double[shape.length];
            for (int p = 0; p < shape.length; p += 2) {
                double x = shape[p] + interpolate(bendX, shape[p], shape[p + 1]) - 0.5;
                double y = shape[p + 1] + interpolate(bendY, shape[p], shape[p + 1]) - 0.5;
                drawn[s][p] = scaleX * x - slant * y + shiftX;
                drawn[s][p + 1] = scaleY * y + shiftY;
            }
        }
        return new StrokeDrawing(drawn, thickness);
    }

    /**
     * Displacements at a 3x3 grid over the unit square: one field for all strokes, so that strokes that meet still do.
     */
    private static double[] bends(Rng random) {
        double[] grid = new double[9];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = BEND * random.nextGaussian();
        }
        return grid;
    }

    private static double interpolate(double[] grid, double x, double y) {
        int column = x < 0.5 ? 0 : 1;
        int row = y < 0.5 ? 0 : 1;
        double u = 2 * x - column;
        double v = 2 * y - row;
        int at = 3 * row + column;
        return (1 - v) * ((1 - u) * grid[at] + u * grid[at + 1]) + v * ((1 - u) * grid[at + 3] + u * grid[at + 4]);
    }

    /**
     * Draws into {@code size x size} pixels, row-major, from {@code pixels[start]} on: 1 where the pen was, 0 where it
     * was not, with an edge that falls off over the width of one pixel.
     */
    void render(int size, float[] pixels, int start) {
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double distance = Math.sqrt(squaredDistance((column + 0.5) / size, (row + 0.5) / size));
                double coverage = (thickness / 2 - distance) * size + 0.5;
                pixels[start + row * size + column] = (float) Math.min(1, Math.max(0, coverage));
            }
        }
    }

    private double squaredDistance(double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] stroke : strokes) {
            for (int p = 0; p + 3 < stroke.length; p += 2) {
                least = Math.min(least, squaredDistance(x, y, stroke[p], stroke[p + 1], stroke[p + 2], stroke[p + 3]));
            }
        }
        return least;
    }

    /** From the point (x, y) to the segment from (x0, y0) to (x1, y1). */
    private static double squaredDistance(double x, double y, double x0, double y0, double x1, double y1) {
        double alongX = x1 - x0;
        double alongY = y1 - y0;
        double length = alongX * alongX + alongY * alongY;
        double position = length == 0 ? 0 : ((x - x0) * alongX + (y - y0) * alongY) / length;
        double nearest = Math.min(1, Math.max(0, position));
        double dx = x - (x0 + nearest * alongX);
        double dy = y - (y0 + nearest * alongY);
        return dx * dx + dy * dy;
    }
}
