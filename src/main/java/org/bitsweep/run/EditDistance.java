package org.bitsweep.run;

import java.util.Collection;
import java.util.Comparator;

/** Levenshtein distance: the fewest insertions, deletions and replacements of one character. */
public final class EditDistance {
    private EditDistance() {}

    /**
     * The known path that a wrong one was most probably meant to be: that with the nearest last key.
     *
     * @param known not empty
     */
    public static String nearest(String wrong, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String path) -> between(lastKey(path), lastKey(wrong)))
                        .thenComparingInt(path -> between(path, wrong)))
                .orElseThrow();
    }

    private static String lastKey(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    static int between(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
