package org.bitsweep.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A store on HDFS. A file is created only if absent by a temporary file and a rename, which HDFS refuses if the target
 * exists; blocks are flushed to disk as they are closed.
 */
final class HdfsStoreFiles extends HadoopStoreFiles {
    private static final long serialVersionUID = 1L;

    private transient FileContext context;

    HdfsStoreFiles(String root, Map<String, String> settings) {
        super(root, settings);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] content) throws IOException {
        Path target = path(name);
        Path temporary = temporary(target, content);
        if (fileSystem().rename(temporary, target)) {
            return true;
        }
        boolean isTaken = fileSystem().exists(target);
        fileSystem().delete(temporary, false);
        if (!isTaken) {
            throw new NoSuchFileException(temporary.toString(), name, "the file system did not rename the new file");
        }
        return false;
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        Path target = path(name);
        Path temporary = temporary(target, content);
        context().rename(temporary, target, Rename.OVERWRITE);
    }

    /** Hadoop's only interface to a rename that overwrites. */
    private synchronized FileContext context() throws IOException {
        if (context == null) {
            context = FileContext.getFileContext(path("").toUri(), configuration());
        }
        return context;
    }

    @Override
    public void publish(String from, String to) throws IOException {
        Path source = path(from);
        Path target = path(to);
        FileSystem files = fileSystem();
        files.mkdirs(target.getParent());
        try {
            if (files.rename(source, target)) {
                return;
            }
        } catch (FileNotFoundException e) {
            throw missing(from, e);
        }
        if (!files.exists(source)) {
            throw new NoSuchFileException(from);
        }
        throw new IOException("the file system did not rename " + from + " to " + to);
    }

    @Override
    public OutputFile create(String name) throws IOException {
        return new FlushedFile(fileSystem(), path(name));
    }

    /** Nothing is left to do: see {@link FlushedFile}. */
    @Override
    public void flush(String name) {}

    /** A file beside the target, on disk, whose name readers of Parquet skip. */
    private Path temporary(Path target, byte[] content) throws IOException {
        Path temporary = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
        try (FSDataOutputStream out = stream(fileSystem(), temporary)) {
            out.write(content);
        }
        return temporary;
    }

    private static FSDataOutputStream stream(FileSystem files, Path path) throws IOException {
        return files.create(
                path,
                FsPermission.getFileDefault().applyUMask(FsPermission.getUMask(files.getConf())),
                EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE, CreateFlag.SYNC_BLOCK),
                files.getConf().getInt("io.file.buffer.size", 4096),
                files.getDefaultReplication(path),
                files.getDefaultBlockSize(path),
                null);
    }

    /** A file whose blocks the data nodes flush to disk when they are full or closed. */
    private record FlushedFile(FileSystem files, Path path) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) throws IOException {
            return createOrOverwrite(blockSizeHint);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
            return HadoopStreams.wrap(stream(files, path));
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return files.getDefaultBlockSize(path);
        }
    }
}
