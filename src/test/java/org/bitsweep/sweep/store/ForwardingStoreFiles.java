package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/** The files of another store; a subclass does one thing otherwise. */
public class ForwardingStoreFiles implements StoreFiles {
    private static final long serialVersionUID = 1L;

    private final StoreFiles files;

    public ForwardingStoreFiles(StoreFiles files) {
        this.files = files;
    }

    @Override
    public String location() {
        return files.location();
    }

    @Override
    public String location(String name) {
        return files.location(name);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] content) throws IOException {
        return files.putIfAbsent(name, content);
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        files.replace(name, content);
    }

    @Override
    public void publish(String from, String to) throws IOException {
        files.publish(from, to);
    }

    @Override
    public void remove(String name) throws IOException {
        files.remove(name);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return files.list(folder);
    }

    @Override
    public SortedMap<String, Long> lengths(String folder) throws IOException {
        return files.lengths(folder);
    }

    @Override
    public byte[] read(String name) throws IOException {
        return files.read(name);
    }

    @Override
    public OptionalLong length(String name) throws IOException {
        return files.length(name);
    }

    @Override
    public void flush(String name) throws IOException {
        files.flush(name);
    }

    @Override
    public InputFile open(String name) throws IOException {
        return files.open(name);
    }

    @Override
    public OutputFile create(String name) throws IOException {
        return files.create(name);
    }
}
