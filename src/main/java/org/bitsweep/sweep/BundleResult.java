package org.bitsweep.sweep;

import java.io.Serializable;
import java.util.List;
import org.bitsweep.sweep.store.StagedFile;

/** What a task reports: the files that it staged, and how many of its runs went well. */
record BundleResult(List<StagedFile> files, int ok, int failed, int quarantined) implements Serializable {}
