package org.bitsweep.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.bitsweep.data.RunData;
import org.bitsweep.data.Samples;
import org.bitsweep.info.InformationPlane;
import org.bitsweep.info.UniformBins;

/**
 * A probe of the information plane: I(X;T) and I(T;Y) of the states of every layer.
 *
 * @param patterns over which patterns
 * @param bins numbers of bins for layers of floats
 * @param range where these bins lie
 * @param resamples for bootstrap standard errors; 0 for none
 * @param noise variance of the noise for pairwise bounds on layers of floats; 0 for none
 */
public record InformationSpec(
        Cadence every, Patterns patterns, List<Integer> bins, UniformBins.Range range, int resamples, double noise)
        implements Serializable {
    /** Name of its rows in the table {@code measures}, and of its section among the probes. */
    public static final String NAME = "information";

    private static final String PATH = "probes." + NAME;
    private static final int MOST_RESAMPLES = 1_000_000;

    /** Samples of a run. */
    public enum Patterns {
        /** The run's own training samples. */
        TRAINING,
        /** The test set. */
        TEST,
        /** Training, validation and test samples. */
        ALL;

        List<Samples> of(RunData data) {
            return switch (this) {
                case TRAINING -> List.of(data.train());
                case TEST -> List.of(data.test());
                case ALL -> List.of(data.train(), data.validation(), data.test());
            };
        }
    }

    public InformationSpec {
        bins = new ArrayList<>(bins);
    }

    static Optional<InformationSpec> read(Settings settings) {
        Cadence every = Cadence.read(settings, PATH);
        if (every == null) {
            return Optional.empty();
        }
        List<Integer> bins = settings.integers(PATH + ".bins");
        boolean fit = bins.stream().allMatch(n -> n >= 2 && n <= UniformBins.MOST);
        if (bins.isEmpty() || !fit || new HashSet<>(bins).size() < bins.size()) {
            throw settings.wrong(PATH + ".bins", "different numbers from 2 to " + UniformBins.MOST);
        }
        int resamples = settings.integer(PATH + ".resamples");
        if (resamples < 0 || resamples == 1 || resamples > MOST_RESAMPLES) {
            throw settings.wrong(PATH + ".resamples", "0, or 2 to " + MOST_RESAMPLES);
        }
        double noise = settings.number(PATH + ".noise");
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw settings.wrong(PATH + ".noise", "a variance of 0 (no bounds) or more");
        }
        return Optional.of(new InformationSpec(
                every,
                settings.oneOf(PATH + ".patterns", Patterns.class),
                bins,
                settings.oneOf(PATH + ".range", UniformBins.Range.class),
                resamples,
                noise));
    }

    InformationPlane.Settings settings() {
        return new InformationPlane.Settings(bins, range, resamples, noise);
    }
}
