package org.bitsweep.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table that Spark reads: one column is the label, all others are features, in the order of the columns. Since such
 * tables have no lasting order of rows, samples are in the order of {@link TableRows#sort}: files and partitions decide
 * nothing.
 *
 * @param path of a file or folder, or any location that Spark knows
 * @param format of Spark: parquet, orc, json, …
 * @param label the label's column, by name or number
 */
public record TableSource(String path, String format, String label) implements DatasetSource {
    private static final String IDENTITY = "table/1";

    @Override
    public String kind() {
        return "table";
    }

    @Override
    public Dataset load(Opener opener) throws IOException {
        TableRows rows = opener.table(this);
        rows.sort();
        return rows.dataset(IDENTITY);
    }

    @Override
    public Optional<DatasetFacts> facts() {
        return Optional.empty();
    }

    /** The files of a local path; none for other locations, whose states are not known. */
    @Override
    public List<String> files(Opener opener) throws IOException {
        if (path.contains(":") || !Files.exists(Path.of(path))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(Path.of(path))) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
