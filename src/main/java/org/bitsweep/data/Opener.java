package org.bitsweep.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens files for reading, on whatever file system. */
@FunctionalInterface
public interface Opener {
    /**
     * Opens a file at its first byte; the caller closes it.
     *
     * @throws FileNotFoundException or {@link NoSuchFileException} if there is no such file
     * @throws IOException if it cannot be opened for any other reason
     */
    InputStream open(String path) throws IOException;

    /**
     * Whether there is a file.
     *
     * @throws IOException if that cannot be found out
     */
    default boolean exists(String path) throws IOException {
        try {
            open(path).close();
            return true;
        } catch (FileNotFoundException | NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Reads a table. Most openers know of files only.
     *
     * @throws IOException if the table cannot be read
     */
    default TableRows table(TableSource source) throws IOException {
        throw new IOException("a table is read by Spark, which is not at hand here: " + source.path());
    }

    /** The file system of this machine. */
    static Opener local() {
        return path -> Files.newInputStream(Path.of(path));
    }
}
