package org.bitsweep.ctm;

import java.io.*;

public final class CtmTables {
    public static CtmTable load(String nameOrPath, org.bitsweep.data.Opener o) throws IOException {
        CtmTable t = new CtmTable();
        t.v = new long[65536];
        t.name = nameOrPath;
        try (BufferedReader r = new BufferedReader(new InputStreamReader(new java.util.zip.GZIPInputStream(
                new FileInputStream("/work/shared/data/ctm/pybdm-b2-d4x4.tsv.gz"))))) {
            String line;
            while ((line = r.readLine()) != null) {
                String[] f = line.split("\t");
                if (f[0].equals("4x4")) {
                    t.v[Integer.parseInt(new StringBuilder(f[1]).reverse().toString(), 2)] =
                            Math.round(Double.parseDouble(f[2]) * 0x1p40);
                }
            }
        }
        return t;
    }
}
