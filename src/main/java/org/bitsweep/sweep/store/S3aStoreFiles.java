package org.bitsweep.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.PathIOException;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * A store in a bucket of S3 or of a server with its interface. A file is created only if absent by a conditional
 * request; an object appears whole when its upload ends. A move is a copy and a deletion: both names can exist for a
 * while.
 */
final class S3aStoreFiles extends HadoopStoreFiles {
    private static final long serialVersionUID = 1L;

    S3aStoreFiles(String root, Map<String, String> settings) {
        super(root, settings);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] content) throws IOException {
        try (FSDataOutputStream out = conditional(name)) {
            out.write(content);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (PathIOException e) {
            // The request was refused when the upload ended, because another one was faster.
            if (length(name).isPresent()) {
                return false;
            }
            throw e;
        }
        return true;
    }

    private FSDataOutputStream conditional(String name) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = fileSystem().createFile(path(name));
        builder.recursive();
        try {
            builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
            return builder.build();
        } catch (IllegalArgumentException | UnsupportedOperationException | PathIOException e) {
            throw new StoreException(
                    "store " + location() + ": its file system cannot create a file only if it is absent, which a store"
                            + " needs; see fs.s3a.create.conditional.enabled",
                    e);
        }
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        try (FSDataOutputStream out = fileSystem().create(path(name), true)) {
            out.write(content);
        }
    }

    @Override
    public void publish(String from, String to) throws IOException {
        try {
            if (fileSystem().rename(path(from), path(to))) {
                return;
            }
        } catch (FileNotFoundException e) {
            throw missing(from, e);
        }
        if (length(from).isEmpty()) {
            throw new NoSuchFileException(from);
        }
        throw new IOException("the file system did not move " + from + " to " + to);
    }

    @Override
    public OutputFile create(String name) throws IOException {
        return HadoopOutputFile.fromPath(path(name), configuration());
    }

    /** Nothing is left to do: an object that was uploaded is there to stay. */
    @Override
    public void flush(String name) {}
}
