package org.bitsweep.data.fetch;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The data sets that can be fetched: {@code catalogue.conf} in the jar, and what a user lays over it. */
public final class Catalogue {
    private final Config entries;

    private Catalogue(Config entries) {
        this.entries = entries;
    }

    /**
     * @param over a file of the same form, whose settings win
     * @throws IllegalArgumentException if it is missing or no HOCON
     */
    public static Catalogue read(Optional<Path> over) {
        Config shipped;
        try (InputStream in = Catalogue.class.getResourceAsStream("/org/bitsweep/data/catalogue.conf")) {
            shipped = ConfigFactory.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (over.isEmpty()) {
            return new Catalogue(shipped);
        }
        if (!Files.isRegularFile(over.get())) {
            throw new IllegalArgumentException("there is no catalogue " + over.get());
        }
        try {
            return new Catalogue(ConfigFactory.parseFile(over.get().toFile())
                    .withFallback(shipped)
                    .resolve());
        } catch (ConfigException e) {
            throw wrong(e);
        }
    }

    /** The data sets' names, in order. */
    public List<String> names() {
        return List.copyOf(new TreeSet<>(entries.root().keySet()));
    }

    /** One line about a data set. */
    public String what(String name) {
        return entry(name).getString("what");
    }

    /** Which {@code dataset.kind} reads it. */
    public String kind(String name) {
        return entry(name).getString("kind");
    }

    /**
     * The files of a data set.
     *
     * @param mirrors to try before those of the catalogue
     * @throws IllegalArgumentException if there is no such data set, or its entry is wrong
     */
    public List<RemoteFile> files(String name, List<String> mirrors) {
        Config entry = entry(name);
        try {
            List<String> all = new ArrayList<>(mirrors);
            all.addAll(entry.getStringList("mirrors"));
            List<RemoteFile> files = new ArrayList<>();
            for (String file : new TreeSet<>(entry.getObject("files").keySet())) {
                Config its = entry.getConfig(ConfigUtil.joinPath("files", file));
                String remote = its.hasPath("remote") ? its.getString("remote") : file;
                List<URI> addresses =
                        all.stream().map(mirror -> address(mirror, remote)).toList();
                files.add(new RemoteFile(requirePlain(file), addresses, checksum(its)));
            }
            return files;
        } catch (ConfigException e) {
            throw wrong(e);
        }
    }

    private Config entry(String name) {
        if (!entries.root().containsKey(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no data set of the catalogue, expected one of " + String.join(", ", names()));
        }
        return entries.getConfig(ConfigUtil.joinPath(name));
    }

    private static Checksum checksum(Config file) {
        return file.hasPath("sha256")
                ? new Checksum("SHA-256", file.getString("sha256"))
                : new Checksum("MD5", file.getString("md5"));
    }

    /** A name from a file must not lead out of the data set's folder. */
    private static String requirePlain(String name) {
        if (!Path.of(name).getFileName().toString().equals(name) || name.startsWith(".")) {
            throw new IllegalArgumentException("'" + name + "' in the catalogue is no plain file name");
        }
        return name;
    }

    private static URI address(String mirror, String remote) {
        try {
            URI address = URI.create((mirror.endsWith("/") ? mirror : mirror + "/") + remote.replace(" ", "%20"));
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the mirror '" + mirror + "' is no address: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("the mirror '" + mirror + "' is no address, expected http:// or https://");
    }

    private static IllegalArgumentException wrong(ConfigException e) {
        return new IllegalArgumentException(
                "the catalogue is wrong: " + e.getMessage().replaceAll("\\s+", " "), e);
    }
}
