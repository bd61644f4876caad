package org.bitsweep.sweep.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** A store on a local or mounted disk. A file is created only if absent by a temporary file and a hard link. */
final class LocalStoreFiles implements StoreFiles {
    private static final long serialVersionUID = 1L;

    private final String root;

    LocalStoreFiles(String root) {
        this.root = Path.of(root).toAbsolutePath().normalize().toString();
    }

    @Override
    public String location() {
        return root;
    }

    @Override
    public String location(String name) {
        return "file://" + path(name);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] content) throws IOException {
        Path target = path(name);
        Path temporary = temporary(target, content);
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(temporary);
        }
        flushFolder(target.getParent());
        return true;
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        Path target = path(name);
        Files.move(temporary(target, content), target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void publish(String from, String to) throws IOException {
        Path target = path(to);
        Files.createDirectories(target.getParent());
        Files.move(path(from), target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public SortedMap<String, Long> lengths(String folder) throws IOException {
        SortedMap<String, Long> lengths = new TreeMap<>();
        for (String name : list(folder)) {
            Path file = path(folder).resolve(name);
            try {
                if (Files.isRegularFile(file)) {
                    lengths.put(name, Files.size(file));
                }
            } catch (NoSuchFileException e) {
                // Moved since the folder was listed.
                lengths.remove(name);
            }
        }
        return lengths;
    }

    @Override
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    @Override
    public OptionalLong length(String name) throws IOException {
        try {
            return OptionalLong.of(Files.size(path(name)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public InputFile open(String name) {
        return new LocalInputFile(path(name));
    }

    @Override
    public OutputFile create(String name) throws IOException {
        Path target = path(name);
        Files.createDirectories(target.getParent());
        return new LocalOutputFile(target);
    }

    @Override
    public void flush(String name) throws IOException {
        try (FileChannel channel = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        flushFolder(path(name).getParent());
    }

    private Path path(String name) {
        return Path.of(root, name);
    }

    /** A flushed file beside the target, whose name readers of Parquet skip. */
    private static Path temporary(Path target, byte[] content) throws IOException {
        Files.createDirectories(target.getParent());
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        return temporary;
    }

    private static void flushFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
