package org.bitsweep.sweep.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The numbered records of a store, and the files that exist according to them.
 *
 * <p>Every {@value #RECORDS_PER_CHECKPOINT} records one is a checkpoint, which says all that the records before it say.
 * The log is read from its last checkpoint on; records before the last but one are deleted, so that a store has few files
 * however long its sweeps take.
 */
final class StoreLog {
    static final String FOLDER = "_bitsweep/log";
    static final int RECORDS_PER_CHECKPOINT = 128;

    private static final Pattern NAME = Pattern.compile("\\d{8,18}\\.json");
    private static final int MOST_ATTEMPTS = 10;

    private final StoreFiles files;
    private final Map<String, StagedFile> live = new LinkedHashMap<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> damage = new ArrayList<>();
    private long next;
    /** -1 if there is none. */
    private long checkpoint = -1;

    private StoreLog(StoreFiles files) {
        this.files = files;
    }

    /**
     * Reads a log.
     *
     * @throws StoreException if a record is damaged or missing, naming it, or written by a later version
     */
    static StoreLog read(StoreFiles files) throws IOException {
        StoreLog log = readWhatIsWhole(files);
        if (!log.damage.isEmpty()) {
            throw new StoreException(log.damage.get(0));
        }
        return log;
    }

    /** Reads a log without the records that are damaged or missing; {@link #damage} names them. */
    static StoreLog readWhatIsWhole(StoreFiles files) throws IOException {
        for (int attempt = 1; ; attempt++) {
            StoreLog log = new StoreLog(files);
            try {
                log.readBackToCheckpoint(numbers(files)).forEach(log::apply);
                return log;
            } catch (NoSuchFileException e) {
                // Its writer has made a checkpoint since, and deleted what came before.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Iterable<LogRecord> readBackToCheckpoint(List<Long> numbers) throws IOException {
        Deque<LogRecord> records = new ArrayDeque<>();
        next = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1) + 1;
        long expected = next - 1;
        for (int i = numbers.size() - 1;
                i >= 0 && (records.isEmpty() || !records.peekFirst().isCheckpoint());
                i--) {
            long number = numbers.get(i);
            if (number != expected) {
                damage.add("the log of " + files.location() + " jumps from record " + number + " to " + (expected + 1)
                        + ": a record is missing");
            }
            expected = number - 1;
            readRecord(number, records);
        }
        boolean isWhole =
                expected < 0 || !records.isEmpty() && records.peekFirst().isCheckpoint();
        if (!isWhole) {
            damage.add("the log of " + files.location() + " begins with record " + (expected + 1)
                    + ": the records before it are missing");
        }
        return records;
    }

    private void readRecord(long number, Deque<LogRecord> records) throws IOException {
        String name = files.location() + "/" + fileName(number);
        byte[] bytes = files.read(fileName(number));
        LogRecord record;
        try {
            record = LogRecord.decode(name, bytes);
        } catch (StoreException e) {
            damage.add(e.getMessage());
            return;
        }
        if (record.schema() > LogRecord.SCHEMA) {
            throw new StoreException("a later version of bitsweep wrote to the store " + files.location()
                    + ": its schema is version " + record.schema() + ", and this bitsweep knows up to version "
                    + LogRecord.SCHEMA);
        }
        if (record.number() == number) {
            records.addFirst(record);
        } else {
            damage.add("the log record " + name + " says that it is number " + record.number());
        }
    }

    /** The files that exist, whether they have been moved to their place yet or not. */
    List<StagedFile> live() {
        return List.copyOf(live.values());
    }

    /** Names of files that existed at the last checkpoint or since, and do not any more. */
    List<String> removed() {
        return removed.stream().filter(name -> !live.containsKey(name)).toList();
    }

    /** One sentence for each record that is damaged or missing. */
    List<String> damage() {
        return List.copyOf(damage);
    }

    /** The number of the next record. */
    long next() {
        return next;
    }

    /**
     * Adds a record.
     *
     * @return false if another driver has taken its number
     */
    boolean append(String driver, List<String> remove, List<StagedFile> add) throws IOException {
        return append(driver, remove, add, next - 1 - checkpoint >= RECORDS_PER_CHECKPOINT);
    }

    /** Adds a record that says what exists without those before it, and so leaves damage behind. */
    boolean appendCheckpoint(String driver, List<String> remove, List<StagedFile> add) throws IOException {
        return append(driver, remove, add, true);
    }

    private boolean append(String driver, List<String> remove, List<StagedFile> add, boolean asCheckpoint)
            throws IOException {
        LogRecord record = new LogRecord(next, LogRecord.SCHEMA, driver, asCheckpoint ? live() : null, remove, add);
        String name = fileName(next);
        if (!files.putIfAbsent(name, record.encode()) && !isOurs(name, record)) {
            return false;
        }
        List<Long> numbers = numbers(files);
        if (numbers.get(numbers.size() - 1) > next) {
            // The number was taken long ago, and its record deleted since: see the class comment.
            files.remove(name);
            return false;
        }
        long previous = checkpoint;
        apply(record);
        if (asCheckpoint) {
            deleteBefore(previous, numbers);
        }
        return true;
    }

    /** A request that was answered too late is sent again, and then finds its own record. */
    private boolean isOurs(String name, LogRecord record) throws IOException {
        try {
            return Arrays.equals(files.read(name), record.encode());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void deleteBefore(long number, List<Long> numbers) throws IOException {
        for (long old : numbers) {
            if (old < number) {
                files.remove(fileName(old));
            }
        }
    }

    private void apply(LogRecord record) {
        if (record.isCheckpoint()) {
            live.clear();
            record.live().forEach(file -> live.put(file.target(), file));
            removed.clear();
            checkpoint = record.number();
        }
        record.remove().forEach(live::remove);
        removed.addAll(record.remove());
        record.add().forEach(file -> live.put(file.target(), file));
        next = Math.max(next, record.number() + 1);
    }

    /** The numbers of all records, ascending. */
    private static List<Long> numbers(StoreFiles files) throws IOException {
        return files.list(FOLDER).stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                .sorted()
                .toList();
    }

    private static String fileName(long number) {
        return String.format(Locale.ROOT, "%s/%08d.json", FOLDER, number);
    }
}
