package org.bitsweep.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/** What the stores on Hadoop's file systems have in common; how a file appears whole is each one's own. */
abstract sealed class HadoopStoreFiles implements StoreFiles permits HdfsStoreFiles, S3aStoreFiles {
    private static final long serialVersionUID = 1L;
    private static final String SPARK_PREFIX = "spark.hadoop.";

    private final String root;
    private final TreeMap<String, String> settings;
    private transient Configuration configuration;
    private transient FileSystem opened;

    HadoopStoreFiles(String root, Map<String, String> settings) {
        this.root = root.replaceFirst("/+$", "");
        this.settings = new TreeMap<>(settings);
    }

    /** The settings that spark-submit, or a user of the Java options, gave for Hadoop. */
    static Map<String, String> systemSettings() {
        Map<String, String> found = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(SPARK_PREFIX)) {
                found.put(name.substring(SPARK_PREFIX.length()), System.getProperty(name));
            }
        }
        return found;
    }

    @Override
    public final String location() {
        return root;
    }

    @Override
    public final String location(String name) {
        return root + "/" + name;
    }

    @Override
    public final void remove(String name) throws IOException {
        try {
            fileSystem().delete(path(name), false);
        } catch (PathIsNotEmptyDirectoryException e) {
            throw new DirectoryNotEmptyException(location(name));
        }
    }

    @Override
    public final List<String> list(String folder) throws IOException {
        return statuses(folder).keySet().stream().toList();
    }

    @Override
    public final SortedMap<String, Long> lengths(String folder) throws IOException {
        SortedMap<String, Long> lengths = new TreeMap<>();
        statuses(folder).forEach((name, status) -> {
            if (status.isFile()) {
                lengths.put(name, status.getLen());
            }
        });
        return lengths;
    }

    private SortedMap<String, FileStatus> statuses(String folder) throws IOException {
        SortedMap<String, FileStatus> statuses = new TreeMap<>();
        try {
            for (FileStatus status : fileSystem().listStatus(folder.isEmpty() ? new Path(root + "/") : path(folder))) {
                statuses.put(status.getPath().getName(), status);
            }
        } catch (FileNotFoundException e) {
            statuses.clear();
        }
        return statuses;
    }

    @Override
    public final byte[] read(String name) throws IOException {
        try (InputStream in = fileSystem().open(path(name))) {
            return in.readAllBytes();
        } catch (FileNotFoundException e) {
            throw missing(name, e);
        }
    }

    @Override
    public final OptionalLong length(String name) throws IOException {
        try {
            FileStatus status = fileSystem().getFileStatus(path(name));
            return status.isFile() ? OptionalLong.of(status.getLen()) : OptionalLong.empty();
        } catch (FileNotFoundException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public final InputFile open(String name) throws IOException {
        return HadoopInputFile.fromPath(path(name), configuration());
    }

    final Path path(String name) {
        return new Path(location(name));
    }

    static NoSuchFileException missing(String name, FileNotFoundException cause) {
        NoSuchFileException missing = new NoSuchFileException(name);
        missing.initCause(cause);
        return missing;
    }

    /** The same file system for all stores of its kind in this JVM. */
    final synchronized FileSystem fileSystem() throws IOException {
        if (opened == null) {
            opened = open();
        }
        return opened;
    }

    final synchronized Configuration configuration() {
        if (configuration == null) {
            configuration = new Configuration(Defaults.CONFIGURATION);
            settings.forEach(configuration::set);
        }
        return configuration;
    }

    /** Read from Hadoop's files once, because that takes a tenth of a second. */
    private static final class Defaults {
        static final Configuration CONFIGURATION = new Configuration();
    }

    private FileSystem open() throws IOException {
        try {
            return new Path(root + "/").getFileSystem(configuration());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof ClassNotFoundException missing) {
                throw new StoreException("store " + root + ": this installation has no library for its file system ("
                        + missing.getMessage() + ")");
            }
            throw e;
        }
    }
}
