package org.bitsweep.sweep;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.bitsweep.run.RunRow.Status;
import org.bitsweep.sweep.store.StagedFile;
import org.bitsweep.sweep.store.StoreReader;
import org.bitsweep.sweep.store.TableName;

/** Which runs of a plan a store has, and how long they took. */
final class KnownRuns {
    private static final byte MISSING = -1;

    private final SweepPlan plan;
    /** By number of the run the ordinal of its status. */
    private final byte[] statuses;

    /** By number of a run without a result where its row is. */
    private final Map<Integer, String> files = new HashMap<>();

    private int found;
    private int measured;
    private double expectedSeconds;
    private double measuredSeconds;

    private KnownRuns(SweepPlan plan) {
        this.plan = plan;
        this.statuses = new byte[plan.size()];
        Arrays.fill(statuses, MISSING);
    }

    /** Where there is no store yet. */
    static KnownRuns none(SweepPlan plan) {
        return new KnownRuns(plan);
    }

    /** @throws org.bitsweep.sweep.store.StoreException if the store cannot be read */
    static KnownRuns read(SweepPlan plan, StoreReader store) {
        KnownRuns known = new KnownRuns(plan);
        store.read(TableName.RUNS, List.of("run_key", "status", "wall_ms"), known::add);
        return known;
    }

    private void add(StagedFile file, Group row) {
        int run = plan.find(row.getString("run_key", 0));
        if (run < 0) {
            return;
        }
        Status status = Status.valueOf(row.getString("status", 0));
        if (statuses[run] == MISSING) {
            found++;
        }
        statuses[run] = (byte) status.ordinal();
        if (status != Status.OK) {
            files.put(run, file.target());
        } else {
            measured++;
            expectedSeconds += plan.seconds(run);
            measuredSeconds += row.getLong("wall_ms", 0) / 1e3;
        }
    }

    /** Number of the plan's distinct runs that the store has, whatever became of them. */
    int count() {
        return found;
    }

    /** Number of the plan's distinct runs with a status. */
    int count(Status status) {
        int count = 0;
        for (byte there : statuses) {
            if (there == status.ordinal()) {
                count++;
            }
        }
        return count;
    }

    /** The numbers of the distinct runs that the store does not have, in order. */
    int[] missing() {
        return toDo(status -> false);
    }

    /** The same, and the runs with a status that is to be executed again. */
    int[] toDo(Predicate<Status> again) {
        return IntStream.range(0, statuses.length)
                .filter(run ->
                        !plan.repeats(run) && (statuses[run] == MISSING || again.test(Status.values()[statuses[run]])))
                .toArray();
    }

    /** The file, in the store, that holds the row of a run without a result, and nothing else; null of other runs. */
    String file(int run) {
        return files.get(run);
    }

    /** Number of OK runs. */
    int measured() {
        return measured;
    }

    /** How many times as long as expected the OK runs took; 1 if there is none. */
    double slowness() {
        return measured == 0 || measuredSeconds == 0 ? 1 : measuredSeconds / expectedSeconds;
    }
}
