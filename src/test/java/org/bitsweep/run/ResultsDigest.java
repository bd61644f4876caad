package org.bitsweep.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.bitsweep.ctm.CtmTable;
import org.bitsweep.ctm.CtmTables;
import org.bitsweep.data.Opener;
import org.bitsweep.data.PreparedDataset;

/** Trains three small networks and prints one digest over every result of theirs: to be compared between JVMs. */
public final class ResultsDigest {
    private static final String CONFIGURATION = """
            dataset { kind = strokes, count = 400 }
            network.hidden = [33, 17]
            training { max-epochs = 8, batch-size = 32, early-stopping.patience = 3 }
            probes.complexity.default.pooling = layer
            """;

    private ResultsDigest() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        System.out.println(compute());
    }

    static String compute() throws IOException, GeneralSecurityException {
        RunSpec first = SpecReader.read(Configuration.parse(CONFIGURATION).settings());
        PreparedDataset data = first.dataset().prepare(Opener.local());
        CtmTable table = CtmTables.load("2d-n4");
        Map<String, CtmTable> tables = Map.of("2d", table);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (long seed = 0; seed < 3; seed++) {
            RunSpec spec = first.withSeed(seed);
            RunIdentity identity = RunIdentity.of(spec, data.digest(), Map.of("2d", table.digest()));
            add(digest, RunExecution.execute(new PlannedRun("digest", spec, identity, Map.of()), data, tables, 0));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, RunRows rows) {
        digest.update(rows.run().run().identity().runKey().getBytes(StandardCharsets.UTF_8));
        digest.update(rows.run().status().name().getBytes(StandardCharsets.UTF_8));
        add(digest, rows.run().result().epochs(), rows.run().result().best().epoch());
        add(
                digest,
                rows.run().result().test().loss(),
                rows.run().result().test().accuracy());
        for (EpochRow row : rows.epochs()) {
            add(digest, row.summary().epoch(), row.summary().flips(), row.bdm(), row.entropy());
            add(digest, row.summary().trainLoss(), row.summary().trainAccuracy());
            add(digest, row.summary().validationLoss(), row.summary().validationAccuracy());
        }
        for (MeasureRow row : rows.measures()) {
            add(digest, row.epoch(), row.layer(), row.value());
        }
    }

    private static void add(MessageDigest digest, double... values) {
        for (double value : values) {
            digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }
    }
}
