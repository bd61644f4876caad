package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bitsweep.run.PlannedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedBundleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[7]",
                "[1, 11]",
                "[11, 1, 111, 0]",
                "[-1, 1, -11]",
                "[1, 21, 121, 2121]",
                "[9223372036854775807, -9223372036854775808]"
            })
    void whatArrivesIsWhatWasSent(String seeds) throws Exception {
        Bundle bundle = bundle("axes.seed=" + seeds);
        assertThat(sent(bundle)).isEqualTo(bundle);
    }

    @Test
    void groupsAndTheirOrderStay() throws Exception {
        Bundle bundle = bundle(
                "axes.seed=0..20",
                "axes.network.hidden=[[4], [8]]",
                "axes.dataset.name=[a, b]",
                "axes.dataset.noise=[0.1, 0.2]");
        assertThat(bundle.runs()).hasSize(168);
        Bundle mixed = new Bundle(
                3,
                IntStream.range(0, 168)
                        .mapToObj(i -> bundle.runs().get(i * 5 % 168))
                        .toList(),
                2,
                true,
                4.5);
        assertThat(sent(bundle)).isEqualTo(bundle);
        assertThat(sent(mixed)).isEqualTo(mixed);
    }

    @Test
    void aRunMoreOfAGroupTakesFewBytes() throws Exception {
        int ten = bytes(bundle("axes.seed=1000..1009")).length;
        int hundred = bytes(bundle("axes.seed=1000..1099")).length;
        // Its key, its seed and the digits that differ.
        assertThat((hundred - ten) / 90).isLessThan(64);
    }

    private static Bundle bundle(String... overrides) {
        SweepPlan plan = SweepPlan.of(SmallSweep.config(Path.of("unused"), overrides));
        List<PlannedRun> runs =
                IntStream.range(0, plan.size()).mapToObj(plan::run).toList();
        return new Bundle(1, runs, 2.5);
    }

    private static Bundle sent(Bundle bundle) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(bundle)))) {
            return (Bundle) in.readObject();
        }
    }

    private static byte[] bytes(Bundle bundle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(bundle);
        }
        return bytes.toByteArray();
    }
}
