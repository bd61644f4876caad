package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes what is damaged out of a store, so that a sweep trains the runs that were there again. */
public final class StoreRepair {
    private StoreRepair() {}

    /**
     * Takes out the files that are missing or have another length than the log says, with the files of the same runs in
     * the other tables, and leaves damaged log records behind.
     *
     * @return one sentence for each damaged file and record
     * @throws StoreException if there is no store, it cannot be written, or has a living writer
     */
    public static List<String> dropDamaged(StoreFiles files) {
        String driver = StoreWriter.newDriver();
        try {
            Lease lease = Lease.acquire(files, driver);
            try {
                return dropDamaged(files, driver);
            } finally {
                lease.release(files);
            }
        } catch (IOException e) {
            throw StoreException.cannotWrite(files, e);
        }
    }

    private static List<String> dropDamaged(StoreFiles files, String driver) throws IOException {
        StoreLog log = StoreLog.readWhatIsWhole(files);
        Inventory inventory = Inventory.take(files, log.live());
        List<String> damage = new ArrayList<>(log.damage());
        damage.addAll(inventory.damage());
        if (damage.isEmpty()) {
            return damage;
        }
        Set<String> stems = inventory.damaged().stream().map(StagedFile::stem).collect(Collectors.toSet());
        List<String> removed = log.live().stream()
                .filter(file -> stems.contains(file.stem()))
                .map(StagedFile::target)
                .toList();
        if (!log.appendCheckpoint(driver, removed, List.of())) {
            throw StoreWriter.lost(files);
        }
        for (String name : removed) {
            files.remove(name);
        }
        return damage;
    }
}
