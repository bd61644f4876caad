package org.bitsweep.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bitsweep.run.PlannedRun;
import org.bitsweep.run.RunIdentity;

/**
 * A bundle on its way to an executor: of runs that follow each other and differ in their seed only, the first stands for
 * what they share.
 */
final class PackedBundle implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Runs of a group.
     *
     * @param prefix characters at the start of their configuration that are those of the first run, and at its end
     * @param middles the other characters
     * @param keys of the runs, one after the other
     */
    private record Group(PlannedRun first, long[] seeds, int prefix, int suffix, String[] middles, byte[] keys)
            implements Serializable {}

    private static final int KEY_BYTES = 32;

    private final int number;
    private final int deaths;
    private final boolean alone;
    private final double seconds;
    private final ArrayList<Group> groups = new ArrayList<>();

    PackedBundle(Bundle bundle) {
        number = bundle.number();
        deaths = bundle.deaths();
        alone = bundle.alone();
        seconds = bundle.seconds();
        List<PlannedRun> runs = bundle.runs();
        for (int from = 0; from < runs.size(); ) {
            int to = from + 1;
            while (to < runs.size() && differInSeed(runs.get(from), runs.get(to))) {
                to++;
            }
            groups.add(pack(runs.subList(from, to)));
            from = to;
        }
    }

    private Object readResolve() {
        List<PlannedRun> runs = new ArrayList<>();
        groups.forEach(group -> unpack(group, runs));
        return new Bundle(number, runs, deaths, alone, seconds);
    }

    private static boolean differInSeed(PlannedRun first, PlannedRun other) {
        return first.identity().groupKey().equals(other.identity().groupKey())
                && first.sweep().equals(other.sweep())
                && first.axes().equals(other.axes())
                && first.spec().equals(other.spec().withSeed(first.spec().seed()));
    }

    private static Group pack(List<PlannedRun> runs) {
        PlannedRun first = runs.get(0);
        String common = first.identity().config();
        int prefix = common.length();
        int suffix = common.length();
        for (PlannedRun run : runs) {
            prefix = Math.min(prefix, prefix(common, run.identity().config()));
            suffix = Math.min(suffix, suffix(common, run.identity().config()));
        }
        // A character does not belong to both.
        for (PlannedRun run : runs) {
            suffix = Math.min(suffix, run.identity().config().length() - prefix);
        }
        long[] seeds = new long[runs.size()];
        String[] middles = new String[runs.size()];
        byte[] keys = new byte[runs.size() * KEY_BYTES];
        for (int i = 0; i < seeds.length; i++) {
            RunIdentity identity = runs.get(i).identity();
            seeds[i] = runs.get(i).spec().seed();
            middles[i] = identity.config().substring(prefix, identity.config().length() - suffix);
            System.arraycopy(HexFormat.of().parseHex(identity.runKey()), 0, keys, i * KEY_BYTES, KEY_BYTES);
        }
        return new Group(first, seeds, prefix, suffix, middles, keys);
    }

    private static void unpack(Group group, List<PlannedRun> runs) {
        PlannedRun first = group.first;
        String config = first.identity().config();
        for (int i = 0; i < group.seeds.length; i++) {
            String own = config.substring(0, group.prefix)
                    + group.middles[i]
                    + config.substring(config.length() - group.suffix);
            String key = HexFormat.of().formatHex(group.keys, i * KEY_BYTES, (i + 1) * KEY_BYTES);
            runs.add(new PlannedRun(
                    first.sweep(),
                    first.spec().withSeed(group.seeds[i]),
                    new RunIdentity(own, key, first.identity().groupKey()),
                    first.axes()));
        }
    }

    private static int prefix(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int suffix(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length())
                && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
            length++;
        }
        return length;
    }
}
