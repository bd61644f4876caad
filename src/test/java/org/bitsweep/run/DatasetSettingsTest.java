package org.bitsweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bitsweep.data.BooleanSource;
import org.bitsweep.data.Corruption;
import org.bitsweep.data.DataShape;
import org.bitsweep.data.DatasetSource;
import org.bitsweep.data.IcosahedronSource;
import org.bitsweep.data.ModularAdditionSource;
import org.bitsweep.data.Normalisation;
import org.bitsweep.data.SincosSource;
import org.junit.jupiter.api.Test;

/** The section {@code dataset} of configurations. */
class DatasetSettingsTest {
    @Test
    void everyGeneratorHasItsDefaults() {
        assertThat(source("kind = sincos")).isEqualTo(new SincosSource(48, 32, 0.15, 1));
        assertThat(source("kind = boolean")).isEqualTo(new BooleanSource(8, 256, 1));
        assertThat(source("kind = modular-addition"))
                .isEqualTo(new ModularAdditionSource(97, ModularAdditionSource.Encoding.ONE_HOT));
        assertThat(source("kind = icosahedron-rule")).isEqualTo(new IcosahedronSource());
    }

    @Test
    void theNameOfADataSetIsItsKindUnlessItIsGiven() {
        assertThat(spec("kind = icosahedron-rule").name()).isEqualTo("icosahedron-rule");
        assertThat(spec("kind = icosahedron-rule, name = rule").name()).isEqualTo("rule");
    }

    @Test
    void rowsOfFeaturesAreNotResized() {
        DatasetSpec pairs = spec("kind = modular-addition, modulus = 7, train = 20, validation = 5, test = 24");

        assertThat(pairs.shape(pairs.source().facts().orElseThrow())).isEqualTo(new DataShape(14, 7, 20, 5, 24));
    }

    @Test
    void aSizeForRowsOfFeaturesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec("kind = sincos, resize = 10"))
                .withMessage("dataset.resize is 10, but samples of the kind sincos are no images: expected 0");
    }

    @Test
    void corruptionIsRead() {
        assertThat(spec("labels = permuted, label-noise = 0.25, inputs = resampled")
                        .preparation()
                        .corruption())
                .isEqualTo(new Corruption(Corruption.Labels.PERMUTED, 0.25, Corruption.Inputs.RESAMPLED));
    }

    @Test
    void normalisationIsRead() {
        assertThat(normalisation("")).isEqualTo(new Normalisation.Overall());
        assertThat(normalisation("kind = feature")).isEqualTo(new Normalisation.Feature());
        assertThat(normalisation("kind = fixed, mean = 0.1")).isEqualTo(new Normalisation.Fixed(0.1, 0.5));
        assertThat(normalisation("kind = none")).isEqualTo(new Normalisation.None());
    }

    @Test
    void categoriesAreNotScaled() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec("kind = modular-addition, encoding = index"))
                .withMessage("the features are numbers of categories, which cannot be scaled:"
                        + " dataset.normalisation.kind must be none");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        spec("kind = modular-addition, encoding = index, normalisation.kind = none, inputs = gaussian"))
                .withMessage("the features are numbers of categories, which cannot be gaussian:"
                        + " dataset.inputs must be given or resampled");
    }

    private static Normalisation normalisation(String settings) {
        return spec("normalisation { " + settings + " }").preparation().normalisation();
    }

    private static DatasetSource source(String settings) {
        return spec(settings).source();
    }

    private static DatasetSpec spec(String settings) {
        return SpecReader.read(
                        Configuration.parse("dataset { " + settings + " }").settings())
                .dataset();
    }
}
