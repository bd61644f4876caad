package org.bitsweep.sweep;

import java.io.Serializable;
import java.util.List;
import org.bitsweep.sweep.store.StagedFile;

/**
 * What a task reports.
 *
 * @param files that it staged
 * @param ok runs that went well, then those that failed, then those that were quarantined
 * @param undone positions in the bundle of runs that have no row yet, through no fault of theirs
 * @param suspects positions of runs that have no row yet, because they ran out of memory beside others
 * @param abandoned whether a run goes on that cannot be ended
 * @param executor where the task ran
 */
record BundleResult(
        List<StagedFile> files,
        int ok,
        int failed,
        int quarantined,
        List<Integer> undone,
        List<Integer> suspects,
        boolean abandoned,
        String executor)
        implements Serializable {
    /** The result of runs that all have their rows. */
    BundleResult(List<StagedFile> files, int ok, int failed, int quarantined) {
        this(files, ok, failed, quarantined, List.of(), List.of(), false, "");
    }
}
