package org.bitsweep.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files for reading, on whatever file system. */
@FunctionalInterface
public interface Opener {
    /**
     * Opens a file at its first byte; the caller closes it.
     *
     * @throws java.io.FileNotFoundException or {@link java.nio.file.NoSuchFileException} if there is no such file
     * @throws IOException if it cannot be opened for any other reason
     */
    InputStream open(String path) throws IOException;

    /** The file system of this machine. */
    static Opener local() {
        return path -> Files.newInputStream(Path.of(path));
    }
}
