package org.bitsweep.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Remembers what data sets from local files are like, so that a plan need not read them: an entry a data set and state
 * of its files, which are known by path, length and modification time. Whoever loads a data set compares its digest with what was
 * remembered, and {@linkplain #forget forgets} what is wrong.
 *
 * <p>Entries are written whole under their name, so that readers and other writers meet all of one or nothing. One that
 * is damaged counts as none, and a folder that cannot be written remembers nothing.
 */
public final class FactsCache {
    /** Files that changed this recently may change again without a change of their time. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final System.Logger LOG = System.getLogger(FactsCache.class.getName());

    private final Path folder;

    /** @param folder of the entries; made when it is needed */
    public FactsCache(Path folder) {
        this.folder = folder;
    }

    /** The cache of this user. */
    public static FactsCache ofUser() {
        return new FactsCache(UserCache.folder().resolve("datasets"));
    }

    /**
     * What a dataset is like: remembered, or from the dataset itself.
     *
     * @param opener of files of this machine
     * @param loaded takes the dataset, if it had to be loaded
     * @throws IOException and IllegalArgumentException as {@link DatasetSource#load}
     */
    public DatasetFacts facts(DatasetSource source, Opener opener, Consumer<Dataset> loaded) throws IOException {
        if (source.facts().isPresent()) {
            return source.facts().get();
        }
        Optional<Path> entry = entry(source, opener);
        Optional<DatasetFacts> known = entry.flatMap(FactsCache::read);
        if (known.isPresent()) {
            return known.get();
        }
        Dataset dataset = source.load(opener);
        loaded.accept(dataset);
        if (entry.isPresent() && entry.equals(entry(source, opener))) {
            write(entry.get(), dataset.facts());
        }
        return dataset.facts();
    }

    /** Forgets what the files of a dataset are like in their present state. */
    public void forget(DatasetSource source, Opener opener) throws IOException {
        Optional<Path> entry = entry(source, opener);
        if (entry.isPresent()) {
            Files.deleteIfExists(entry.get());
        }
    }

    /** The entry for the files in their present state; empty if they are missing or may be changing. */
    private Optional<Path> entry(DatasetSource source, Opener opener) throws IOException {
        DatasetDigest state = new DatasetDigest("facts/2/" + source);
        long newest = Long.MIN_VALUE;
        for (String file : source.files(opener)) {
            Path path = Path.of(file).toAbsolutePath().normalize();
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            newest = Math.max(newest, modified);
            state.add((path + "\n" + attributes.size() + "\n" + modified + "\n").getBytes(StandardCharsets.UTF_8));
        }
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        boolean settled = newest > Long.MIN_VALUE && newest < now - SETTLED_NANOS;
        return settled ? Optional.of(folder.resolve(state.hex())) : Optional.empty();
    }

    private static Optional<DatasetFacts> read(Path entry) {
        try {
            return decode(Files.readString(entry));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(Path entry, DatasetFacts facts) {
        try {
            Files.createDirectories(entry.getParent());
            Path temporary = entry.resolveSibling("." + UUID.randomUUID());
            try {
                Files.writeString(temporary, encode(facts));
                Files.move(temporary, entry, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "what a data set is like is not remembered", e);
        }
    }

    /** Numbers and digest on one line, their checksum on a second one. */
    static String encode(DatasetFacts facts) {
        String line = facts.height() + " " + facts.width() + " " + facts.classes() + " " + facts.count() + " "
                + facts.officialTest() + " " + facts.digest();
        return line + "\n" + checksum(line) + "\n";
    }

    static Optional<DatasetFacts> decode(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 3 || !lines[2].isEmpty() || !lines[1].equals(checksum(lines[0]))) {
            return Optional.empty();
        }
        String[] fields = lines[0].split(" ");
        return Optional.of(new DatasetFacts(
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]),
                fields[5]));
    }

    private static String checksum(String line) {
        CRC32C crc = new CRC32C();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), 8);
    }
}
