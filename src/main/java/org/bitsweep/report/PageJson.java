package org.bitsweep.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * JSON that stands in a script element of an HTML page: no character of it can end the element, begin markup, or be a line
 * terminator of older JavaScript. Numbers have six significant digits, which is more than a chart can show.
 */
final class PageJson {
    private static final MathContext DIGITS = new MathContext(6);
    private static final int LONGEST_TEXT = 400;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static {
        MAPPER.getFactory().setCharacterEscapes(new InScript());
    }

    private PageJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes has a JSON form", e);
        }
    }

    static JsonNode read(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }

    /** Rows without repeated names: {@code columns}, and {@code rows} as arrays. */
    static ObjectNode table(List<String> columns, List<Row> rows) {
        ObjectNode table = object();
        ArrayNode names = table.putArray("columns");
        columns.forEach(names::add);
        ArrayNode values = table.putArray("rows");
        for (Row row : rows) {
            ArrayNode cells = values.addArray();
            columns.forEach(column -> cells.add(value(row.get(row.fieldIndex(column)))));
        }
        return table;
    }

    /** A value of a row; null for what is undefined. Long texts are cut. */
    static JsonNode value(Object value) {
        if (value == null) {
            return MAPPER.nullNode();
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return MAPPER.valueToTree(value);
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            ObjectNode object = object();
            for (Map.Entry<?, ?> entry : CollectionConverters.asJava(map).entrySet()) {
                object.set(String.valueOf(entry.getKey()), value(entry.getValue()));
            }
            return object;
        }
        return MAPPER.getNodeFactory().textNode(cut(String.valueOf(value), LONGEST_TEXT));
    }

    /** Rounded; null for what is not finite. */
    static JsonNode number(double number) {
        return Double.isFinite(number)
                ? MAPPER.getNodeFactory()
                        .numberNode(new BigDecimal(number).round(DIGITS).doubleValue())
                : MAPPER.nullNode();
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    private static final class InScript extends CharacterEscapes {
        private static final int[] ASCII = standardAsciiEscapesForJSON();

        static {
            for (char c : new char[] {'<', '>', '&'}) {
                ASCII[c] = ESCAPE_CUSTOM;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII.clone();
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            boolean special = c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
            return special ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", c)) : null;
        }
    }
}
