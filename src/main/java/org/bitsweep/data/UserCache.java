package org.bitsweep.data;

import java.nio.file.Path;

/** Where this user keeps what can be made or fetched again. */
public final class UserCache {
    private UserCache() {}

    /** {@code bitsweep} in {@code $XDG_CACHE_HOME} or {@code ~/.cache}. */
    public static Path folder() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path caches = given == null || given.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(given);
        return caches.resolve("bitsweep");
    }
}
