package org.bitsweep.run;

import java.util.List;

/** All rows of one run; only a run with status OK has rows besides that in {@code runs}. */
public record RunRows(RunRow run, List<EpochRow> epochs, List<MeasureRow> measures, List<SnapshotRow> snapshots) {}
