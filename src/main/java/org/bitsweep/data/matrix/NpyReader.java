package org.bitsweep.data.matrix;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's {@code .npy}, format versions 1 to 3 (NumPy enhancement proposal 1): booleans, signed and unsigned integers and
 * floats of 1 to 8 bytes, of either byte order, in C or Fortran order. An array of one dimension is a matrix of one row;
 * more than two dimensions are flattened to the first by the product of the others, as convolution weights are. Pickled
 * objects are refused without being looked at.
 */
final class NpyReader {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern HEADER =
            Pattern.compile("\\s*\\{\\s*'descr'\\s*:\\s*'([^']*)'\\s*,\\s*'fortran_order'\\s*:\\s*(True|False)\\s*,"
                    + "\\s*'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)\\s*,?\\s*\\}\\s*");
    private static final Pattern TYPE = Pattern.compile("([<>|=]?)([biuf])([1248])");

    private final String file;
    private final DataInputStream in;

    private NpyReader(String file, InputStream in) {
        this.file = file;
        this.in = new DataInputStream(in);
    }

    static void read(String file, InputStream in, CellSink sink) throws IOException {
        try {
            new NpyReader(file, in).read(sink);
        } catch (EOFException e) {
            throw new MatrixFormatException(file, "the file ends before its array does");
        }
    }

    private void read(CellSink sink) throws IOException {
        byte[] magic = new byte[MAGIC.length];
        in.readFully(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw bad("no .npy file: it does not begin with \\x93NUMPY");
        }
        int major = in.readUnsignedByte();
        in.readUnsignedByte();
        if (major < 1 || major > 3) {
            throw bad("format version " + major + " of .npy is unknown");
        }
        int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
        if (major > 1) {
            length |= Short.reverseBytes(in.readShort()) << 16;
        }
        if (length < 0 || length > LONGEST_HEADER) {
            throw bad("a header of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] header = new byte[length];
        in.readFully(header);
        String text = new String(header, StandardCharsets.UTF_8);
        if (text.matches("(?s).*'descr'\\s*:\\s*'[<>|=]?O.*")) {
            throw bad("pickled Python objects are not read");
        }
        Matcher matcher = HEADER.matcher(text);
        if (!matcher.matches()) {
            throw bad("arrays of such a type are not read: " + text.strip());
        }
        Matcher type = TYPE.matcher(matcher.group(1));
        if (!type.matches() || type.group(2).equals("f") && type.group(3).equals("1")) {
            throw bad("numbers of type '" + matcher.group(1) + "' are not read");
        }
        long[] shape = shape(matcher.group(3));
        boolean fortran = matcher.group(2).equals("True") && shape.length > 1;
        if (fortran && shape.length > 2) {
            throw bad("an array of " + shape.length + " dimensions in Fortran order is not read");
        }
        long rows = shape.length > 1 ? shape[0] : 1;
        long cols = shape.length > 1 ? product(shape, 1) : product(shape, 0);
        MatrixLimits.check(file, rows, cols);
        sink.begin((int) rows, (int) cols);
        elements((int) rows, (int) cols, fortran, type, sink);
        if (in.read() >= 0) {
            throw bad("the file goes on behind its array");
        }
    }

    private void elements(int rows, int cols, boolean fortran, Matcher type, CellSink sink) throws IOException {
        char kind = type.group(2).charAt(0);
        int size = type.group(3).charAt(0) - '0';
        int lines = fortran ? cols : rows;
        int perLine = fortran ? rows : cols;
        int perRead = Math.min(perLine, 1 << 16);
        byte[] bytes = new byte[perRead * size];
        ByteBuffer buffer = ByteBuffer.wrap(bytes)
                .order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int line = 0; line < lines; line++) {
            for (int from = 0; from < perLine; from += perRead) {
                int many = Math.min(perRead, perLine - from);
                in.readFully(bytes, 0, many * size);
                for (int i = 0; i < many; i++) {
                    double value = number(buffer, i * size, kind, size);
                    sink.set(fortran ? from + i : line, fortran ? line : from + i, value);
                }
            }
        }
    }

    private static double number(ByteBuffer bytes, int at, char kind, int size) {
        if (kind == 'f') {
            return switch (size) {
                case 2 -> half(bytes.getShort(at));
                case 4 -> bytes.getFloat(at);
                default -> bytes.getDouble(at);
            };
        }
        long signed = switch (size) {
            case 1 -> bytes.get(at);
            case 2 -> bytes.getShort(at);
            case 4 -> bytes.getInt(at);
            default -> bytes.getLong(at);
        };
        if (kind != 'u') {
            return signed;
        }
        return size == 8 ? (signed >>> 1) * 2.0 + (signed & 1) : signed & (1L << 8 * size) - 1;
    }

    /** IEEE 754 binary16. */
    static double half(short bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double magnitude = exponent == 31
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.scalb(1.0, exponent - 25);
        return bits < 0 ? -magnitude : magnitude;
    }

    private long[] shape(String text) {
        return Arrays.stream(text.split(","))
                .map(part -> part.strip().replace("L", ""))
                .filter(part -> !part.isEmpty())
                .mapToLong(this::dimension)
                .toArray();
    }

    private long dimension(String text) {
        if (text.length() > 18 || !text.chars().allMatch(Character::isDigit)) {
            throw bad("a dimension of '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private long product(long[] shape, int from) {
        long product = 1;
        for (int i = from; i < shape.length; i++) {
            // Beyond the limit the exact size no longer matters, but an overflow would.
            product = shape[i] == 0 ? 0 : Math.min(product * Math.min(shape[i], 1L << 31), 1L << 31);
        }
        return product;
    }

    private MatrixFormatException bad(String what) {
        return new MatrixFormatException(file, what);
    }
}
