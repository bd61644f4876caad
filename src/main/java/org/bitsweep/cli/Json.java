package org.bitsweep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** JSON documents on stdout. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static void print(JsonNode document) {
        try {
            System.out.println(MAPPER.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes has a JSON form", e);
        }
    }

    /** An array with an object for each row of a query. */
    static ArrayNode rows(List<Row> rows) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Row row : rows) {
            array.add(struct(row));
        }
        return array;
    }

    private static ObjectNode struct(Row row) {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = 0; i < row.size(); i++) {
            object.set(row.schema().fieldNames()[i], value(row.get(i)));
        }
        return object;
    }

    /** A value of a row; null for what is undefined. */
    static JsonNode value(Object value) {
        if (value instanceof Row row) {
            return struct(row);
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            ObjectNode object = MAPPER.createObjectNode();
            for (Map.Entry<?, ?> entry : CollectionConverters.asJava(map).entrySet()) {
                object.set(String.valueOf(entry.getKey()), value(entry.getValue()));
            }
            return object;
        }
        if (value instanceof Map<?, ?> map) {
            return MAPPER.valueToTree(map);
        }
        if (value instanceof scala.collection.Seq<?> sequence) {
            ArrayNode array = MAPPER.createArrayNode();
            CollectionConverters.asJava(sequence).forEach(element -> array.add(value(element)));
            return array;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return MAPPER.nullNode();
        }
        boolean plain = value == null || value instanceof Number || value instanceof Boolean || value instanceof byte[];
        return MAPPER.valueToTree(plain ? value : String.valueOf(value));
    }
}
