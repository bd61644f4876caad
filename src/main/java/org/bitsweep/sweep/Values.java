package org.bitsweep.sweep;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;

/** Values of settings, as people write and compare them. */
final class Values {
    private Values() {}

    /** Whether two values mean the same: 64 is 64.0 and 1e-3 is 0.001. */
    static boolean same(ConfigValue a, ConfigValue b) {
        if (a.valueType() == ConfigValueType.NUMBER && b.valueType() == ConfigValueType.NUMBER) {
            return decimal(a).compareTo(decimal(b)) == 0;
        }
        if (a instanceof ConfigList listA && b instanceof ConfigList listB) {
            if (listA.size() != listB.size()) {
                return false;
            }
            for (int i = 0; i < listA.size(); i++) {
                if (!same(listA.get(i), listB.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof ConfigObject objectA && b instanceof ConfigObject objectB) {
            return objectA.keySet().equals(objectB.keySet())
                    && objectA.keySet().stream().allMatch(key -> same(objectA.get(key), objectB.get(key)));
        }
        return label(a).equals(label(b));
    }

    /** A value as people read it in tables and errors; equal numbers read the same, however they were written. */
    static String label(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING -> (String) value.unwrapped();
            case NUMBER -> text(decimal(value));
            default -> value.render(ConfigRenderOptions.concise());
        };
    }

    /** A number with the digits that were written: those of a double depend on the JDK. */
    static BigDecimal decimal(ConfigValue number) {
        return number.unwrapped() instanceof Double
                ? new BigDecimal(number.atKey("number").getString("number"))
                : BigDecimal.valueOf(((Number) number.unwrapped()).longValue());
    }

    /** In full where that is short, without zeros at the end. */
    static String text(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int leading = stripped.precision() - stripped.scale();
        return leading > -6 && leading <= 15
                ? stripped.toPlainString()
                : stripped.toString().replace('E', 'e');
    }
}
