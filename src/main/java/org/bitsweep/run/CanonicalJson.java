package org.bitsweep.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * JSON with one spelling for one value: keys in sorted order, no white space, numbers with the fewest digits that give
 * the same double back. {@link Double#toString} will not do: its digits differ between JDKs.
 */
final class CanonicalJson {
    private static final int TYPICAL_LENGTH = 1 << 10;

    /** A plan writes the same few numbers a million times, and finding the fewest digits is most of the work. */
    private static final AtomicReferenceArray<Written> RECENT = new AtomicReferenceArray<>(1 << 8);

    private record Written(double number, String text) {}

    private CanonicalJson() {}

    /** Renders sorted maps, lists, texts, integers and finite doubles. */
    static String render(Object value) {
        StringBuilder out = new StringBuilder(TYPICAL_LENGTH);
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
            out.append(text(number));
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

    private static String text(double number) {
        int slot = Double.hashCode(number) * 0x9e3779b1 >>> 24;
        Written recent = RECENT.get(slot);
        if (recent == null || Double.compare(recent.number, number) != 0) {
            recent = new Written(number, shortest(number));
            RECENT.set(slot, recent);
        }
        return recent.text;
    }

    private static String shortest(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("no canonical form for " + number);
        }
        if (number == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(number);
        int digits = fewestDigits(number, exact);
        BigDecimal plain = exact.round(new MathContext(digits)).stripTrailingZeros();
        return plain.scale() <= 20 && plain.precision() - plain.scale() <= 20
                ? plain.toPlainString()
                : plain.unscaledValue() + "e" + -plain.scale();
    }

    /**
     * The search begins where {@link Double#toString} ends, which is at the answer or a digit beside it. Rounding to more
     * digits is never further off, so that the first step that fails is the end; but the doubles below a power of two are
     * half as far away as those above, and there the search has to begin with one digit.
     */
    private static int fewestDigits(double number, BigDecimal exact) {
        boolean powerOfTwo = (Double.doubleToLongBits(number) & 0xfffffffffffffL) == 0;
        int digits = powerOfTwo
                ? 1
                : new BigDecimal(Double.toString(number)).stripTrailingZeros().precision();
        while (!readsBack(number, exact, digits)) {
            digits++;
        }
        while (!powerOfTwo && digits > 1 && readsBack(number, exact, digits - 1)) {
            digits--;
        }
        return digits;
    }

    private static boolean readsBack(double number, BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits)).doubleValue() == number;
    }
}
