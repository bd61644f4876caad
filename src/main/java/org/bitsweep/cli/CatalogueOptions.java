package org.bitsweep.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.bitsweep.data.UserCache;
import org.bitsweep.data.fetch.Catalogue;
import picocli.CommandLine.Option;

/** Which data sets can be fetched, and where they go. */
final class CatalogueOptions {
    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "A file with mirrors, files and sums that is laid over the one that bitsweep brings.")
    private Path catalogue;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "The folder that has a folder for each data set (default: bitsweep/data in $XDG_CACHE_HOME"
                    + " or ~/.cache).")
    private Path folder;

    Catalogue read() {
        return Catalogue.read(Optional.ofNullable(catalogue));
    }

    Path folder(String name) {
        Path all = folder != null ? folder : UserCache.folder().resolve("data");
        return all.resolve(name).toAbsolutePath().normalize();
    }
}
