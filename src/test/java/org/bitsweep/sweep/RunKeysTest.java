package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.bitsweep.bits.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunKeysTest {
    /** Keys of few different bytes, so that many repeat and all begin alike; a map of texts says what is right. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aKeyIsFoundAtTheFirstRunThatHasIt(long seed) {
        Rng random = Rng.stream(seed, "keys");
        int size = 1000 + random.nextInt(200);
        byte[] packed = new byte[32 * size];
        Map<String, Integer> first = new HashMap<>();
        String[] keys = new String[size];
        for (int i = 0; i < size; i++) {
            packed[32 * i + 31] = (byte) random.nextInt(32);
            packed[32 * i + 5] = (byte) random.nextInt(32);
            keys[i] = HexFormat.of().formatHex(packed, 32 * i, 32 * i + 32);
            first.putIfAbsent(keys[i], i);
        }
        RunKeys runKeys = new RunKeys(packed);

        assertThat(runKeys.distinct()).isEqualTo(first.size()).isLessThan(size);
        for (int i = 0; i < size; i++) {
            assertThat(runKeys.find(keys[i])).isEqualTo(first.get(keys[i]));
            assertThat(runKeys.repeats(i)).isEqualTo(first.get(keys[i]) != i);
        }
    }

    @Test
    void aKeyThatIsNotThereIsNotFound() {
        RunKeys keys = new RunKeys(new byte[64]);

        assertThat(keys.find("00".repeat(31) + "01")).isEqualTo(-1);
        assertThat(keys.find("00".repeat(32))).isZero();
        assertThat(keys.find("not a key")).isEqualTo(-1);
    }
}
