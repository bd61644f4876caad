package org.bitsweep.sweep.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;

/**
 * Who may write to a store.
 *
 * @param processStart when the process with that pid began, in milliseconds since the epoch, so that a reused pid is
 *     not taken for it
 * @param heartbeat when the holder was last known to live, in milliseconds since the epoch
 */
record Lease(
        @JsonProperty("driver") String driver,
        @JsonProperty("host") String host,
        @JsonProperty("pid") long pid,
        @JsonProperty("process_start") long processStart,
        @JsonProperty("heartbeat") long heartbeat) {
    static final long HEARTBEAT_MILLIS = 10_000;

    static final String FOLDER = "_bitsweep";

    private static final int MOST_ATTEMPTS = 100;
    private static final String UNKNOWN_HOST = "unknown";
    private static final String FILE = FOLDER + "/lease";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Lease ours(String driver) {
        ProcessHandle process = ProcessHandle.current();
        return new Lease(driver, hostName(), process.pid(), start(process), System.currentTimeMillis());
    }

    /** Takes the lease, also from a holder that is dead. */
    static Lease acquire(StoreFiles files, String driver) throws IOException {
        Lease ours = ours(driver);
        for (int attempt = 1; !takeOrBury(files, ours); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new StoreException(
                        "the lease of " + files.location() + " cannot be taken: others take it and go");
            }
        }
        if (files.putIfAbsent(FILE, ours.encode())) {
            throw new StoreException("store " + files.location()
                    + ": its file system creates a file anew that is there already, and so cannot keep a store");
        }
        return ours;
    }

    /**
     * Takes the lease if it is free, or else buries a dead holder's.
     *
     * @return whether it was taken
     */
    private static boolean takeOrBury(StoreFiles files, Lease ours) throws IOException {
        try {
            if (files.putIfAbsent(FILE, ours.encode())) {
                return true;
            }
            Lease holder = decode(files, files.read(FILE));
            if (holder.isAlive()) {
                throw new StoreException("the store " + files.location() + " is being written by process " + holder.pid
                        + " on " + holder.host + ", and only one may write at a time");
            }
            // A hidden name, which the next writer clears if this process ends here.
            String aside = FOLDER + "/.lease-of-" + holder.driver;
            files.publish(FILE, aside);
            byte[] taken = files.read(aside);
            files.remove(aside);
            if (!decode(files, taken).driver.equals(holder.driver)) {
                // Another driver took the dead one's lease first: what was moved aside is its own.
                files.putIfAbsent(FILE, taken);
            }
        } catch (NoSuchFileException e) {
            // Another driver was faster: the lease or a temporary file is gone.
            return false;
        }
        return false;
    }

    /** Says that the holder lives. */
    void renew(StoreFiles files) throws IOException {
        Lease current = read(files);
        if (current == null || !current.driver.equals(driver)) {
            throw new StoreException("the store " + files.location() + " was taken over by "
                    + (current == null ? "nobody known" : "process " + current.pid + " on " + current.host));
        }
        files.replace(FILE, new Lease(driver, host, pid, processStart, System.currentTimeMillis()).encode());
    }

    void release(StoreFiles files) throws IOException {
        Lease current = read(files);
        if (current != null && current.driver.equals(driver)) {
            files.remove(FILE);
        }
    }

    /** The lease as it is; empty if nobody holds it. */
    static Optional<Lease> find(StoreFiles files) throws IOException {
        return Optional.ofNullable(read(files));
    }

    boolean isAlive() {
        boolean beats = System.currentTimeMillis() - heartbeat < 3 * HEARTBEAT_MILLIS;
        if (host.equals(UNKNOWN_HOST) || !host.equals(hostName())) {
            return beats;
        }
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && (beats || startedThen(process)))
                .isPresent();
    }

    /** Not to the millisecond: the system derives the time of a start from its clock, which is set now and then. */
    private boolean startedThen(ProcessHandle process) {
        return Math.abs(start(process) - processStart) < HEARTBEAT_MILLIS;
    }

    private static Lease read(StoreFiles files) throws IOException {
        try {
            return decode(files, files.read(FILE));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static Lease decode(StoreFiles files, byte[] bytes) throws IOException {
        try {
            return JSON.readValue(bytes, Lease.class);
        } catch (JsonProcessingException e) {
            throw new StoreException(
                    "the lease of " + files.location() + " is damaged; delete " + FILE
                            + " there if no sweep is running",
                    e);
        }
    }

    private byte[] encode() {
        try {
            return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers has a JSON form", e);
        }
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UNKNOWN_HOST;
        }
    }
}
