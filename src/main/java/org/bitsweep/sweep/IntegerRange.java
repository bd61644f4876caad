package org.bitsweep.sweep;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitsweep.run.ConfigurationException;

/** Whole numbers in equal steps, written {@code "0..199"} or {@code "0..1000..50"}; each is made when it is asked for. */
final class IntegerRange extends AbstractList<ConfigValue> implements RandomAccess {
    /** The most values of one axis, and the most runs of one sweep. */
    static final int MOST_VALUES = 10_000_000;

    private static final Pattern TEXT =
            Pattern.compile("\\s*(-?\\d{1,18})\\s*\\.\\.\\s*(-?\\d{1,18})\\s*(?:\\.\\.\\s*(\\d{1,18}))?\\s*");

    private final long first;
    private final long step;
    private final int size;
    private final ConfigOrigin origin;

    private IntegerRange(long first, long step, int size, ConfigOrigin origin) {
        this.first = first;
        this.step = step;
        this.size = size;
        this.origin = origin;
    }

    /** Whether a value is a text that could be meant as a range. */
    static boolean isRange(ConfigValue written) {
        return written.valueType() == ConfigValueType.STRING
                && TEXT.matcher((String) written.unwrapped()).matches();
    }

    /**
     * @param key what to call the value in an error
     * @param written a text
     * @return empty if the last number is below the first
     */
    static IntegerRange parse(String key, ConfigValue written) {
        String text = (String) written.unwrapped();
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw ConfigurationException.at(
                    written.origin(),
                    key + " is \"" + text + "\", expected a list of values, or a range such as \"0..199\" or"
                            + " \"0..1000..50\"");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        long step = matcher.group(3) == null ? 1 : Long.parseLong(matcher.group(3));
        if (step == 0 || (last - first) / Math.max(step, 1) >= MOST_VALUES) {
            throw ConfigurationException.at(
                    written.origin(),
                    key + " is \"" + text + "\", expected a positive step and at most " + MOST_VALUES + " values");
        }
        int size = last < first ? 0 : (int) ((last - first) / step) + 1;
        return new IntegerRange(first, step, size, written.origin());
    }

    /** Whether a number is one of the range. */
    boolean includes(ConfigValue value) {
        if (!(value.unwrapped() instanceof Number number) || number.doubleValue() != number.longValue()) {
            return false;
        }
        long distance = number.longValue() - first;
        return distance >= 0 && distance % step == 0 && distance / step < size;
    }

    @Override
    public ConfigValue get(int index) {
        return ConfigValueFactory.fromAnyRef(first + index * step).withOrigin(origin);
    }

    @Override
    public int size() {
        return size;
    }
}
