package org.bitsweep.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears whole or not at all: it is written beside its place under another name, then moved there. */
final class OutputFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;

    /**
     * Tries the place, so that one where nothing can be written is known before the work begins.
     *
     * @throws IllegalArgumentException if nothing can be written there; says why
     */
    OutputFile(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IllegalArgumentException("cannot write " + target + ": it is a folder");
        }
        this.temporary = this.target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.newOutputStream(temporary).close();
            Files.delete(temporary);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "cannot write " + target + ": there is no folder " + this.target.getParent(), e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("cannot write " + target + ": permission denied", e);
        } catch (FileSystemException e) {
            throw new IllegalArgumentException("cannot write " + target + ": " + e.getReason(), e);
        }
    }

    /** Writes a text whole, and says so on stderr. */
    static void write(Path target, String text) throws IOException {
        try (OutputFile file = new OutputFile(target)) {
            Files.writeString(file.temporary, text, StandardCharsets.UTF_8);
            file.publish();
        }
        System.err.println("wrote " + target);
    }

    /** Where to write for now. */
    Path temporary() {
        return temporary;
    }

    /** Moves what was written to its place. */
    void publish() throws IOException {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
