package org.bitsweep.sweep.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The one writer of a store: holds the lease, finishes what an earlier driver began, and commits.
 *
 * <p>A commit is a log record, then removals, then moves, in the order of {@link TableName}. The record's number is the
 * fence: whoever finds its number taken has lost the store. The rest of a commit can be repeated at any time from the
 * record.
 */
public final class StoreWriter implements AutoCloseable {
    private static final String STAGING = "_bitsweep/staging";

    private final StoreFiles files;
    private final String driver;
    private final Lease lease;
    private final StoreLog log;
    private final ScheduledExecutorService heartbeat;
    private boolean commitPending;

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
        String driver = UUID.randomUUID().toString().substring(0, 8);
        try {
            Lease lease = Lease.acquire(files, driver);
            try {
                StoreWriter writer = new StoreWriter(files, driver, lease, openLog(files, driver));
                writer.replay();
                writer.startHeartbeat();
                return writer;
            } catch (IOException | RuntimeException e) {
                lease.release(files);
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("cannot write to the store " + files.location() + ": " + StoreReader.reason(e), e);
        }
    }

    /**
     * The log, with a record of this driver's own if the store is new or another driver left staged files: whoever takes
     * a store over makes its next number taken, before it clears what the other may still be about to commit.
     */
    private static StoreLog openLog(StoreFiles files, String driver) throws IOException {
        StoreLog log = StoreLog.read(files);
        while ((log.size() == 0 || !files.list(STAGING).isEmpty()) && !log.append(driver, List.of(), List.of())) {
            log = StoreLog.read(files);
        }
        return log;
    }

    private void startHeartbeat() {
        heartbeat.scheduleAtFixedRate(
                this::renew, Lease.HEARTBEAT_MILLIS, Lease.HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
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
        try {
            commitPending = true;
            if (!log.append(driver, outdated, staged)) {
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
            commitPending = false;
        } catch (IOException e) {
            throw new StoreException("cannot write to the store " + files.location() + ": " + StoreReader.reason(e), e);
        }
    }

    /** Gives the lease back. After a commit that failed half-way its staged files stay, for the next writer to move. */
    @Override
    public void close() {
        heartbeat.shutdown();
        try {
            heartbeat.awaitTermination(Lease.HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
            if (!commitPending) {
                clearOwnStaging();
            }
            lease.release(files);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new StoreException("cannot release the store " + files.location() + ": " + StoreReader.reason(e), e);
        }
    }

    /** Finishes recorded commits, then deletes what dead drivers staged and never recorded. */
    private void replay() throws IOException {
        for (String name : log.removed()) {
            files.remove(name);
        }
        List<StagedFile> ordered = new ArrayList<>(log.live());
        ordered.sort(Comparator.comparing(StagedFile::table));
        for (StagedFile file : ordered) {
            replay(file);
        }
        for (String dead : files.list(STAGING)) {
            clear(STAGING + "/" + dead);
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

    private void replay(StagedFile file) throws IOException {
        OptionalLong published = files.length(file.target());
        if (published.isPresent() && published.getAsLong() == file.length()) {
            files.remove(file.staging());
        } else if (files.length(file.staging()).isPresent()) {
            files.publish(file.staging(), file.target());
        } else {
            throw new StoreException("the store " + files.location() + " has lost " + file.target()
                    + ": its log names the file with " + file.length() + " bytes");
        }
    }

    private void renew() {
        try {
            lease.renew(files);
        } catch (IOException | StoreException e) {
            System.getLogger(StoreWriter.class.getName())
                    .log(System.Logger.Level.WARNING, "the lease was not renewed: " + e.getMessage());
        }
    }

    private static StoreException lost(StoreFiles files) {
        return new StoreException("the store " + files.location()
                + " was taken over by another sweep while this one was writing; nothing of it is lost");
    }
}
