package org.bitsweep.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What two canonical configurations of runs differ in. */
final class ConfigDifference {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigDifference() {}

    /** A clause for people. */
    static String describe(String stored, String here) {
        SortedMap<String, String> before = leaves(stored);
        SortedMap<String, String> now = leaves(here);
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(now.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(before.get(path), now.get(path)))
                .map(path -> path + " is " + before.getOrDefault(path, "nothing") + " in the store and "
                        + now.getOrDefault(path, "nothing") + " here")
                .collect(Collectors.joining(", "));
    }

    private static SortedMap<String, String> leaves(String json) {
        SortedMap<String, String> leaves = new TreeMap<>();
        try {
            collect("", JSON.readTree(json), leaves);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the configuration of a run is no JSON: " + json, e);
        }
        return leaves;
    }

    private static void collect(String path, JsonNode node, SortedMap<String, String> leaves) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                collect(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), leaves);
            }
        } else {
            leaves.put(path, node.toString());
        }
    }
}
