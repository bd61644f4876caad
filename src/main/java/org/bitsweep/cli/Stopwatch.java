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
        long perRound = warmUp(work);
        double[] rounds = new double[rounds(work, perRound)];
        for (int i = 0; i < rounds.length; i++) {
            rounds[i] = round(work, perRound);
        }
        return median(rounds);
    }

    /**
     * How often as fast one piece of work is as another: the median over rounds of both in turn, so that a processor
     * that changes its speed, or shares it with a neighbour, does so for both.
     *
     * @return seconds of one processor per call of {@code other}, divided by those of {@code work}
     */
    double speedup(Runnable work, Runnable other) {
        long perRound = warmUp(work);
        long perOther = warmUp(other);
        double[] ratios = new double[rounds(work, perRound)];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = round(other, perOther) / round(work, perRound);
        }
        return median(ratios);
    }

    /** Calls that fill a round. */
    private long warmUp(Runnable work) {
        long calls = 0;
        long start = System.nanoTime();
        while (elapsed(start) < seconds / 2) {
            work.run();
            calls++;
        }
        return Math.max(1, Math.round(calls * ROUND / elapsed(start)));
    }

    private int rounds(Runnable work, long perRound) {
        return Math.max(3, (int) (seconds / (round(work, perRound) * perRound)));
    }

    private static double round(Runnable work, long calls) {
        long begin = processorTime();
        for (long call = 0; call < calls; call++) {
            work.run();
        }
        return (processorTime() - begin) * 1e-9 / calls;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Nanoseconds that this thread has run; of the clock where the system does not tell. */
    private static long processorTime() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static double elapsed(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
