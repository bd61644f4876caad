package org.bitsweep.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, texts, numbers, truth values and null as JSON; NaN and infinities as null. */
final class CtmJson {
    private CtmJson() {}

    static String text(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(entry.getKey().toString()) + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CtmJson::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return "null";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return quoted(value.toString());
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char symbol : text.toCharArray()) {
            if (symbol == '"' || symbol == '\\') {
                json.append('\\').append(symbol);
            } else if (symbol < ' ') {
                json.append(String.format("\\u%04x", (int) symbol));
            } else {
                json.append(symbol);
            }
        }
        return json.append('"').toString();
    }
}
