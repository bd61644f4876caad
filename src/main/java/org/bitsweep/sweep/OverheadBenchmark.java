package org.bitsweep.sweep;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.MeasureRow;
import org.bitsweep.run.Measurements;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunExecution;
import org.bitsweep.run.RunRows;
import org.bitsweep.sweep.store.StoreFiles;

/**
 * What the engine costs beside training: a sweep whose runs do nothing, but are planned, bundled, sent to tasks, written
 * and committed as any others.
 *
 * @param runs executed
 * @param planSeconds time to work the plan out
 * @param seconds time to execute it
 * @param heapMegabytes used by this process after a garbage collection, at each quarter of the runs
 */
public record OverheadBenchmark(int runs, double planSeconds, double seconds, List<Double> heapMegabytes) {
    private static final int MOST_RUNS = 10_000_000;

    /**
     * Executes the sweep.
     *
     * @param store an empty folder
     */
    public static OverheadBenchmark run(SparkSession spark, String store, int runs) {
        if (runs < 1 || runs > MOST_RUNS) {
            throw new IllegalArgumentException("--runs is " + runs + ", expected 1 to " + MOST_RUNS);
        }
        long start = System.nanoTime();
        SweepConfig config = SweepConfig.of(Configuration.parse(
                "name = bench, dataset.count = 100, axes.seed = \"0.." + (runs - 1) + "\"", "store=" + store));
        SweepPlan plan = SweepPlan.of(config);
        double planSeconds = seconds(start);
        start = System.nanoTime();
        HeapSamples heap = new HeapSamples(runs);
        new SweepEngine(
                        spark,
                        config,
                        plan,
                        FailurePolicy.DEFAULT,
                        new Interruption(),
                        StoreFiles.of(store),
                        OverheadBenchmark::nothing)
                .run(count -> heap);
        return new OverheadBenchmark(runs, planSeconds, seconds(start), heap.megabytes);
    }

    private static RunRows nothing(PlannedRun run, Inputs inputs, int attempt) {
        List<MeasureRow> measures = List.of(
                new MeasureRow(run.identity().runKey(), 0, "nothing", Measurements.WHOLE_NETWORK, "nothing", 0));
        return RunExecution.untrained(run, inputs.dataset(run.spec()), measures, attempt);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static final class HeapSamples implements Progress {
        private static final int SAMPLES = 4;

        private final int runs;
        private final List<Double> megabytes = new ArrayList<>();

        HeapSamples(int runs) {
            this.runs = runs;
        }

        @Override
        public void update(State state) {
            if (state.done() >= (long) runs * (megabytes.size() + 1) / SAMPLES && megabytes.size() < SAMPLES) {
                System.gc();
                megabytes.add(usedAfterCollection() / 1e6);
            }
        }

        /** Without what other threads have allocated since. */
        private static long usedAfterCollection() {
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                    .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                    .sum();
        }

        @Override
        public void close() {}
    }
}
