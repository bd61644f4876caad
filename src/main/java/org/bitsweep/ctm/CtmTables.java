package org.bitsweep.ctm;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Where CTM tables come from: those that the jar ships, by name, and files of the same format. */
public final class CtmTables {
    /** The names of the shipped tables. A table keeps its values for ever once shipped. */
    public static final List<String> SHIPPED = List.of("1d-n5", "2d-n4", "2d-n5");

    private static final Map<String, String> ALIASES = Map.of("1d", "1d-n5", "2d", "2d-n5");
    private static final Map<String, CtmTable> LOADED = new ConcurrentHashMap<>();

    private CtmTables() {}

    /** Opens a file by name for reading. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(String path) throws IOException;
    }

    /** Opens files of the local file system. */
    public static Opener local() {
        return path -> Files.newInputStream(Path.of(path));
    }

    /** A shipped table, or one from a local file. */
    public static CtmTable load(String nameOrPath) throws IOException {
        return load(nameOrPath, local());
    }

    /**
     * A shipped table by its name or alias ({@code 1d}, {@code 2d}: the current defaults), or one from a file with the
     * columns {@code shape}, {@code block}, {@code ctm}, separated by tabs, plain or compressed with gzip.
     *
     * @throws IOException if there is no such file or it cannot be read
     * @throws IllegalArgumentException if its content is no CTM table; names file and line
     */
    public static CtmTable load(String nameOrPath, Opener opener) throws IOException {
        String name = ALIASES.getOrDefault(nameOrPath, nameOrPath);
        CtmTable table = LOADED.get(name);
        if (table == null) {
            try (InputStream in = open(name, opener)) {
                table = TableReader.read(name, in);
            } catch (EOFException e) {
                throw cut(name, e);
            }
            if (SHIPPED.contains(name)) {
                LOADED.put(name, table);
            }
        }
        return table;
    }

    /**
     * Reads the rows of a table as its file has them, the long strings of the line too, without keeping them.
     *
     * @throws IOException as {@link #load}
     * @throws IllegalArgumentException as {@link #load}
     */
    public static void rows(String nameOrPath, Opener opener, Consumer<TableRow> rows) throws IOException {
        String name = ALIASES.getOrDefault(nameOrPath, nameOrPath);
        try (InputStream in = open(name, opener)) {
            TableReader.rows(name, in, rows);
        } catch (EOFException e) {
            throw cut(name, e);
        }
    }

    private static IllegalArgumentException cut(String name, EOFException e) {
        return new IllegalArgumentException(name + " ends in the middle of its compressed data", e);
    }

    private static InputStream open(String name, Opener opener) throws IOException {
        if (SHIPPED.contains(name)) {
            String resource = name + ".tsv.gz";
            InputStream in = CtmTables.class.getResourceAsStream(resource);
            if (in == null) {
                throw new IOException("the class path lacks the CTM table " + resource);
            }
            return new BufferedInputStream(in);
        }
        try {
            return new BufferedInputStream(opener.open(name));
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new IOException(
                    "no CTM table '" + name + "': neither a file nor one of the shipped " + String.join(", ", SHIPPED),
                    e);
        }
    }
}
