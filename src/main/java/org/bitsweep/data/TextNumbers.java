package org.bitsweep.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringTokenizer;

/**
 * A text file of numbers, separated by blanks, as many in every line.
 *
 * @param path where it was, for messages
 * @param columns numbers in a line
 * @param values of all lines
 */
record TextNumbers(String path, int columns, float[] values) {
    int rows() {
        return values.length / columns;
    }

    /**
     * Reads to the end; the stream stays open.
     *
     * @throws IllegalArgumentException if the content is not as described, naming the line
     */
    static TextNumbers read(InputStream in, String path) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII), 1 << 16);
        float[] values = new float[1 << 12];
        int filled = 0;
        int columns = 0;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            StringTokenizer tokens = new StringTokenizer(line);
            if (!tokens.hasMoreTokens()) {
                continue;
            }
            int start = filled;
            while (tokens.hasMoreTokens()) {
                if (filled == values.length) {
                    values = Arrays.copyOf(values, grown(values.length, path));
                }
                values[filled++] = number(tokens.nextToken(), path, number);
            }
            if (columns > 0 && filled - start != columns) {
                throw new IllegalArgumentException(path + ", line " + number + ": expected " + columns
                        + " numbers as in the first line and found " + (filled - start));
            }
            columns = filled - start;
        }
        if (filled == 0) {
            throw new IllegalArgumentException(path + " is empty: expected lines of numbers");
        }
        return new TextNumbers(path, columns, Arrays.copyOf(values, filled));
    }

    private static int grown(int length, String path) {
        if (length == Dataset.MOST_VALUES) {
            throw new IllegalArgumentException(path + " has more numbers than an array holds");
        }
        return (int) Math.min(Dataset.MOST_VALUES, 2L * length);
    }

    private static float number(String text, String path, int line) {
        try {
            float value = Float.parseFloat(text);
            if (!Float.isNaN(value) && !Float.isInfinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(path + ", line " + line + ": expected a number and found " + text, e);
        }
        throw new IllegalArgumentException(path + ", line " + line + ": expected a finite number and found " + text);
    }
}
