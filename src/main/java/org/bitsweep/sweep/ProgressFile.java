package org.bitsweep.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.bitsweep.sweep.store.StoreFiles;

/** How far the running sweep is, in a file of its store for whoever wants to know. */
final class ProgressFile implements Progress {
    /**
     * What the file says.
     *
     * @param driver of the sweep that wrote it
     * @param planned distinct runs
     * @param skipped runs that the store had before
     * @param done runs that ended since, and among them those without a result
     * @param runsPerSecond since it began
     * @param secondsLeft expected
     */
    record Content(
            @JsonProperty("driver") String driver,
            @JsonProperty("sweep") String sweep,
            @JsonProperty("planned") int planned,
            @JsonProperty("skipped") int skipped,
            @JsonProperty("done") int done,
            @JsonProperty("failed") int failed,
            @JsonProperty("running") int running,
            @JsonProperty("runs_per_second") double runsPerSecond,
            @JsonProperty("seconds_left") double secondsLeft) {}

    private static final String FILE = "_bitsweep/progress.json";
    private static final long INTERVAL_NANOS = 2_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Progress shown;
    private final StoreFiles files;
    private final String driver;
    private final String sweep;
    private final int planned;
    private final int skipped;
    private final long start = System.nanoTime();
    private long written = start - INTERVAL_NANOS;

    /** @param shown is told the same */
    ProgressFile(Progress shown, StoreFiles files, String driver, String sweep, int planned, int skipped) {
        this.shown = shown;
        this.files = files;
        this.driver = driver;
        this.sweep = sweep;
        this.planned = planned;
        this.skipped = skipped;
    }

    /** The file of a store; empty if there is none. */
    static Optional<Content> read(StoreFiles files) throws IOException {
        try {
            return Optional.of(JSON.readValue(files.read(FILE), Content.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void update(State state) {
        shown.update(state);
        long now = System.nanoTime();
        if (now - written < INTERVAL_NANOS) {
            return;
        }
        written = now;
        Content content = new Content(
                driver,
                sweep,
                planned,
                skipped,
                state.done(),
                state.failed(),
                state.running(),
                state.done() / ((now - start) / 1e9),
                state.secondsLeft());
        quietly(() -> files.replace(FILE, JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        shown.close();
        quietly(() -> files.remove(FILE));
    }

    /** A sweep does not end because nobody can be told how far it is. */
    private void quietly(FileAction action) {
        try {
            action.run();
        } catch (IOException e) {
            System.getLogger(ProgressFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "the progress was not written", e);
        }
    }

    @FunctionalInterface
    private interface FileAction {
        void run() throws IOException;
    }
}
