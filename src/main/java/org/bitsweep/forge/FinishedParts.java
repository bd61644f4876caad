package org.bitsweep.forge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.bitsweep.ctm.MachineSpace;

/**
 * The finished bundles of an enumeration, a file each, in a folder on the driver's machine. Only the driver writes; a
 * file appears whole or not at all, and one that is damaged counts as missing.
 */
public final class FinishedParts {
    /** Raised when the counts of a bundle would change. */
    private static final int REVISION = 1;

    private final Path parent;
    private Path folder;

    private FinishedParts(Path parent) {
        this.parent = parent;
    }

    /** Keeps parts below this folder, which is created when needed. */
    public static FinishedParts in(Path parent) {
        return new FinishedParts(parent);
    }

    /** Keeps nothing. */
    public static FinishedParts none() {
        return new FinishedParts(null);
    }

    void open(MachineSpace space, int depth, int bundles) throws IOException {
        if (parent != null) {
            folder = parent.resolve(String.format(
                    Locale.ROOT,
                    "%dd-n%d-b%d-cut%d-of%d-r%d",
                    space.dim(),
                    space.states(),
                    space.steps(),
                    depth,
                    bundles,
                    REVISION));
            Files.createDirectories(folder);
        }
    }

    /** What was written for this bundle, or null. */
    byte[] read(int bundle) throws IOException {
        if (folder == null) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(bundle));
        } catch (NoSuchFileException e) {
            return null;
        }
        if (bytes.length < Long.BYTES) {
            return null;
        }
        int length = bytes.length - Long.BYTES;
        return ByteBuffer.wrap(bytes, length, Long.BYTES).getLong() == checksum(bytes, length, bundle)
                ? java.util.Arrays.copyOf(bytes, length)
                : null;
    }

    void write(int bundle, byte[] tally) throws IOException {
        if (folder == null) {
            return;
        }
        byte[] bytes = ByteBuffer.allocate(tally.length + Long.BYTES)
                .put(tally)
                .putLong(checksum(tally, tally.length, bundle))
                .array();
        Path temporary =
                folder.resolve("." + bundle + "." + ProcessHandle.current().pid());
        Files.write(temporary, bytes);
        Files.move(temporary, file(bundle), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the parts of the enumeration, which nobody needs once its table is written. */
    public void clear() throws IOException {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        try (Stream<Path> others = Files.list(parent)) {
            if (others.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(parent);
    }

    private Path file(int bundle) {
        return folder.resolve(String.format(Locale.ROOT, "part-%05d", bundle));
    }

    /** Over the name of the enumeration and the bundle too, so that a file in the wrong place is noticed. */
    private long checksum(byte[] bytes, int length, int bundle) {
        CRC32C crc = new CRC32C();
        crc.update((folder.getFileName() + "/" + bundle).getBytes(StandardCharsets.UTF_8));
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
