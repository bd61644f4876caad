package org.bitsweep.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Times a piece of work: warm-up first, then rounds of half a millisecond, or of one call. Rounds are timed by
 * the processor time of the thread, so that what else runs on the machine counts little.
 *
 * @param seconds time for the rounds of one piece of work; the warm-up takes half as long
 */
record Stopwatch(double seconds) {
    /** Shorter than a time slice, so that on a busy machine most rounds run undisturbed. */
    private static final double ROUND = 0.0005;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    Stopwatch {
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new IllegalArgumentException("--seconds " + seconds + ", expected more than 0 and at most 3600");
        }
    }

    /** Seconds of one processor per call: the median over rounds. */
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
            long begin = processorTime();
            for (long call = 0; call < perRound; call++) {
                work.run();
            }
            rounds[i] = (processorTime() - begin) * 1e-9 / perRound;
        }
        Arrays.sort(rounds);
        return rounds[rounds.length / 2];
    }

    /** Nanoseconds that this thread has run; of the clock where the system does not tell. */
    private static long processorTime() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static double elapsed(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
