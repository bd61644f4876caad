package org.bitsweep.sweep;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bitsweep.run.ConfigurationException;

/**
 * Numbers at equal distances or in equal ratios: {@code { linear-space = [0, 1], count = 11 }} and {@code { log-space =
 * [1e-4, 1e-1], count = 7 }}. The ends are exact; what lies between is rounded to twelve significant digits,
 * so that the same text gives the same values on every machine, and 0.001 is 0.001.
 */
final class Spacing {
    private static final String LINEAR = "linear-space";
    private static final String LOG = "log-space";
    private static final String COUNT = "count";
    private static final MathContext DIGITS = new MathContext(12);
    private static final MathContext EXACT_ENOUGH = new MathContext(40);

    private Spacing() {}

    /** Whether a section is a space, and not a part of the path of other axes. */
    static boolean isSpace(ConfigObject section) {
        return section.containsKey(LINEAR) || section.containsKey(LOG);
    }

    /** @param key what to call the value in an error */
    static List<ConfigValue> parse(String key, ConfigObject space) {
        boolean linear = space.containsKey(LINEAR);
        String ends = key + "." + (linear ? LINEAR : LOG);
        ConfigValue written = space.get(linear ? LINEAR : LOG);
        if (!(written instanceof ConfigList list)
                || list.size() != 2
                || !list.stream().allMatch(end -> end.valueType() == ConfigValueType.NUMBER)) {
            throw wrong(ends, written, "a list of two numbers, the first and the last value");
        }
        BigDecimal first = Values.decimal(list.get(0));
        BigDecimal last = Values.decimal(list.get(1));
        if (!linear && !(isPositive(first) && isPositive(last))) {
            throw wrong(ends, written, "two positive numbers, because the values have equal ratios");
        }
        int count = count(key + "." + COUNT, space.get(COUNT));
        List<BigDecimal> decimals = new ArrayList<>(count);
        decimals.add(first);
        for (int i = 1; i < count - 1; i++) {
            decimals.add(linear ? linear(first, last, i, count) : log(first, last, i, count));
        }
        decimals.add(last);
        if (!isStrictlyMonotonic(decimals)) {
            throw wrong(
                    ends,
                    written,
                    "two numbers with " + (count - 2) + " others of twelve digits between them, as count asks for");
        }
        List<ConfigValue> values = new ArrayList<>(count);
        values.add(list.get(0));
        read(decimals.subList(1, count - 1)).forEach(value -> values.add(value.withOrigin(space.origin())));
        values.add(list.get(1));
        return values;
    }

    private static boolean isPositive(BigDecimal end) {
        return end.doubleValue() > 0 && end.doubleValue() < Double.POSITIVE_INFINITY;
    }

    private static boolean isStrictlyMonotonic(List<BigDecimal> values) {
        int direction = values.get(values.size() - 1).compareTo(values.get(0));
        for (int i = 1; i < values.size(); i++) {
            if (direction == 0 || values.get(i).compareTo(values.get(i - 1)) != direction) {
                return false;
            }
        }
        return true;
    }

    /** Numbers that know their text, so that tables show the same digits whatever a JDK makes of a double. */
    private static ConfigList read(List<BigDecimal> values) {
        String list = values.stream().map(Values::text).collect(Collectors.joining(",", "values = [", "]"));
        return ConfigFactory.parseString(list).getList("values");
    }

    private static BigDecimal linear(BigDecimal first, BigDecimal last, int i, int count) {
        BigDecimal share = last.subtract(first)
                .multiply(BigDecimal.valueOf(i))
                .divide(BigDecimal.valueOf(count - 1L), EXACT_ENOUGH);
        return first.add(share).round(DIGITS);
    }

    /** {@link StrictMath} is the same everywhere, and far closer than twelve digits. */
    private static BigDecimal log(BigDecimal first, BigDecimal last, int i, int count) {
        double from = StrictMath.log(first.doubleValue());
        double to = StrictMath.log(last.doubleValue());
        return new BigDecimal(StrictMath.exp(from + (to - from) * i / (count - 1))).round(DIGITS);
    }

    private static int count(String key, ConfigValue written) {
        boolean whole = written != null && written.unwrapped() instanceof Integer;
        if (!whole || (Integer) written.unwrapped() < 2 || (Integer) written.unwrapped() > IntegerRange.MOST_VALUES) {
            throw wrong(key, written, "a whole number of values from 2 to " + IntegerRange.MOST_VALUES);
        }
        return (Integer) written.unwrapped();
    }

    private static ConfigurationException wrong(String key, ConfigValue written, String expected) {
        return ConfigurationException.at(
                written.origin(), key + " is " + Values.label(written) + ", expected " + expected);
    }
}
