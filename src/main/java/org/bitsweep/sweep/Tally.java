package org.bitsweep.sweep;

/** What an invocation of a sweep has done, and how long the rest will take. */
final class Tally {
    private final int runs;
    private final double plannedSeconds;
    private final long start = System.nanoTime();
    private double finishedSeconds;
    private int ok;
    private int failed;
    private int quarantined;

    /**
     * @param runs to do
     * @param plannedSeconds that they are expected to take on one core
     */
    Tally(int runs, double plannedSeconds) {
        this.runs = runs;
        this.plannedSeconds = plannedSeconds;
    }

    void add(Bundle bundle, BundleResult result) {
        ok += result.ok();
        failed += result.failed();
        quarantined += result.quarantined();
        double share = (double) (result.ok() + result.failed() + result.quarantined())
                / bundle.runs().size();
        finishedSeconds += share * bundle.seconds();
    }

    int runs() {
        return runs;
    }

    int ok() {
        return ok;
    }

    int failed() {
        return failed;
    }

    int quarantined() {
        return quarantined;
    }

    int failures() {
        return failed + quarantined;
    }

    int done() {
        return ok + failures();
    }

    /** Before anything has ended the time left comes from what is planned, then from what was measured. */
    Progress.State state(int running, int cores) {
        double left = Math.max(0, plannedSeconds - finishedSeconds);
        double elapsed = (System.nanoTime() - start) / 1e9;
        double secondsLeft = finishedSeconds > 0 ? elapsed * left / finishedSeconds : left / cores;
        return new Progress.State(done(), failures(), running, secondsLeft);
    }
}
