package org.bitsweep.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * JSON with one spelling for one value: keys in sorted order, no white space, numbers with the fewest digits that give
 * the same double back. {@link Double#toString} will not do: its digits differ between JDKs.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    /** Renders sorted maps, lists, texts, integers and finite doubles. */
    static String render(Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, Object value) {
        if (value instanceof SortedMap<?, ?> map) {
            appendMap(out, map);
        } else if (value instanceof List<?> list) {
            appendList(out, list);
        } else if (value instanceof String text) {
            appendText(out, text);
        } else if (value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number) {
            out.append(shortest(number));
        } else {
            throw new IllegalArgumentException("no canonical form for " + value);
        }
    }

    private static void appendMap(StringBuilder out, SortedMap<?, ?> map) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            appendText(out, (String) entry.getKey());
            out.append(':');
            append(out, entry.getValue());
            if (entries.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    private static void appendList(StringBuilder out, List<?> list) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(out, list.get(i));
        }
        out.append(']');
    }

    private static void appendText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static String shortest(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("no canonical form for " + number);
        }
        if (number == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == number) {
                BigDecimal plain = rounded.stripTrailingZeros();
                return plain.scale() <= 20 && plain.precision() - plain.scale() <= 20
                        ? plain.toPlainString()
                        : plain.unscaledValue() + "e" + -plain.scale();
            }
        }
    }
}
