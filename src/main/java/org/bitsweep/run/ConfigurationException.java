package org.bitsweep.run;

import com.typesafe.config.ConfigOrigin;

/** A setting that is wrong; the message is one sentence for people. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }

    /** An error about something that was written at a place, which the message begins with. */
    public static ConfigurationException at(ConfigOrigin origin, String message) {
        // Typesafe Config calls the sections that an override makes by its own method's name.
        String description =
                origin.description().startsWith("withValue(") ? Configuration.COMMAND_LINE : origin.description();
        return new ConfigurationException(description.isEmpty() ? message : description + ": " + message);
    }
}
