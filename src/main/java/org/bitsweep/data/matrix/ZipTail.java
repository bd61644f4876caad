package org.bitsweep.data.matrix;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps the end of an archive that is read as a stream: its last record says how many entries there are. The JDK's reader
 * takes an archive that was cut off between two entries for a whole one.
 */
final class ZipTail extends FilterInputStream {
    private static final int RECORD = 22;
    private static final int KEPT = 1024;
    private static final int ENTRIES = 10;

    private final byte[] last = new byte[KEPT];
    private long end;

    ZipTail(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            last[(int) (end++ % KEPT)] = (byte) one;
        }
        return one;
    }

    @Override
    public int read(byte[] to, int from, int most) throws IOException {
        int many = super.read(to, from, most);
        for (int i = Math.max(0, many - KEPT); i < many; i++) {
            last[(int) ((end + i) % KEPT)] = to[from + i];
        }
        end += Math.max(many, 0);
        return many;
    }

    /** Reads on to the end and returns the number of entries; -1 if the record that tells it is missing. */
    int entries() throws IOException {
        byte[] rest = new byte[KEPT];
        while (read(rest, 0, KEPT) >= 0) {
            continue;
        }
        for (long at = end - RECORD; at >= Math.max(0, end - KEPT); at--) {
            if (kept(at) == 'P' && kept(at + 1) == 'K' && kept(at + 2) == 5 && kept(at + 3) == 6) {
                return kept(at + ENTRIES) | kept(at + ENTRIES + 1) << 8;
            }
        }
        return -1;
    }

    private int kept(long at) {
        return last[(int) (at % KEPT)] & 0xff;
    }
}
