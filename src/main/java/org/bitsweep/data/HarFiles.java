package org.bitsweep.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The files of the UCI HAR data set: in its folder, in a folder that holds that, or in its archive, which may lie in
 * another archive as the repository hands it out.
 */
final class HarFiles {
    private static final List<String> FOLDERS = List.of("", "UCI HAR Dataset/");

    private final Opener opener;
    private final String path;

    HarFiles(Opener opener, String path) {
        this.opener = opener;
        this.path = path;
    }

    /** The files that {@link #read} opens. */
    List<String> paths(List<String> names) throws IOException {
        if (archive()) {
            return List.of(path);
        }
        List<String> paths = new ArrayList<>();
        for (String name : names) {
            find(name).ifPresent(paths::add);
        }
        return paths;
    }

    /**
     * Reads files by their names inside the data set's folder.
     *
     * @throws FileNotFoundException if one is missing
     */
    Map<String, TextNumbers> read(List<String> names) throws IOException {
        Map<String, TextNumbers> read = new HashMap<>();
        if (archive()) {
            try (ZipInputStream zip = new ZipInputStream(opener.open(path))) {
                readArchive(zip, names, read);
            }
        } else {
            for (String name : names) {
                String file = find(name).orElseThrow(() -> missing(name));
                try (InputStream in = opener.open(file)) {
                    read.put(name, TextNumbers.read(in, file));
                }
            }
        }
        for (String name : names) {
            if (!read.containsKey(name)) {
                throw missing(name);
            }
        }
        return read;
    }

    private boolean archive() {
        return path.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private void readArchive(ZipInputStream zip, List<String> names, Map<String, TextNumbers> read) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".zip")) {
                readArchive(new ZipInputStream(zip), names, read);
                continue;
            }
            for (String name : names) {
                if (("/" + entry.getName()).endsWith("/" + name)) {
                    read.put(name, TextNumbers.read(zip, path + ", " + entry.getName()));
                }
            }
        }
    }

    private Optional<String> find(String name) throws IOException {
        for (String folder : FOLDERS) {
            String candidate = (path.endsWith("/") ? path : path + "/") + folder + name;
            if (opener.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private FileNotFoundException missing(String name) {
        return new FileNotFoundException(
                "no " + name + " in " + path + ": expected the folder of the UCI HAR data set, or its archive as .zip");
    }
}
