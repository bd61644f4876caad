package org.bitsweep.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.bits.BitMatrix;

/** The binarized weights of some runs before training, at their best epoch and at the end, as images. */
final class WeightImages {
    private static final int MOST_RUNS = 12;
    private static final int MOST_CELLS = 1 << 18;
    private static final int MOST_CHARACTERS = 1_100_000;

    private final SparkSession spark;
    private int large;
    private int characters;

    WeightImages(SparkSession spark) {
        this.spark = spark;
    }

    ObjectNode read() {
        ObjectNode node = PageJson.object();
        ArrayNode shown = node.putArray("runs");
        List<Row> runs = spark.sql("SELECT run_key, group_key, seed, config, best_epoch, epochs"
                        + " FROM (SELECT DISTINCT run_key FROM snapshots) JOIN runs USING (run_key) WHERE status = 'OK'"
                        + " ORDER BY seed, dataset, network, CAST(axes AS STRING), run_key LIMIT " + MOST_RUNS)
                .collectAsList();
        node.put("total", spark.sql("SELECT DISTINCT run_key FROM snapshots").count());
        for (Row run : runs) {
            ObjectNode images = run(run);
            characters += PageJson.write(images).length();
            if (characters > MOST_CHARACTERS) {
                break;
            }
            if (!images.get("layers").isEmpty()) {
                shown.add(images);
            }
        }
        node.put("large", large);
        return node;
    }

    private ObjectNode run(Row run) {
        String key = run.getAs("run_key");
        int best = run.getAs("best_epoch");
        int end = run.getAs("epochs");
        TreeMap<Integer, List<Row>> layers = new TreeMap<>();
        spark.sql("SELECT layer, epoch, rows, cols, bits FROM snapshots WHERE " + Keys.in("run_key", List.of(key))
                        + " AND epoch IN (0, " + best + ", " + end + ") AND CAST(rows AS BIGINT) * cols <= "
                        + MOST_CELLS
                        + " ORDER BY layer, epoch")
                .collectAsList()
                .forEach(row -> layers.computeIfAbsent(row.getInt(0), layer -> new ArrayList<>())
                        .add(row));
        large += (int) spark.sql("SELECT DISTINCT layer FROM snapshots WHERE " + Keys.in("run_key", List.of(key))
                        + " AND CAST(rows AS BIGINT) * cols > " + MOST_CELLS)
                .count();
        Optional<BlockMap> map = BlockMap.of(run.getAs("config"));
        ObjectNode node = PageJson.object();
        node.put("run_key", key);
        node.put("group_key", run.<String>getAs("group_key"));
        node.put("seed", run.<Long>getAs("seed"));
        ArrayNode array = node.putArray("layers");
        layers.forEach((layer, states) -> array.add(layer(layer, states, best, end, map)));
        return node;
    }

    private static ObjectNode layer(int layer, List<Row> states, int best, int end, Optional<BlockMap> map) {
        List<BitMatrix> signs = states.stream().map(WeightImages::signs).toList();
        List<double[]> values =
                map.map(one -> signs.stream().map(one::values).toList()).orElse(List.of());
        Scale scale = Scale.of(values);
        ObjectNode node = PageJson.object();
        node.put("layer", layer);
        node.put("rows", signs.get(0).rows());
        node.put("cols", signs.get(0).cols());
        node.set("low", PageJson.number(scale.low()));
        node.set("high", PageJson.number(scale.high()));
        ArrayNode array = node.putArray("states");
        for (int i = 0; i < states.size(); i++) {
            int epoch = states.get(i).getInt(1);
            BitMatrix matrix = signs.get(i);
            ObjectNode state = array.addObject();
            state.put("name", name(epoch, best, end));
            state.put("epoch", epoch);
            state.set("ones", PageJson.number((double) matrix.cardinality() / ((long) matrix.rows() * matrix.cols())));
            state.put("signs", Images.signs(matrix));
            state.putNull("map");
            state.putNull("mean");
            if (Double.isFinite(scale.low())) {
                state.put("map", Images.map(matrix.rows(), matrix.cols(), values.get(i), scale));
                state.set("mean", PageJson.number(Scale.mean(values.get(i))));
            }
        }
        return node;
    }

    private static String name(int epoch, int best, int end) {
        if (epoch == 0) {
            return "start";
        }
        if (epoch == best) {
            return best == end ? "best and end" : "best";
        }
        return "end";
    }

    /** As {@link org.bitsweep.run.SnapshotRow} packs them. */
    private static BitMatrix signs(Row row) {
        int cols = row.getInt(3);
        byte[] bits = row.getAs("bits");
        BitMatrix matrix = new BitMatrix(row.getInt(2), cols);
        for (int at = 0; at < matrix.rows() * cols; at++) {
            if ((bits[at >>> 3] >> (7 - (at & 7)) & 1) == 1) {
                matrix.set(at / cols, at % cols, true);
            }
        }
        return matrix;
    }
}
