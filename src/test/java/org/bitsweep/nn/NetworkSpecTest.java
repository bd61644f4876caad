package org.bitsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bitsweep.nn.Initialisation.Scheme;
import org.bitsweep.nn.NetworkKind.Binarized.FloatLayers;
import org.bitsweep.nn.NetworkSpec.Normalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSpecTest {
    private static final Initialisation START = new Initialisation(Scheme.HE, 0.1);

    @Test
    void aLabelNamesKindAndWidths() {
        Quantization fourBits = new Quantization(4, Quantization.Scheme.SYMMETRIC);

        assertThat(spec(Normalisation.ALL, 32, 16).label(100, 10)).isEqualTo("bnn 100-32-16-10");
        assertThat(spec(Normalisation.ALL).label(6, 3)).isEqualTo("bnn 6-3");
        assertThat(spec(new NetworkKind.Plain(Activation.RELU), Normalisation.NONE, 8)
                        .label(784, 10))
                .isEqualTo("float 784-8-10");
        assertThat(spec(new NetworkKind.Quantized(Activation.RELU, fourBits, 0), Normalisation.NONE, 8)
                        .label(784, 10))
                .isEqualTo("quant4 784-8-10");
    }

    /** 100·32 + 32·16 + 16·10 = 3,872 weights; 2 · (32 + 16 + 10) of batch norm, or 32 + 16 + 10 biases, or both. */
    @ParameterizedTest
    @CsvSource({"ALL, 3988", "HIDDEN, 3978", "NONE, 3930"})
    void parametersAreWeightsAndThoseOfNormalisationOrBias(Normalisation normalisation, long parameters) {
        NetworkSpec spec = spec(normalisation, 32, 16);

        assertThat(spec.weights(100, 10)).isEqualTo(3872);
        assertThat(spec.parameters(100, 10)).isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({"ALL, 24", "HIDDEN, 21", "NONE, 21"})
    void aNetworkWithoutHiddenLayersHasOneLayerOfWeights(Normalisation normalisation, long parameters) {
        NetworkSpec spec = spec(normalisation);

        assertThat(spec.depth()).isEqualTo(1);
        assertThat(spec.weights(6, 3)).isEqualTo(18);
        assertThat(spec.parameters(6, 3)).isEqualTo(parameters);
    }

    /** 16,384 · 16,384 · 8 = 2^31: more than an int holds. */
    @Test
    void weightsAreCountedBeyondAnInt() {
        Integer[] widths = new Integer[9];
        Arrays.fill(widths, NetworkSpec.WIDEST);

        assertThat(spec(Normalisation.NONE, widths).weights(1, 1)).isEqualTo((1L << 31) + 2 * NetworkSpec.WIDEST);
    }

    @ParameterizedTest
    @CsvSource({"ALL, true, true, true", "HIDDEN, true, true, false", "NONE, false, false, false"})
    void normalisationFollowsTheLayersItIsSetFor(
            Normalisation normalisation, boolean first, boolean second, boolean last) {
        NetworkSpec spec = spec(normalisation, 4, 4);

        assertThat(spec.normalises(0)).isEqualTo(first);
        assertThat(spec.normalises(1)).isEqualTo(second);
        assertThat(spec.normalises(2)).isEqualTo(last);
    }

    @Test
    void pairsAreNeededWhereAnyLayerIsNormalised() {
        assertThat(spec(Normalisation.ALL).needsPairs()).isTrue();
        assertThat(spec(Normalisation.ALL, 4).needsPairs()).isTrue();
        assertThat(spec(Normalisation.HIDDEN, 4).needsPairs()).isTrue();
        assertThat(spec(Normalisation.HIDDEN).needsPairs()).isFalse();
        assertThat(spec(Normalisation.NONE, 4).needsPairs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, true, true, true",
        "FIRST, false, true, true",
        "LAST, true, true, false",
        "BOTH, false, true, false"
    })
    void theEndsOfABinarizedNetworkCanStayFloat(FloatLayers layers, boolean first, boolean middle, boolean last) {
        NetworkKind kind = new NetworkKind.Binarized(false, layers, Surrogate.CLIPPED, Surrogate.IDENTITY, true);

        assertThat(kind.binarizes(0, 3)).isEqualTo(first);
        assertThat(kind.binarizes(1, 3)).isEqualTo(middle);
        assertThat(kind.binarizes(2, 3)).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({"NONE, true", "FIRST, false", "LAST, false", "BOTH, false"})
    void theOnlyLayerIsFirstAndLast(FloatLayers layers, boolean binarized) {
        NetworkKind kind = new NetworkKind.Binarized(false, layers, Surrogate.CLIPPED, Surrogate.IDENTITY, true);

        assertThat(kind.binarizes(0, 1)).isEqualTo(binarized);
    }

    @Test
    void otherKindsBinarizeNothing() {
        Quantization twoBits = new Quantization(2, Quantization.Scheme.SYMMETRIC);

        assertThat(new NetworkKind.Plain(Activation.TANH).binarizes(1, 3)).isFalse();
        assertThat(new NetworkKind.Quantized(Activation.TANH, twoBits, 2).binarizes(1, 3))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 16_385})
    void aWidthOutOfRangeIsNamed(int width) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(Normalisation.ALL, 8, width))
                .withMessage("network.hidden has a layer of width " + width + ", expected 1 to 16384");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void aDropoutOutOfRangeIsNamed(double dropout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NetworkSpec(
                        new NetworkKind.Plain(Activation.RELU), List.of(4), Normalisation.ALL, dropout, START, null))
                .withMessage("network.dropout is " + dropout + ", expected at least 0 and less than 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 17})
    void activationBitsOutOfRangeAreNamed(int bits) {
        Quantization twoBits = new Quantization(2, Quantization.Scheme.SYMMETRIC);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NetworkKind.Quantized(Activation.RELU, twoBits, bits))
                .withMessage("network.quantization.activation-bits is " + bits + ", expected 2 to 16");
    }

    /** 2^31 weights and more: 131,072 inputs of a layer of 16,384. */
    @Test
    void aLayerThatFitsNoArrayIsRefused() {
        spec(Normalisation.NONE, 16_384, 16_384).requireFits(100_000, 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(Normalisation.NONE, 16_384).requireFits(131_072, 10))
                .withMessage("network.hidden has a layer of 131072 x 16384 weights, more than an array holds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(Normalisation.NONE, 16_384).requireFits(10, 131_072))
                .withMessage("the last layer has 16384 x 131072 weights, more than an array holds");
    }

    /** A list that changes afterwards does not change the specification. */
    @Test
    void hiddenWidthsAreCopied() {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(2, 4));
        NetworkSpec spec =
                new NetworkSpec(new NetworkKind.Plain(Activation.RELU), widths, Normalisation.ALL, 0, START, null);
        widths.add(5);

        assertThat(spec.hidden()).containsExactly(4, 4);
    }

    private static NetworkSpec spec(Normalisation normalisation, Integer... hidden) {
        NetworkKind bnn =
                new NetworkKind.Binarized(false, FloatLayers.NONE, Surrogate.CLIPPED, Surrogate.IDENTITY, true);
        return spec(bnn, normalisation, hidden);
    }

    private static NetworkSpec spec(NetworkKind kind, Normalisation normalisation, Integer... hidden) {
        return new NetworkSpec(kind, List.of(hidden), normalisation, 0, START, null);
    }
}
