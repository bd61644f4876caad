package org.bitsweep.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bitsweep.data.matrix.PngWriter;

/**
 * An image of samples: a row for each class, with the first of its samples from left to right. The least of all values is
 * black, the greatest white. A sample of one row of features is a band.
 */
final class SampleSheet {
    private static final int GAP = 4;
    private static final int PAPER = 0x2166ac;
    private static final int USUAL_SIDE = 56;
    private static final int LEAST_HEIGHT = 16;
    private static final int MOST_CLASSES = 100;

    private final float[] features;
    private final int height;
    private final int width;
    private final int zoom;
    private final int stretch;
    /** The samples of each class that are shown; -1 where there are no more. */
    private final int[][] shown;

    /** @param each how many samples of a class */
    SampleSheet(float[] features, int[] labels, int classes, int height, int width, int each) {
        this.features = features;
        this.height = height;
        this.width = width;
        this.zoom = Math.max(1, USUAL_SIDE / Math.max(height, width));
        this.stretch = Math.max(zoom, LEAST_HEIGHT / height);
        this.shown = new int[Math.min(classes, MOST_CLASSES)][each];
        int[] filled = new int[classes];
        for (int[] row : shown) {
            Arrays.fill(row, -1);
        }
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            if (label < shown.length && filled[label] < each) {
                shown[label][filled[label]++] = i;
            }
        }
    }

    void write(Path target) throws IOException {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float feature : features) {
            least = Math.min(least, feature);
            greatest = Math.max(greatest, feature);
        }
        float from = least;
        float span = greatest > least ? greatest - least : 1;
        int cellHeight = height * stretch + GAP;
        int cellWidth = width * zoom + GAP;
        try (OutputFile file = new OutputFile(target)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file.temporary()))) {
                PngWriter.write(out, shown.length * cellHeight + GAP, shown[0].length * cellWidth + GAP, (row, col) -> {
                    int y = row - GAP;
                    int x = col - GAP;
                    if (y < 0 || x < 0 || y % cellHeight >= height * stretch || x % cellWidth >= width * zoom) {
                        return PAPER;
                    }
                    int sample = shown[y / cellHeight][x / cellWidth];
                    if (sample < 0) {
                        return PAPER;
                    }
                    int pixel = y % cellHeight / stretch * width + x % cellWidth / zoom;
                    float value = features[sample * height * width + pixel];
                    return 0x010101 * Math.round(255 * (value - from) / span);
                });
            }
            file.publish();
        }
    }
}
