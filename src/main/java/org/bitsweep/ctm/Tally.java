package org.bitsweep.ctm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts of outputs as the enumeration meets them, before the symmetries are put back: those of machines with blank 0
 * whose first move is to the right and, in the plane, whose first move off the row is down.
 *
 * <p>Rectangles of up to 16 cells are counted in one flat array. Longer strings of the line have a map. Larger
 * rectangles of the plane count for the total only.
 */
public final class Tally {
    static final int MAX_CELLS = Blocks.MAX_CELLS;

    final int dim;
    final long[] small = new long[Blocks.COUNT];
    /** Strings of more than 16 symbols: the symbols as a number (first symbol = lowest bit) below a 1 that marks the end. */
    final Map<BigInteger, long[]> strings = new HashMap<>();
    /** Outputs of the plane with more than 16 cells: those of one row, and the others. */
    long largeRows;

    long large;

    public Tally(int dim) {
        this.dim = dim;
    }

    /** Counts a halt at this position with either symbol written, each of this weight. */
    void add(Machine m, int at, long weight) {
        int rows = m.maxY - m.minY + 1;
        int cols = m.maxX - m.minX + 1;
        if (rows * cols > MAX_CELLS) {
            if (dim == 1) {
                addString(m, at, weight);
            } else if (rows == 1) {
                largeRows += 2 * weight;
            } else {
                large += 2 * weight;
            }
            return;
        }
        int block = 0;
        for (int y = m.maxY; y >= m.minY; y--) {
            for (int x = m.maxX; x >= m.minX; x--) {
                block = block << 1 | m.symbol(x, y);
            }
        }
        int head = 1 << (m.row(at) - m.minY) * cols + m.column(at) - m.minX;
        int offset = Blocks.offset(rows, cols);
        small[offset + (block | head)] += weight;
        small[offset + (block & ~head)] += weight;
    }

    /**
     * Counts halts with either symbol written if the output is a rectangle of the plane that counts for the total only.
     *
     * @return whether it was
     */
    boolean addLarge(Machine m, long weight) {
        int rows = m.maxY - m.minY + 1;
        int cols = m.maxX - m.minX + 1;
        if (dim == 1 || rows * cols <= MAX_CELLS) {
            return false;
        }
        if (rows == 1) {
            largeRows += 2 * weight;
        } else {
            large += 2 * weight;
        }
        return true;
    }

    private void addString(Machine m, int at, long weight) {
        int length = m.maxX - m.minX + 1;
        byte[] bits = new byte[length / 8 + 1];
        for (int i = 0; i < length; i++) {
            if (m.symbol(m.minX + i, m.minY) != 0) {
                bits[bits.length - 1 - i / 8] |= (byte) (1 << i % 8);
            }
        }
        bits[bits.length - 1 - length / 8] |= (byte) (1 << length % 8);
        BigInteger string = new BigInteger(1, bits);
        int head = m.column(at) - m.minX;
        strings.computeIfAbsent(string.setBit(head), key -> new long[1])[0] += weight;
        strings.computeIfAbsent(string.clearBit(head), key -> new long[1])[0] += weight;
    }

    /** Adds the counts of another part of the same enumeration. */
    public void add(Tally other) {
        for (int i = 0; i < small.length; i++) {
            small[i] += other.small[i];
        }
        other.strings.forEach((string, count) -> strings.computeIfAbsent(string, key -> new long[1])[0] += count[0]);
        largeRows += other.largeRows;
        large += other.large;
    }

    /** The counts in a compact form: what does not occur takes no space. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(dim);
            out.writeLong(largeRows);
            out.writeLong(large);
            int before = -1;
            for (int i = 0; i < small.length; i++) {
                if (small[i] != 0) {
                    writeVariable(i - before, out);
                    writeVariable(small[i], out);
                    before = i;
                }
            }
            writeVariable(0, out);
            out.writeInt(strings.size());
            for (Map.Entry<BigInteger, long[]> entry : strings.entrySet()) {
                byte[] string = entry.getKey().toByteArray();
                writeVariable(string.length, out);
                out.write(string);
                writeVariable(entry.getValue()[0], out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Adds counts in the form that {@link #toBytes} gives.
     *
     * @throws IllegalArgumentException if it is something else; this tally is of no use then
     */
    public void add(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != dim) {
                throw new IllegalArgumentException("a tally of another dimension");
            }
            largeRows += in.readLong();
            large += in.readLong();
            int i = -1;
            for (long step = readVariable(in); step != 0; step = readVariable(in)) {
                i = Math.toIntExact(i + step);
                small[i] += readVariable(in);
            }
            for (int left = in.readInt(); left > 0; left--) {
                BigInteger string = new BigInteger(in.readNBytes(Math.toIntExact(readVariable(in))));
                strings.computeIfAbsent(string, key -> new long[1])[0] += readVariable(in);
            }
        } catch (IOException | ArithmeticException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("these bytes are no tally of an enumeration", e);
        }
    }

    private static void writeVariable(long value, DataOutputStream out) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long readVariable(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte part = in.readByte();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }
}
