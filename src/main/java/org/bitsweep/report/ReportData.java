package org.bitsweep.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.stats.StatisticsViews;
import org.bitsweep.sweep.Provenance;

/** The one JSON document of the page. Each part is bounded, so that the whole is, whatever the store's size. */
final class ReportData {
    private static final int MOST_MANIFESTS = 10;
    private static final int LONGEST_CONFIGURATION = 20_000;

    /**
     * Who made the page.
     *
     * @param reproduce the command without its {@code --run KEY}
     */
    record Origin(String reproduce, String version, String commit, String created) {}

    private final SparkSession spark;
    private final StatisticsViews views;
    private final String store;

    ReportData(SparkSession spark, StatisticsViews views, String store) {
        this.spark = spark;
        this.views = views;
        this.store = store;
    }

    String read(Origin origin) {
        ObjectNode data = PageJson.object();
        data.put("store", store);
        data.put("reproduce", origin.reproduce());
        data.put("bitsweep", origin.version());
        data.put("commit", origin.commit());
        data.put("created", origin.created());
        Groups groups = Groups.read(views);
        ObjectNode counts = groups.counts();
        machines(data, counts);
        data.set("counts", counts);
        data.set("groups", groups.table());
        Curves curves = new Curves(spark, groups.keys());
        data.set("curves", curves.trajectories(counts.get("groups").asInt()));
        data.set("layers", curves.layers());
        data.set(
                "points", new Points(spark, curves.keys()).read(counts.get("ok").asLong()));
        Runs runs = new Runs(spark, views);
        data.set("runs", runs.table());
        data.set("failures", runs.failures());
        data.set("weights", new WeightImages(spark).read());
        data.set("manifests", manifests());
        ArrayNode damage = data.putArray("damage");
        views.damage().forEach(damage::add);
        return PageJson.write(data);
    }

    private void machines(ObjectNode data, ObjectNode counts) {
        Row all = spark.sql(
                        "SELECT MIN(started_at) AS first, MAX(started_at) AS last, SUM(wall_ms) AS wall_ms FROM runs")
                .first();
        if (!all.isNullAt(0)) {
            counts.put("first", Times.text(all.getTimestamp(0).toInstant()));
            counts.put("last", Times.text(all.getTimestamp(1).toInstant()));
        }
        counts.put("wall_ms", all.isNullAt(2) ? 0 : all.getLong(2));
        data.set(
                "machines",
                PageJson.table(
                        List.of("jdk", "tier", "runs", "hosts"),
                        spark.sql("SELECT jdk, tier, COUNT(*) AS runs, COUNT(DISTINCT host) AS hosts FROM runs"
                                        + " GROUP BY jdk, tier ORDER BY runs DESC, jdk, tier LIMIT 20")
                                .collectAsList()));
        ArrayNode sweeps = data.putArray("sweeps");
        spark.sql("SELECT DISTINCT sweep FROM runs ORDER BY sweep LIMIT 20")
                .collectAsList()
                .forEach(row -> sweeps.add(PageJson.value(row.get(0))));
    }

    private ObjectNode manifests() {
        List<Provenance> all = Provenance.of(spark, store);
        ObjectNode node = PageJson.object();
        node.put("omitted", Math.max(0, all.size() - MOST_MANIFESTS));
        ArrayNode entries = node.putArray("entries");
        for (Provenance one : all.subList(0, Math.min(all.size(), MOST_MANIFESTS))) {
            ObjectNode entry = entries.addObject();
            one.facts().forEach((key, value) -> entry.set(key, PageJson.value(value)));
            entry.put("created", Times.text(one.created()));
            entry.put("runs", one.runs());
            digests(entry.putArray("datasets"), one.datasets());
            digests(entry.putArray("tables"), one.tables());
            entry.put("configuration", PageJson.cut(one.configuration(), LONGEST_CONFIGURATION));
        }
        return node;
    }

    private static void digests(ArrayNode array, List<Provenance.Digest> digests) {
        digests.stream()
                .limit(MOST_MANIFESTS)
                .forEach(digest -> array.addObject()
                        .put("name", PageJson.cut(digest.name(), 200))
                        .put("digest", digest.digest()));
    }
}
