package org.bitsweep.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/** Where the files are that a log names, which of them are damaged, and which others lie in the tables' folders. */
final class Inventory {
    private final StoreFiles files;
    private final Map<TableName, SortedMap<String, Long>> tables = new EnumMap<>(TableName.class);
    private final Map<StagedFile, String> places = new LinkedHashMap<>();
    private final List<StagedFile> damaged = new ArrayList<>();
    private final List<String> damage = new ArrayList<>();
    private final List<String> unnamed = new ArrayList<>();

    private Inventory(StoreFiles files) {
        this.files = files;
    }

    static Inventory take(StoreFiles files, List<StagedFile> live) throws IOException {
        Inventory inventory = new Inventory(files);
        Set<String> named = new HashSet<>();
        List<StagedFile> ordered = new ArrayList<>(live);
        ordered.sort(Comparator.comparing(StagedFile::table));
        for (TableName table : TableName.values()) {
            inventory.tables.put(table, files.lengths(table.folder()));
        }
        for (StagedFile file : ordered) {
            named.add(file.target());
            inventory.find(file);
        }
        inventory.tables.forEach((table, lengths) -> {
            for (String name : lengths.keySet()) {
                String target = table.folder() + "/" + name;
                if (!named.contains(target)) {
                    inventory.unnamed.add(target);
                }
            }
        });
        return inventory;
    }

    private void find(StagedFile file) throws IOException {
        String name = file.target().substring(file.table().folder().length() + 1);
        Long listed = tables.get(file.table()).get(name);
        if (listed != null && listed == file.length()) {
            places.put(file, file.target());
            return;
        }
        // Last its target once more, because it may have been moved there since.
        for (String place : List.of(file.staging(), file.target())) {
            OptionalLong length = files.length(place);
            if (length.isPresent() && length.getAsLong() == file.length()) {
                places.put(file, place);
                return;
            }
        }
        damaged.add(file);
        damage.add(
                listed == null
                        ? "the store " + files.location() + " has lost " + file.target()
                                + ": its log names the file with " + file.length() + " bytes"
                        : "the store " + files.location() + " has a damaged file " + file.target() + ": it has "
                                + listed + " bytes, and its log says " + file.length());
    }

    /** The name under which each file is now, in the order of {@link TableName}. */
    Map<StagedFile, String> places() {
        return places;
    }

    /** The files that are missing, or have another length than the log says. */
    List<StagedFile> damaged() {
        return damaged;
    }

    /** One sentence for each damaged file. */
    List<String> damage() {
        return damage;
    }

    /** The files in the tables' folders that the log does not name. */
    List<String> unnamed() {
        return unnamed;
    }
}
