package org.bitsweep.sweep.store;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local disk with HDFS's rename, which refuses a target that exists, and with {@link Faults}. */
public final class FaultyFileSystem extends RawLocalFileSystem {
    private static final String SCHEME = "faulty";
    private static final URI ROOT = URI.create(SCHEME + ":///");

    /** Settings that make Hadoop know it. */
    public static final Map<String, String> SETTINGS = Map.of(
            "fs." + SCHEME + ".impl",
            FaultyFileSystem.class.getName(),
            "fs.AbstractFileSystem." + SCHEME + ".impl",
            Context.class.getName());

    /** A store in a local folder, by the operations of a store on HDFS. */
    public static StoreFiles store(java.nio.file.Path folder) {
        return new HdfsStoreFiles(SCHEME + "://" + folder, SETTINGS);
    }

    /** The same for Hadoop's other interface. */
    static final class Context extends DelegateToFileSystem {
        Context(URI uri, Configuration configuration) throws IOException, URISyntaxException {
            super(uri, new FaultyFileSystem(), configuration, SCHEME, false);
        }

        @Override
        public int getUriDefaultPort() {
            return -1;
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        OutputStream out = Faults.change(
                "create " + path.getName(),
                () -> super.create(path, permission, overwrite, buffer, replication, block, progress));
        return new FSDataOutputStream(new FaultyStream(path.getName(), out), null);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return Faults.change("rename " + from.getName() + " to " + to.getName(), () -> {
            synchronized (ROOT) {
                boolean isPossible = exists(from) && !exists(to) && exists(to.getParent());
                return isPossible && pathToFile(from).renameTo(pathToFile(to));
            }
        });
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return Faults.change("delete " + path.getName(), () -> super.delete(path, recursive));
    }

    /** Hadoop starts a process to do it. */
    @Override
    public void setPermission(Path path, FsPermission permission) {}

    /** Hadoop starts a process to find out whether it is a link. */
    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
        return getFileStatus(path);
    }

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
        return Faults.look(() -> super.open(path, buffer));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return Faults.look(() -> super.listStatus(path));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws FileNotFoundException, IOException {
        return Faults.look(() -> super.getFileStatus(path));
    }

    private static final class FaultyStream extends FilterOutputStream {
        private final String name;
        private boolean isClosed;

        FaultyStream(String name, OutputStream out) {
            super(out);
            this.name = name;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            Faults.write(count);
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            if (!isClosed) {
                isClosed = true;
                Faults.change("close " + name, () -> {
                    super.close();
                    return null;
                });
            }
        }
    }
}
