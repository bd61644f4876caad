package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.Optional;

/**
 * The process that writes to a store, or did.
 *
 * @param driver its identifier
 * @param secondsSinceHeartbeat since it was last known to live
 * @param alive whether it may still write
 */
public record LeaseHolder(String driver, String host, long pid, double secondsSinceHeartbeat, boolean alive) {
    /** Whoever holds the lease of a store; empty if nobody does. */
    public static Optional<LeaseHolder> of(StoreFiles files) throws IOException {
        return Lease.find(files)
                .map(lease -> new LeaseHolder(
                        lease.driver(),
                        lease.host(),
                        lease.pid(),
                        (System.currentTimeMillis() - lease.heartbeat()) / 1e3,
                        lease.isAlive()));
    }
}
