package org.bitsweep.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * Which bitsweep this is.
 *
 * @param version as released; {@code development} outside of a jar
 * @param commit of the sources, with {@code -dirty} if they had changed; {@code unknown} if the build did not say
 */
public record EngineVersion(String version, String commit) {
    private static final EngineVersion CURRENT = read();

    /** The version of the running code. */
    public static EngineVersion current() {
        return CURRENT;
    }

    private static EngineVersion read() {
        try {
            Path code = Path.of(EngineVersion.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(code)) {
                try (JarFile jar = new JarFile(code.toFile())) {
                    // A jar that was not made by the build may have no manifest, or one that says nothing.
                    Attributes manifest = jar.getManifest() == null
                            ? new Attributes()
                            : jar.getManifest().getMainAttributes();
                    if (manifest.getValue("Implementation-Version") != null) {
                        return new EngineVersion(
                                manifest.getValue("Implementation-Version"),
                                manifest.getValue("Implementation-Commit"));
                    }
                }
            }
        } catch (IOException | URISyntaxException e) {
            System.getLogger(EngineVersion.class.getName())
                    .log(System.Logger.Level.DEBUG, "the jar of bitsweep cannot be read", e);
        }
        return new EngineVersion("development", "unknown");
    }
}
