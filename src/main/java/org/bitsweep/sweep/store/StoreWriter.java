package org.bitsweep.sweep.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The one writer of a store: holds the lease, finishes what an earlier driver began, and commits.
 *
 * <p>A commit is a log record, then removals, then moves, in the order of {@link TableName}. The record's number is the
 * fence: whoever finds its number taken has lost the store. The rest of a commit can be repeated at any time from the
 * record.
 */
public final class StoreWriter implements AutoCloseable {
    private static final String STAGING = "_bitsweep/staging";

    /** Names that drivers give their files, so that nobody else's is deleted. */
    private static final Pattern OURS = Pattern.compile("\\w+/[0-9a-f]{8}-[\\w-]+\\.parquet");

    private final StoreFiles files;
    private final String driver;
    private final Lease lease;
    private final StoreLog log;
    private final ScheduledExecutorService heartbeat;
    private volatile boolean leaseLost;
    private boolean isUnfinished;

    private StoreWriter(StoreFiles files, String driver, Lease lease, StoreLog log) {
        this.files = files;
        this.driver = driver;
        this.lease = lease;
        this.log = log;
        this.heartbeat = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "bitsweep-lease");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Makes or opens a store for writing, and repairs what a dead driver left behind.
     *
     * @throws StoreException if it cannot be written, is damaged, or has a living writer
     */
    public static StoreWriter open(StoreFiles files) {
        String driver = newDriver();
        try {
            Lease lease = Lease.acquire(files, driver);
            try {
                return new StoreWriter(files, driver, lease, openLog(files, driver)).replayed();
            } catch (IOException | RuntimeException e) {
                lease.release(files);
                throw e;
            }
        } catch (IOException e) {
            throw StoreException.cannotWrite(files, e);
        }
    }

    static String newDriver() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * The log with a record of this driver's own: it makes the next number of a driver that was only stalled taken, before
     * this one clears what the other may still be about to commit.
     */
    private static StoreLog openLog(StoreFiles files, String driver) throws IOException {
        StoreLog log = StoreLog.read(files);
        while (!log.append(driver, List.of(), List.of())) {
            log = StoreLog.read(files);
        }
        return log;
    }

    private StoreWriter replayed() throws IOException {
        heartbeat.scheduleAtFixedRate(
                this::renew, Lease.HEARTBEAT_MILLIS, Lease.HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
        try {
            replay();
            return this;
        } catch (IOException | RuntimeException e) {
            heartbeat.shutdownNow();
            throw e;
        }
    }

    /** The files of the store, for tasks to stage theirs. */
    public StoreFiles files() {
        return files;
    }

    /** Identifies this writer; part of the names of all its files. */
    public String driver() {
        return driver;
    }

    /** The folder that this writer's tasks stage their files in. */
    public String stagingFolder() {
        return STAGING + "/" + driver;
    }

    /** The files of the store. */
    public List<StagedFile> live() {
        return log.live();
    }

    /** Makes the staged files part of the store, all or none. */
    public void commit(List<StagedFile> staged) {
        commit(List.of(), staged);
    }

    /**
     * Replaces files of the store by staged ones, all or none.
     *
     * @param outdated names of files that cease to exist
     */
    public void commit(List<String> outdated, List<StagedFile> staged) {
        if (outdated.isEmpty() && staged.isEmpty()) {
            return;
        }
        if (isUnfinished) {
            throw new StoreException("cannot write to the store " + files.location() + ": an earlier commit failed");
        }
        try {
            isUnfinished = true;
            if (leaseLost || !log.append(driver, outdated, staged)) {
                leaseLost = true;
                isUnfinished = false;
                throw lost(files);
            }
            for (String name : outdated) {
                files.remove(name);
            }
            List<StagedFile> ordered = new ArrayList<>(staged);
            ordered.sort(Comparator.comparing(StagedFile::table));
            for (StagedFile file : ordered) {
                files.publish(file.staging(), file.target());
            }
            isUnfinished = false;
        } catch (IOException e) {
            throw StoreException.cannotWrite(files, e);
        }
    }

    /** Gives the lease back. After a commit that failed half-way its staged files stay, for the next writer to move. */
    @Override
    public void close() {
        heartbeat.shutdown();
        try {
            heartbeat.awaitTermination(Lease.HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
            if (!isUnfinished) {
                clearOwnStaging();
            }
            lease.release(files);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw StoreException.cannotWrite(files, e);
        }
    }

    /** Finishes recorded commits, then deletes what dead drivers left and no record names. */
    private void replay() throws IOException {
        Inventory inventory = Inventory.take(files, log.live());
        if (!inventory.damage().isEmpty()) {
            int others = inventory.damage().size() - 1;
            throw new StoreException(
                    inventory.damage().get(0) + (others > 0 ? ", and " + others + " more are damaged" : ""));
        }
        Set<String> removed = Set.copyOf(log.removed());
        for (String name : inventory.unnamed()) {
            if (removed.contains(name) || OURS.matcher(name).matches()) {
                files.remove(name);
            }
        }
        for (Map.Entry<StagedFile, String> entry : inventory.places().entrySet()) {
            String target = entry.getKey().target();
            if (!entry.getValue().equals(target)) {
                files.remove(target);
                files.publish(entry.getValue(), target);
            }
        }
        clearTemporaries(StoreLog.FOLDER);
        clearTemporaries(Lease.FOLDER);
        for (String dead : files.list(STAGING)) {
            clear(STAGING + "/" + dead);
        }
    }

    /** What a process that died while it created a file left behind. */
    private void clearTemporaries(String folder) throws IOException {
        for (String name : files.list(folder)) {
            if (name.startsWith(".")) {
                files.remove(folder + "/" + name);
            }
        }
    }

    private void clearOwnStaging() throws IOException {
        try {
            clear(stagingFolder());
        } catch (DirectoryNotEmptyException e) {
            System.getLogger(StoreWriter.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "a cancelled task still writes; the next writer clears its file",
                            e);
        }
    }

    private void clear(String folder) throws IOException {
        for (String name : files.list(folder)) {
            files.remove(folder + "/" + name);
        }
        files.remove(folder);
    }

    private void renew() {
        try {
            lease.renew(files);
        } catch (StoreException e) {
            leaseLost = true;
            warn(e);
        } catch (IOException e) {
            warn(e);
        }
    }

    private static void warn(Exception e) {
        System.getLogger(StoreWriter.class.getName())
                .log(System.Logger.Level.WARNING, "the lease was not renewed: " + e.getMessage());
    }

    static StoreException lost(StoreFiles files) {
        return new StoreException("the store " + files.location()
                + " was taken over by another sweep while this one was writing; nothing of it is lost");
    }
}
