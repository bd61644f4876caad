package org.bitsweep.sweep;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.bitsweep.sweep.store.StoreFiles;

/**
 * A store's files, of which those that match a pattern cannot be created.
 *
 * @param diskIsFull whether the disk is the reason; else the task that tries dies
 */
record FaultyFiles(StoreFiles files, String pattern, boolean diskIsFull) implements StoreFiles {
    @Override
    public OutputFile create(String name) throws IOException {
        if (Pattern.compile(pattern).matcher(name).find()) {
            if (diskIsFull) {
                throw new IOException("no space left for " + name);
            }
            throw new IllegalStateException("killed while writing " + name);
        }
        return files.create(name);
    }

    @Override
    public InputFile open(String name) throws IOException {
        return files.open(name);
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
}
