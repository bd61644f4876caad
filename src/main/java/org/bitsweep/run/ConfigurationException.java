package org.bitsweep.run;

/** A setting that is wrong; the message is one sentence for people. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
