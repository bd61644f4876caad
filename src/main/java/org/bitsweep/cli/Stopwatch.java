package org.bitsweep.cli;

import java.util.Arrays;

/**
 * Times a piece of work: warm-up first, then rounds of half a millisecond, or of one call.
 *
 * @param seconds time for the rounds of one piece of work; the warm-up takes half as long
 */
record Stopwatch(double seconds) {
    /** Shorter than a time slice, so that on a busy machine most rounds run undisturbed. */
    private static final double ROUND = 0.0005;

    Stopwatch {
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new IllegalArgumentException("--seconds " + seconds + ", expected more than 0 and at most 3600");
        }
    }

    /** Seconds per call: the median over rounds. */
    double median(Runnable work) {
        long calls = 0;
        long start = System.nanoTime();
        while (elapsed(start) < seconds / 2) {
            work.run();
            calls++;
        }
        long perRound = Math.max(1, Math.round(calls * ROUND / elapsed(start)));
        double[] rounds = new double[Math.max(3, (int) (seconds / (elapsed(start) / calls * perRound)))];
        for (int i = 0; i < rounds.length; i++) {
            long begin = System.nanoTime();
            for (long call = 0; call < perRound; call++) {
                work.run();
            }
            rounds[i] = elapsed(begin) / perRound;
        }
        Arrays.sort(rounds);
        return rounds[rounds.length / 2];
    }

    private static double elapsed(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
