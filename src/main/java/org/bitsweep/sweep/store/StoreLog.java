package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The numbered records of a store, and the files that exist according to them. */
final class StoreLog {
    private static final String FOLDER = "_bitsweep/log";

    private final StoreFiles files;
    private final Map<String, StagedFile> live = new LinkedHashMap<>();
    private final List<String> removed = new ArrayList<>();
    private long next;

    private StoreLog(StoreFiles files) {
        this.files = files;
    }

    /** Reads all records in order. */
    static StoreLog read(StoreFiles files) throws IOException {
        StoreLog log = new StoreLog(files);
        for (String name : files.list(FOLDER)) {
            if (name.matches("\\d{8,}\\.json")) {
                LogRecord record = LogRecord.decode(FOLDER + "/" + name, files.read(FOLDER + "/" + name));
                if (record.number() != log.next || !name.equals(fileName(log.next))) {
                    throw new StoreException("the log of " + files.location() + " jumps from record " + (log.next - 1)
                            + " to " + name + ": a record is missing");
                }
                log.apply(record);
            }
        }
        return log;
    }

    /** The files that exist, whether they have been moved to their place yet or not. */
    List<StagedFile> live() {
        return List.copyOf(live.values());
    }

    /** Names of the files that existed once. */
    List<String> removed() {
        return List.copyOf(removed);
    }

    /** Number of records. */
    long size() {
        return next;
    }

    /**
     * Adds a record.
     *
     * @return false if another driver has taken its number
     */
    boolean append(String driver, List<String> remove, List<StagedFile> add) throws IOException {
        LogRecord record = new LogRecord(next, driver, remove, add);
        if (!files.putIfAbsent(FOLDER + "/" + fileName(next), record.encode())) {
            return false;
        }
        apply(record);
        return true;
    }

    private void apply(LogRecord record) {
        for (String name : record.remove()) {
            live.remove(name);
            removed.add(name);
        }
        for (StagedFile file : record.add()) {
            live.put(file.target(), file);
        }
        next = record.number() + 1;
    }

    private static String fileName(long number) {
        return String.format(Locale.ROOT, "%08d.json", number);
    }
}
