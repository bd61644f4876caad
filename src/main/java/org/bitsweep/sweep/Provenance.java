package org.bitsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.sweep.store.StoreException;
import org.bitsweep.sweep.store.StoreFiles;

/**
 * What a store's manifest says of the sweep that made its runs.
 *
 * @param runs of the plan
 * @param facts the manifest's texts and numbers by their names: versions, digest of the plan, machine
 * @param configuration with all defaults, as indented JSON
 */
public record Provenance(
        String sweep,
        Instant created,
        long runs,
        Map<String, String> facts,
        List<Digest> datasets,
        List<Digest> tables,
        String configuration) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What a name stood for. */
    public record Digest(String name, String digest) {}

    /**
     * Those of a store, the latest first.
     *
     * @throws StoreException if they cannot be read
     */
    public static List<Provenance> of(SparkSession spark, String store) {
        StoreFiles files = HadoopSettings.files(spark, store);
        List<Provenance> all = new ArrayList<>();
        try {
            for (String name : files.list(Manifest.FOLDER)) {
                if (name.endsWith(".json")) {
                    all.add(read(JSON.readTree(files.read(Manifest.FOLDER + "/" + name))));
                }
            }
        } catch (IOException e) {
            throw new StoreException("cannot read the manifests of " + files.location() + ": " + e.getMessage(), e);
        }
        all.sort(Comparator.comparing(Provenance::created).reversed());
        return all;
    }

    private static Provenance read(JsonNode json) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            if (entry.getValue().isValueNode()) {
                facts.put(entry.getKey(), entry.getValue().asText());
            }
        });
        List<Digest> datasets = new ArrayList<>();
        json.path("datasets")
                .forEach(one -> datasets.add(
                        new Digest(one.path("name").asText(), one.path("digest").asText())));
        List<Digest> tables = new ArrayList<>();
        json.path("tables")
                .properties()
                .forEach(one ->
                        tables.add(new Digest(one.getKey(), one.getValue().asText())));
        return new Provenance(
                json.path("sweep").asText(),
                Instant.parse(json.path("created").asText()),
                json.path("runs").asLong(),
                facts,
                datasets,
                tables,
                JSON.writeValueAsString(json.path("configuration")));
    }
}
