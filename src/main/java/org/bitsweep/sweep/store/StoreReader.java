package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        try {
            StoreLog log = StoreLog.readWhatIsWhole(files);
            for (int attempt = 1; ; attempt++) {
                if (log.next() == 0) {
                    throw new StoreException("there is no result store at " + files.location());
                }
                Inventory inventory = Inventory.take(files, log.live());
                StoreLog newer = inventory.damaged().isEmpty() ? log : StoreLog.readWhatIsWhole(files);
                if (newer.next() == log.next() || attempt == MOST_ATTEMPTS) {
                    List<String> damage = new ArrayList<>(log.damage());
                    damage.addAll(inventory.damage());
                    return new StoreReader(files, inventory.places(), damage);
                }
                // What is missing may have been removed by a record that came in between.
                log = newer;
            }
        } catch (IOException e) {
            throw new StoreException("cannot read the store " + files.location() + ": " + reason(e), e);
        }
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

    static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }
}
