package org.bitsweep.ctm;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where CTM tables come from: those that the jar ships, by name, and files of the same format. */
public final class CtmTables {
    /** The names of the shipped tables. A table keeps its values for ever once shipped. */
    public static final List<String> SHIPPED = List.of("2d-n4");

    private static final Map<String, String> ALIASES = Map.of("2d", "2d-n4");
    private static final Map<String, CtmTable> LOADED = new ConcurrentHashMap<>();

    private CtmTables() {}

    /** Opens a file by name for reading. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(String path) throws IOException;
    }

    /** A shipped table, or one from a local file. */
    public static CtmTable load(String nameOrPath) throws IOException {
        return load(nameOrPath, path -> Files.newInputStream(Path.of(path)));
    }

    /**
     * A shipped table by its name or alias, or one from a file with the columns {@code shape}, {@code block}, {@code ctm},
     * separated by tabs, plain or compressed with gzip.
     *
     * @throws IOException if there is no such file or it cannot be read
     * @throws IllegalArgumentException if its content is no CTM table; names file and line
     */
    public static CtmTable load(String nameOrPath, Opener opener) throws IOException {
        String shipped = ALIASES.getOrDefault(nameOrPath, nameOrPath);
        if (SHIPPED.contains(shipped)) {
            CtmTable table = LOADED.get(shipped);
            if (table == null) {
                table = shipped(shipped);
                LOADED.put(shipped, table);
            }
            return table;
        }
        try (InputStream in = opener.open(nameOrPath)) {
            return TableReader.read(nameOrPath, new BufferedInputStream(in));
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new IOException(
                    "no CTM table '" + nameOrPath + "': neither a file nor one of the shipped "
                            + String.join(", ", SHIPPED) + ", 2d",
                    e);
        }
    }

    private static CtmTable shipped(String name) throws IOException {
        String resource = name + ".tsv.gz";
        try (InputStream in = CtmTables.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the class path lacks the CTM table " + resource);
            }
            return TableReader.read(name, new BufferedInputStream(in));
        }
    }
}
