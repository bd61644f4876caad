package org.bitsweep.sweep;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sweeps of this JVM that shall stop. In local mode tasks run in the driver's JVM and see the request, so that they can
 * hand over what they have finished; the tasks of a cluster do not.
 */
final class StopRequests {
    private static final Set<String> DRIVERS = ConcurrentHashMap.newKeySet();

    private StopRequests() {}

    static void add(String driver) {
        DRIVERS.add(driver);
    }

    static boolean contains(String driver) {
        return DRIVERS.contains(driver);
    }

    static void remove(String driver) {
        DRIVERS.remove(driver);
    }
}
