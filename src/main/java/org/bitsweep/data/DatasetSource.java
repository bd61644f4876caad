package org.bitsweep.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** What to load: a generator with its parameters, or files. */
public sealed interface DatasetSource extends Serializable permits StrokesSource, IdxSource {
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
