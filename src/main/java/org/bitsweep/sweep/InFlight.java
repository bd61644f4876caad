package org.bitsweep.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;

/**
 * Which runs are executed at the moment, in a file, so that the next driver knows with which runs this one died. Used in
 * local mode only, where a run can take the driver with it. Every driver writes a file of its own, and one that ends in
 * order leaves none unless there are deaths to remember.
 */
final class InFlight {
    /** Drivers that died while the run was in flight, and those of them that died with no other run in flight. */
    record Deaths(
            @JsonProperty("all") int all,
            @JsonProperty("alone") int alone) {
        Deaths plus(Deaths other) {
            return new Deaths(all + other.all, alone + other.alone);
        }
    }

    private record Content(
            @JsonProperty("bundles") List<List<String>> bundles,
            @JsonProperty("deaths") Map<String, Deaths> deaths) {}

    private static final String FOLDER = "_bitsweep";
    private static final String PREFIX = "in-flight-";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean local;
    private final StoreFiles files;
    private final String file;
    private final Map<Integer, List<String>> bundles = new LinkedHashMap<>();
    private final Map<String, Deaths> deaths = new HashMap<>();

    private InFlight(StoreFiles files, String driver, boolean local) {
        this.local = local;
        this.files = files;
        this.file = FOLDER + "/" + PREFIX + driver + ".json";
    }

    /**
     * Takes over what earlier drivers left.
     *
     * @param local whether runs are executed in the driver's JVM; else nothing is kept
     */
    static InFlight open(StoreFiles files, String driver, boolean local) {
        InFlight inFlight = new InFlight(files, driver, local);
        inFlight.guarded(() -> {
            Set<String> earlier = files.list(FOLDER).stream()
                    .filter(name -> name.startsWith(PREFIX))
                    .map(name -> FOLDER + "/" + name)
                    .collect(Collectors.toSet());
            for (String name : earlier) {
                inFlight.takeOver(name);
            }
            if (!inFlight.deaths.isEmpty()) {
                inFlight.save();
            }
            for (String name : earlier) {
                files.remove(name);
            }
        });
        return inFlight;
    }

    /** Runs that were in flight when a driver died, by their keys. */
    Map<String, Deaths> deaths() {
        return Map.copyOf(deaths);
    }

    /** Before the bundles are executed. */
    void begin(List<Bundle> begun) {
        for (Bundle bundle : begun) {
            bundles.put(bundle.number(), keys(bundle));
        }
        guarded(this::save);
    }

    /** After a bundle has ended in whatever way, but not with the driver. */
    void end(Bundle bundle) {
        bundles.remove(bundle.number());
        if (bundle.alone()) {
            guarded(this::save);
        }
    }

    /** After a run has its row. */
    void forget(PlannedRun run) {
        deaths.remove(run.identity().runKey());
    }

    /** Nothing is executed any more. */
    void close() {
        bundles.clear();
        guarded(() -> {
            if (deaths.isEmpty()) {
                files.remove(file);
            } else {
                save();
            }
        });
    }

    private void takeOver(String name) throws IOException {
        Content content;
        try {
            content = JSON.readValue(files.read(name), Content.class);
        } catch (JsonProcessingException | NoSuchFileException e) {
            // It only helps to find a run that kills drivers, and will be written again.
            return;
        }
        boolean alone = content.bundles.size() == 1 && content.bundles.get(0).size() == 1;
        content.deaths.forEach((key, count) -> deaths.merge(key, count, Deaths::plus));
        for (List<String> keys : content.bundles) {
            keys.forEach(key -> deaths.merge(key, new Deaths(1, alone ? 1 : 0), Deaths::plus));
        }
    }

    private void save() throws IOException {
        String json = JSON.writeValueAsString(new Content(List.copyOf(bundles.values()), deaths));
        files.replace(file, json.getBytes(StandardCharsets.UTF_8));
    }

    private void guarded(FileAction action) {
        if (!local) {
            return;
        }
        try {
            action.run();
        } catch (IOException e) {
            throw StoreException.cannotWrite(files, e);
        }
    }

    private static List<String> keys(Bundle bundle) {
        return bundle.runs().stream().map(run -> run.identity().runKey()).toList();
    }

    @FunctionalInterface
    private interface FileAction {
        void run() throws IOException;
    }
}
