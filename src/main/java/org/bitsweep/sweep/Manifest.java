package org.bitsweep.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.SparkContext;
import org.bitsweep.bits.Tier;
import org.bitsweep.run.EngineVersion;
import org.bitsweep.run.RunIdentity;
import org.bitsweep.sweep.store.StoreFiles;

/**
 * Where the runs of a sweep come from: its configuration with all defaults, and what executed it. A file of the store,
 * written once for each difference: a sweep that is resumed as it was adds none.
 *
 * @param sweep name
 * @param created when it was first written
 * @param configuration what {@link org.bitsweep.run.Configuration#parse} reads back
 */
record Manifest(String sweep, Instant created, String configuration) {
    static final String FOLDER = "_bitsweep/manifests";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static void write(StoreFiles files, SweepConfig config, SweepPlan plan, Inputs inputs, SparkContext spark)
            throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("sweep", config.name());
        json.put("runs", plan.size());
        json.put("plan_digest", plan.digest());
        EngineVersion engine = EngineVersion.current();
        json.put("bitsweep", engine.version());
        json.put("commit", engine.commit());
        json.put("results_revision", RunIdentity.RESULTS_REVISION);
        json.put("jvm", System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
        json.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.put("spark", spark.version());
        json.put("master", spark.master());
        json.put("tier", Tier.selected().name());
        ArrayNode datasets = json.putArray("datasets");
        inputs.datasetDigests()
                .forEach((name, digests) -> digests.forEach(
                        digest -> datasets.addObject().put("name", name).put("digest", digest)));
        ObjectNode tables = json.putObject("tables");
        inputs.tables().forEach((name, table) -> tables.put(name, table.digest()));
        json.set("configuration", JSON.readTree(config.configuration().render()));
        String name = config.name() + "-" + digest(json).substring(0, 16) + ".json";
        json.put("created", Instant.now().toString());
        files.putIfAbsent(FOLDER + "/" + name, JSON.writeValueAsBytes(json));
    }

    /** Those of a sweep, the latest first. */
    static List<Manifest> of(StoreFiles files, String sweep) throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        for (String name : files.list(FOLDER)) {
            if (name.startsWith(sweep + "-") && name.endsWith(".json")) {
                JsonNode json = JSON.readTree(files.read(FOLDER + "/" + name));
                manifests.add(new Manifest(
                        json.get("sweep").asText(),
                        Instant.parse(json.get("created").asText()),
                        json.get("configuration").toString()));
            }
        }
        manifests.removeIf(manifest -> !manifest.sweep.equals(sweep));
        manifests.sort(Comparator.comparing(Manifest::created).reversed());
        return manifests;
    }

    private static String digest(ObjectNode json) throws JsonProcessingException {
        try {
            byte[] text = JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
