package org.bitsweep.data.matrix;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Numbers in lines, {@code .csv} and {@code .txt}. Separators are commas, semicolons, tabs and spaces; a {@code .txt} line
 * without any is a string of the digits 0 and 1. Empty lines are passed over. A CSV's first line may be a header.
 */
final class TextReader {
    private static final int LONGEST_NUMBER = 64;

    private final String file;
    private final boolean digits;
    private final StringBuilder token = new StringBuilder();
    private double[] values = new double[1024];
    private int count;
    private int cols = -1;
    private int rows;
    private int lineStart;
    private int line = 1;
    private boolean pendingSeparator;
    private boolean header;

    private TextReader(String file, boolean digits) {
        this.file = file;
        this.digits = digits;
    }

    static void csv(String file, InputStream in, CellSink sink) throws IOException {
        new TextReader(file, false).read(in, sink);
    }

    static void txt(String file, InputStream in, CellSink sink) throws IOException {
        new TextReader(file, true).read(in, sink);
    }

    private void read(InputStream raw, CellSink sink) throws IOException {
        InputStream in = new BufferedInputStream(raw, 1 << 16);
        for (int symbol = in.read(); symbol >= 0; symbol = in.read()) {
            symbol(symbol);
        }
        endOfLine();
        MatrixLimits.check(file, rows, Math.max(cols, 0));
        sink.begin(rows, cols);
        for (int i = 0; i < count; i++) {
            sink.set(i / cols, i % cols, values[i]);
        }
    }

    private void symbol(int symbol) {
        switch (symbol) {
            case '\n' -> {
                endOfLine();
                line++;
            }
            case '\r', ' ', '\t' -> endOfToken();
            case ',', ';' -> {
                endOfToken();
                if (pendingSeparator || count == lineStart && !header) {
                    throw bad("an empty field");
                }
                pendingSeparator = true;
            }
            default -> {
                token.append((char) symbol);
                if (token.length() > LONGEST_NUMBER) {
                    longToken();
                }
            }
        }
    }

    /** Too long for a number: digits of a string, or nothing that is read. */
    private void longToken() {
        if (!isDigits()) {
            throw bad("'" + token.substring(0, 12) + "…' is no number");
        }
        splitDigits();
    }

    private boolean isDigits() {
        return digits && token.chars().allMatch(c -> c == '0' || c == '1');
    }

    private void splitDigits() {
        for (int i = 0; i < token.length(); i++) {
            put(token.charAt(i) - '0');
        }
        token.setLength(0);
    }

    private void endOfToken() {
        if (token.length() == 0) {
            return;
        }
        if (isDigits()) {
            splitDigits();
        } else {
            number(token.toString());
        }
        token.setLength(0);
    }

    private void number(String text) {
        String plain = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        pendingSeparator = false;
        if (header) {
            return;
        }
        if (digits && plain.length() > 1 && plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw bad("'" + plain + "' is no string of 0 and 1; numbers of several digits are read from .csv");
        }
        try {
            put(Double.parseDouble(plain));
        } catch (NumberFormatException e) {
            if (!digits && line == 1 && count == 0) {
                header = true;
                return;
            }
            throw bad("'" + (plain.length() > 20 ? plain.substring(0, 20) + "…" : plain) + "' is no number");
        }
    }

    private void put(double value) {
        if (count == values.length) {
            if (count >= MatrixLimits.CELLS / 2
                    || 24L * count > Runtime.getRuntime().maxMemory()) {
                throw bad("too many numbers for this JVM's memory; .npy needs less");
            }
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
        pendingSeparator = false;
    }

    private void endOfLine() {
        endOfToken();
        if (pendingSeparator) {
            throw bad("an empty field");
        }
        int fields = count - lineStart;
        if (header) {
            header = false;
        } else if (fields > 0) {
            if (cols >= 0 && fields != cols) {
                throw bad("the row has " + fields + " columns, those before have " + cols);
            }
            cols = fields;
            rows++;
        }
        lineStart = count;
    }

    private MatrixFormatException bad(String what) {
        return new MatrixFormatException(file, "line " + line + ": " + what);
    }
}
