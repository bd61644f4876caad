package org.bitsweep.data.matrix;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Portable bit maps, {@code P1} (text) and {@code P4} (packed); black is 1, as the format has it. */
final class PbmReader {
    private static final int LONGEST_NUMBER = 9;

    private final String file;
    private final InputStream in;

    private PbmReader(String file, InputStream in) {
        this.file = file;
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    static void read(String file, InputStream in, CellSink sink) throws IOException {
        new PbmReader(file, in).read(sink);
    }

    private void read(CellSink sink) throws IOException {
        int p = in.read();
        int kind = in.read();
        if (p != 'P' || kind != '1' && kind != '4') {
            throw new MatrixFormatException(file, "no bit map: it begins with neither P1 nor P4");
        }
        int cols = number();
        int rows = number();
        MatrixLimits.check(file, rows, cols);
        sink.begin(rows, cols);
        for (int row = 0; row < rows; row++) {
            int packed = 0;
            for (int col = 0; col < cols; col++) {
                if (kind == '1') {
                    sink.set(row, col, digit());
                } else {
                    packed = (col & 7) == 0 ? next() : packed << 1;
                    sink.set(row, col, packed >> 7 & 1);
                }
            }
        }
    }

    private int number() throws IOException {
        int symbol = skipSpace();
        int number = 0;
        int length = 0;
        while (symbol >= '0' && symbol <= '9' && length < LONGEST_NUMBER) {
            number = 10 * number + symbol - '0';
            length++;
            symbol = next();
        }
        if (length == 0 || !Character.isWhitespace(symbol)) {
            throw new MatrixFormatException(file, "width and height of the bit map are not two numbers");
        }
        return number;
    }

    private int digit() throws IOException {
        int symbol = skipSpace();
        if (symbol != '0' && symbol != '1') {
            throw new MatrixFormatException(file, "'" + (char) symbol + "' in a bit map of 0 and 1");
        }
        return symbol - '0';
    }

    /** The next byte that is neither white space nor part of a comment. */
    private int skipSpace() throws IOException {
        int symbol = next();
        while (Character.isWhitespace(symbol) || symbol == '#') {
            while (symbol == '#' && next() != '\n') {
                continue;
            }
            symbol = next();
        }
        return symbol;
    }

    private int next() throws IOException {
        int symbol = in.read();
        if (symbol < 0) {
            throw new MatrixFormatException(file, "the file ends before its bit map does");
        }
        return symbol;
    }
}
