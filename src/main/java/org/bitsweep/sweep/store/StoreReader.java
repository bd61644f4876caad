package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;

/**
 * Says where a store's files are, from its log; takes no lease and writes nothing. All tables are those of one moment. A
 * damaged file or log record hides its runs only.
 */
public final class StoreReader {
    private static final int MOST_ATTEMPTS = 10;

    private final StoreFiles files;
    private final Map<StagedFile, String> places;
    private final List<String> damage;

    private StoreReader(StoreFiles files, Map<StagedFile, String> places, List<String> damage) {
        this.files = files;
        this.places = places;
        this.damage = List.copyOf(damage);
    }

    /** @throws StoreException if there is no store, it cannot be read, or a later version wrote it */
    public static StoreReader open(String store) {
        return open(StoreFiles.of(store));
    }

    /** @throws StoreException if there is no store, it cannot be read, or a later version wrote it */
    public static StoreReader open(StoreFiles files) {
        return find(files).orElseThrow(() -> new StoreException("there is no result store at " + files.location()));
    }

    /** The same as {@link #find(StoreFiles)}. */
    public static Optional<StoreReader> find(String store) {
        return find(StoreFiles.of(store));
    }

    /**
     * The store at a place; empty if there is none.
     *
     * @throws StoreException if it cannot be read, or a later version wrote it
     */
    public static Optional<StoreReader> find(StoreFiles files) {
        try {
            StoreLog log = StoreLog.readWhatIsWhole(files);
            for (int attempt = 1; ; attempt++) {
                if (log.next() == 0) {
                    return Optional.empty();
                }
                Inventory inventory = Inventory.take(files, log.live());
                StoreLog newer = inventory.damaged().isEmpty() ? log : StoreLog.readWhatIsWhole(files);
                if (newer.next() == log.next() || attempt == MOST_ATTEMPTS) {
                    List<String> damage = new ArrayList<>(log.damage());
                    damage.addAll(inventory.damage());
                    return Optional.of(new StoreReader(files, inventory.places(), damage));
                }
                // What is missing may have been removed by a record that came in between.
                log = newer;
            }
        } catch (IOException e) {
            throw StoreException.cannotRead(files, e);
        }
    }

    /**
     * Answers a question, again if files were moved or replaced before the answer was there: a sweep or a compaction may
     * be writing.
     *
     * @throws StoreException if there is no store, it cannot be read, or a later version wrote it
     */
    public static <T> T ask(StoreFiles files, Function<StoreReader, T> question) {
        for (int attempt = 1; ; attempt++) {
            StoreReader reader = open(files);
            try {
                return question.apply(reader);
            } catch (RuntimeException e) {
                if (attempt == MOST_ATTEMPTS || !reader.isOutdated()) {
                    throw e;
                }
            }
        }
    }

    /** The whole files of one table. */
    public List<StagedFile> files(TableName table) {
        return places.keySet().stream().filter(file -> file.table() == table).toList();
    }

    /** The whole files of one table: where they belong, or in staging where a commit has not moved them yet. */
    public List<String> locations(TableName table) {
        List<String> locations = new ArrayList<>();
        places.forEach((file, place) -> {
            if (file.table() == table) {
                locations.add(files.location(place));
            }
        });
        return locations;
    }

    /** One sentence for each file or log record that is damaged or missing, naming it; none of a whole store. */
    public List<String> damage() {
        return damage;
    }

    /** Whether a file is not any more where it was: a query that fails then is worth another try. */
    public boolean isOutdated() {
        return !open(files).places.values().containsAll(places.values());
    }

    /**
     * Reads some columns of a table, row by row.
     *
     * @param row takes a row and the file that it is in
     * @throws StoreException if a file is missing or damaged, naming it
     */
    public void read(TableName table, List<String> columns, BiConsumer<StagedFile, Group> row) {
        for (StagedFile file : files(table)) {
            try {
                ParquetRows.read(files.open(places.get(file)), columns, found -> row.accept(file, found));
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
