package org.bitsweep.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bitsweep.bits.Rng;

/**
 * The resamples of a set of runs with replacement: 2,000, and the same for every set of that size, so that they depend
 * neither on the order of rows nor on how they are spread over machines.
 */
final class Resamples {
    /** How many resamples there are. */
    static final int COUNT = 2_000;

    /** So many are given out together, because a statistic can then read each run once for all of them. */
    static final int BLOCK = 16;

    /** Sets of this size and smaller ones are remembered: 8 MB at most. */
    private static final int LARGEST_REMEMBERED = 1_000;

    private static final int MOST_REMEMBERED = 8;

    private static final Map<Integer, int[][]> REMEMBERED = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, int[][]> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private Resamples() {}

    /**
     * Hands over all resamples, block by block: by resample and run how often the run was drawn. The arrays must not be
     * changed, nor kept.
     */
    static void forEachBlock(int runs, Consumer<int[][]> consumer) {
        if (runs <= LARGEST_REMEMBERED) {
            int[][] all = remembered(runs);
            for (int from = 0; from < COUNT; from += BLOCK) {
                consumer.accept(Arrays.copyOfRange(all, from, from + BLOCK));
            }
            return;
        }
        Rng rng = rng();
        int[][] block = new int[BLOCK][runs];
        for (int from = 0; from < COUNT; from += BLOCK) {
            draw(rng, block);
            consumer.accept(block);
        }
    }

    private static int[][] remembered(int runs) {
        synchronized (REMEMBERED) {
            return REMEMBERED.computeIfAbsent(runs, size -> {
                int[][] all = new int[COUNT][size];
                draw(rng(), all);
                return all;
            });
        }
    }

    private static Rng rng() {
        return Rng.stream(0, "bootstrap");
    }

    private static void draw(Rng rng, int[][] counts) {
        for (int[] count : counts) {
            Arrays.fill(count, 0);
            for (int i = 0; i < count.length; i++) {
                count[rng.nextInt(count.length)]++;
            }
        }
    }
}
