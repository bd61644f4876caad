package org.bitsweep.sweep.store;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalLong;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * The few file operations that the store's protocol stands on. Names are relative to the store's folder, with {@code /}
 * between their parts; parent folders are made as needed.
 */
public interface StoreFiles extends Serializable {
    /** The files of a store's folder on the local disk. */
    static StoreFiles of(String store) {
        int colon = store.indexOf("://");
        if (colon > 0 && !store.startsWith("file://")) {
            throw new StoreException("store " + store
                    + ": this version keeps stores on local or mounted disks only, such as store=results/x");
        }
        return new LocalStoreFiles(colon > 0 ? store.substring(colon + 3) : store);
    }

    /** The store's folder, for people and for Spark's readers. */
    String location();

    /** Where a file is, for Spark's readers. */
    String location(String name);

    /**
     * Creates a file with all of its content, flushed to disk, or nothing.
     *
     * @return false if the name is taken
     */
    boolean putIfAbsent(String name, byte[] content) throws IOException;

    /** Creates or replaces a file; readers see the old content or the new, never a part. */
    void replace(String name, byte[] content) throws IOException;

    /** Moves a whole file to a name that is free. */
    void publish(String from, String to) throws IOException;

    /** Deletes a file; a missing one is no error. */
    void remove(String name) throws IOException;

    /** The names of the files in a folder, without the folder, sorted; none if there is no such folder. */
    List<String> list(String folder) throws IOException;

    /** @throws java.nio.file.NoSuchFileException if there is no such file */
    byte[] read(String name) throws IOException;

    /** Bytes of a file; empty if there is none. */
    OptionalLong length(String name) throws IOException;

    /** A Parquet file that is there. */
    InputFile open(String name) throws IOException;

    /** A new Parquet file. */
    OutputFile create(String name) throws IOException;

    /** Flushes a file that was {@link #create}d and closed to disk. */
    void flush(String name) throws IOException;
}
