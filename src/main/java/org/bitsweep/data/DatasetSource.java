package org.bitsweep.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to load: a generator with its parameters, or files. */
public sealed interface DatasetSource extends Serializable
        permits StrokesSource,
                SincosSource,
                BooleanSource,
                ModularAdditionSource,
                IcosahedronSource,
                IdxSource,
                HarSource,
                CsvSource,
                TableSource {
    /** What configurations call it. */
    String kind();

    /**
     * The parameters that decide what is loaded, by the names that configurations give them. A file's path is none: the
     * digest stands for its content.
     */
    default Map<String, Object> parameters() {
        return Map.of();
    }

    /** Whether samples are images, which can be resized; others are rows of features. */
    default boolean images() {
        return false;
    }

    /**
     * If every feature is a category, numbered from 0, how many there are of each; 0 if features are measurements.
     * Categories are for an embedding, and cannot be scaled.
     */
    default int categories() {
        return 0;
    }

    /**
     * Generates or reads the whole dataset.
     *
     * @throws java.io.FileNotFoundException if a file is missing, with one sentence that says which was expected
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if a file's content is wrong, with one sentence that names the file and says
     *     what was expected and found
     */
    Dataset load(Opener opener) throws IOException;

    /** What the dataset will be like, where that is known without reading anything. */
    Optional<DatasetFacts> facts();

    /**
     * The files that {@link #load} reads; none for a generator.
     *
     * @throws IOException if a folder cannot be looked through
     */
    List<String> files(Opener opener) throws IOException;
}
