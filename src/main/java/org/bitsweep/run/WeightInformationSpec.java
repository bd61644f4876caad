package org.bitsweep.run;

import java.io.Serializable;
import java.util.Optional;

/**
 * A probe of the information in the weights.
 *
 * @param deviation λ of the prior N(w0, λ²) of float weights
 * @param scale s of the mean-field posterior Bernoulli(σ(2w/s)) of signs
 */
public record WeightInformationSpec(Cadence every, double deviation, double scale) implements Serializable {
    /** Name of its rows in the table {@code measures}, and of its section among the probes. */
    public static final String NAME = "weight-information";

    private static final String PATH = "probes." + NAME;

    static Optional<WeightInformationSpec> read(Settings settings) {
        Cadence every = Cadence.read(settings, PATH);
        if (every != null && settings.integer("network.embedding.tokens") > 0) {
            throw settings.wrong(PATH + ".every", "off: it does not measure networks with an embedding");
        }
        return every == null
                ? Optional.empty()
                : Optional.of(new WeightInformationSpec(
                        every,
                        positive(settings, PATH + ".prior-deviation"),
                        positive(settings, PATH + ".sign-scale")));
    }

    private static double positive(Settings settings, String path) {
        double value = settings.number(path);
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw settings.wrong(path, "a number above 0");
        }
        return value;
    }
}
