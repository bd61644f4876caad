package org.bitsweep.sweep.store;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * The few file operations that the store's protocol stands on. Names are relative to the store's folder, with {@code /}
 * between their parts; parent folders are made as needed.
 */
public interface StoreFiles extends Serializable {
    /** The files of a store, with Hadoop's settings from the system properties {@code spark.hadoop.*}. */
    static StoreFiles of(String store) {
        return of(store, HadoopStoreFiles.systemSettings());
    }

    /**
     * The files of a store.
     *
     * @param store a local folder, or a URI of a file system that stores can lie on
     * @param hadoop settings of Hadoop's file systems by their names, beside those of its own configuration files
     * @throws StoreException for another file system
     */
    static StoreFiles of(String store, Map<String, String> hadoop) {
        int colon = store.indexOf("://");
        String scheme = colon < 0 ? "file" : store.substring(0, colon);
        return switch (scheme) {
            case "file" -> new LocalStoreFiles(colon < 0 ? store : store.substring(colon + 3));
            case "hdfs" -> new HdfsStoreFiles(store, hadoop);
            case "s3a" -> new S3aStoreFiles(store, hadoop);
            default ->
                throw new StoreException(
                        "store " + store
                                + ": a store lies on a local or mounted disk, such as store=results/x, on hdfs:// or on s3a://");
        };
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

    /**
     * Moves a whole file to a name that is free. Whoever looks sees the target whole or not at all, and for a while may
     * see both names.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    void publish(String from, String to) throws IOException;

    /**
     * Deletes a file or an empty folder; a missing one is no error.
     *
     * @throws java.nio.file.DirectoryNotEmptyException for a folder that is not empty
     */
    void remove(String name) throws IOException;

    /** The names of the files and folders in a folder, without the folder, sorted; none if there is no such folder. */
    List<String> list(String folder) throws IOException;

    /** @throws java.nio.file.NoSuchFileException if there is no such file */
    byte[] read(String name) throws IOException;

    /** Bytes of every file in a folder by its name, without the folder; none if there is no such folder. */
    SortedMap<String, Long> lengths(String folder) throws IOException;

    /** Bytes of a file; empty if there is none. */
    OptionalLong length(String name) throws IOException;

    /** A Parquet file that is there. */
    InputFile open(String name) throws IOException;

    /** A new Parquet file. */
    OutputFile create(String name) throws IOException;

    /** Flushes a file that was {@link #create}d and closed to disk. */
    void flush(String name) throws IOException;
}
