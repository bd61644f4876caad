package org.bitsweep.cli;

import java.nio.file.Path;
import java.util.List;
import org.bitsweep.data.fetch.RemoteFile;

/** The files of a data set on this machine. */
record FetchedFiles(Path folder, List<RemoteFile> files) {
    List<Path> paths() {
        return files.stream().map(file -> folder.resolve(file.name())).toList();
    }

    /** What {@code dataset.path} is to be: the folder, or the file if there is one only. */
    Path datasetPath() {
        return files.size() == 1 ? paths().get(0) : folder;
    }
}
