package org.bitsweep.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A setting that a sweep varies, and the runs that differ in nothing else.
 *
 * @param name its path; of settings that advance together all paths, with commas
 * @param granules groups of at least two runs, by their numbers: all other settings are equal in a group, and this one is
 *     different in each of its runs
 */
record Setting(String name, List<int[]> granules) {
    /** The seed's path: a setting as any other here, but none of the network or its training. */
    static final String SEED = "seed";

    /**
     * The settings that differ among runs, in the order of their paths.
     *
     * @param sweeps by run the name of its sweep: runs of different ones differ in more than their settings tell
     * @param settings by run its settings by path, the seed included
     */
    static List<Setting> of(List<String> sweeps, List<Map<String, String>> settings) {
        TreeSet<String> paths = new TreeSet<>();
        settings.forEach(run -> paths.addAll(run.keySet()));
        Map<List<Integer>, List<String>> together = new LinkedHashMap<>();
        for (String path : paths) {
            together.computeIfAbsent(classes(settings, path), key -> new ArrayList<>())
                    .add(path);
        }
        List<Setting> varied = new ArrayList<>();
        together.forEach((classes, names) -> {
            if (classes.stream().anyMatch(number -> number > 0)) {
                varied.add(new Setting(String.join(", ", names), granules(sweeps, settings, names, classes)));
            }
        });
        return varied;
    }

    boolean isSeed() {
        return name.equals(SEED);
    }

    /** By run the number of its value, in the order in which they appear: equal for settings that advance together. */
    private static List<Integer> classes(List<Map<String, String>> settings, String path) {
        Map<String, Integer> numbers = new HashMap<>();
        return settings.stream()
                .map(run -> numbers.computeIfAbsent(run.getOrDefault(path, ""), value -> numbers.size()))
                .toList();
    }

    private static List<int[]> granules(
            List<String> sweeps, List<Map<String, String>> settings, List<String> names, List<Integer> classes) {
        Map<List<Object>, List<Integer>> byOthers = new LinkedHashMap<>();
        for (int run = 0; run < settings.size(); run++) {
            Map<String, String> others = new TreeMap<>(settings.get(run));
            names.forEach(others::remove);
            byOthers.computeIfAbsent(Arrays.asList(sweeps.get(run), others), key -> new ArrayList<>())
                    .add(run);
        }
        return byOthers.values().stream()
                .filter(runs -> runs.size() > 1)
                .filter(runs -> runs.stream().map(classes::get).distinct().count() == runs.size())
                .map(Setting::numbers)
                .toList();
    }

    private static int[] numbers(Collection<Integer> runs) {
        return runs.stream().mapToInt(run -> run).toArray();
    }
}
