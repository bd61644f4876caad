package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.parquet.example.data.Group;

/** Says where a store's files are, from its log; takes no lease and writes nothing. */
public final class StoreReader {
    private final StoreFiles files;
    private final StoreLog log;

    private StoreReader(StoreFiles files, StoreLog log) {
        this.files = files;
        this.log = log;
    }

    /** @throws StoreException if there is no store, or its log is damaged */
    public static StoreReader open(String store) {
        return find(store)
                .orElseThrow(() -> new StoreException(
                        "there is no result store at " + StoreFiles.of(store).location()));
    }

    /**
     * The store at a place; empty if there is none.
     *
     * @throws StoreException if its log is damaged
     */
    public static Optional<StoreReader> find(String store) {
        StoreFiles files = StoreFiles.of(store);
        try {
            StoreReader reader = new StoreReader(files, StoreLog.read(files));
            return reader.log.size() == 0 ? Optional.empty() : Optional.of(reader);
        } catch (IOException e) {
            throw new StoreException("cannot read the store " + files.location() + ": " + reason(e), e);
        }
    }

    /** The files of one table, as the log names them. */
    public List<StagedFile> files(TableName table) {
        return log.live().stream().filter(file -> file.table() == table).toList();
    }

    /**
     * The files of one table: where they belong, or in staging where a commit has not moved them yet.
     *
     * @throws StoreException if a file is missing or was changed, naming it
     */
    public List<String> locations(TableName table) {
        List<String> locations = new ArrayList<>();
        for (StagedFile file : log.live()) {
            if (file.table() == table) {
                locations.add(files.location(find(file)));
            }
        }
        return locations;
    }

    /**
     * Reads some columns of a table, row by row.
     *
     * @param row takes a row and the file that it is in
     * @throws StoreException if a file is missing or damaged, naming it
     */
    public void read(TableName table, List<String> columns, BiConsumer<StagedFile, Group> row) {
        for (StagedFile file : log.live()) {
            if (file.table() == table) {
                String name = find(file);
                try {
                    ParquetRows.read(files.open(name), columns, found -> row.accept(file, found));
                } catch (IOException | RuntimeException e) {
                    // The library meets damage with exceptions of any kind.
                    throw new StoreException(
                            "the store " + files.location() + " has a damaged file " + file.target()
                                    + ": it cannot be read as Parquet",
                            e);
                }
            }
        }
    }

    private String find(StagedFile file) {
        try {
            for (String name : List.of(file.target(), file.staging(), file.target())) {
                OptionalLong length = files.length(name);
                if (length.isPresent() && length.getAsLong() == file.length()) {
                    return name;
                }
            }
        } catch (IOException e) {
            throw new StoreException("cannot read the store " + files.location() + ": " + reason(e), e);
        }
        throw new StoreException("the store " + files.location() + " has lost " + file.target()
                + ": its log names the file with " + file.length() + " bytes");
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }
}
