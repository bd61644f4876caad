package org.bitsweep.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.stats.plot.Chart;
import org.bitsweep.stats.plot.ChartPlot;
import org.bitsweep.stats.plot.PlottedGroup.Estimate;

/**
 * {@code sql --plot}: a query's rows as a picture. The first column of numbers is to the right; every further one has a panel,
 * unless it ends in {@code _low} or {@code _high} and belongs to another as its interval. A column {@code panel} gives each of
 * its values panels of its own, and columns of other kinds say to which line a row belongs. Points are connected in the order
 * of the rows.
 */
final class QueryPlot {
    private static final String LOW = "_low";
    private static final String HIGH = "_high";
    private static final String PANEL = "panel";

    /** The most lines of a picture: more cannot be told apart. */
    private static final int MOST_LINES = 28;

    private final StructField[] columns;
    private final List<Row> rows;
    private final boolean logarithmicX;
    private final boolean logarithmicY;

    private QueryPlot(StructField[] columns, List<Row> rows, boolean logarithmicX, boolean logarithmicY) {
        this.columns = columns;
        this.rows = rows;
        this.logarithmicX = logarithmicX;
        this.logarithmicY = logarithmicY;
    }

    /**
     * The picture's document.
     *
     * @throws ConfigurationException if the rows are none, or none that this can show; says why
     */
    static String draw(StructField[] columns, List<Row> rows, boolean logarithmicX, boolean logarithmicY) {
        return ChartPlot.draw(new QueryPlot(columns, rows, logarithmicX, logarithmicY).chart());
    }

    private Chart chart() {
        if (rows.isEmpty()) {
            throw new ConfigurationException("--plot has nothing to draw: the query gave no rows");
        }
        List<String> numbers = Arrays.stream(columns)
                .filter(column -> column.dataType() instanceof NumericType)
                .map(StructField::name)
                .filter(name -> !name.equals(PANEL))
                .toList();
        List<String> panels =
                numbers.stream().skip(1).filter(name -> !isEnd(name, numbers)).toList();
        if (panels.isEmpty()) {
            throw new ConfigurationException(
                    "--plot needs two columns of numbers, what is to the right and what is upwards;"
                            + " the query gave " + numbers.size());
        }
        String x = numbers.get(0);
        List<String> texts = Arrays.stream(columns)
                .map(StructField::name)
                .filter(name -> !numbers.contains(name) && !name.equals(PANEL))
                .toList();
        long lines = rows.stream().map(row -> line(row, texts)).distinct().count();
        if (lines > MOST_LINES) {
            throw new ConfigurationException("--plot draws at most " + MOST_LINES + " lines, and the query's columns "
                    + String.join(", ", texts) + " tell " + lines + " apart");
        }
        requirePositive(logarithmicX, "--log-x", List.of(x));
        requirePositive(logarithmicY, "--log-y", numbers.subList(1, numbers.size()));
        boolean isDivided =
                Arrays.stream(columns).anyMatch(column -> column.name().equals(PANEL));
        List<Chart.Panel> drawn = new ArrayList<>();
        grouped(rows, row -> isDivided ? Objects.toString(row.getAs(PANEL), "–") : "")
                .forEach((title, part) ->
                        panels.forEach(y -> drawn.add(panel(title, grouped(part, row -> line(row, texts)), x, y))));
        return new Chart(x, logarithmicX, logarithmicY, drawn);
    }

    /** Rows by a name, in their order. */
    private static Map<String, List<Row>> grouped(List<Row> rows, Function<Row, String> name) {
        return rows.stream().collect(Collectors.groupingBy(name, LinkedHashMap::new, Collectors.toList()));
    }

    private static boolean isEnd(String name, List<String> numbers) {
        return name.endsWith(LOW) && numbers.contains(name.substring(0, name.length() - LOW.length()))
                || name.endsWith(HIGH) && numbers.contains(name.substring(0, name.length() - HIGH.length()));
    }

    private Chart.Panel panel(String title, Map<String, List<Row>> lines, String x, String y) {
        List<Chart.Line> drawn = new ArrayList<>();
        lines.forEach((name, points) -> drawn.add(new Chart.Line(
                name,
                points.stream()
                        .filter(row -> number(row, x) != null)
                        .map(row -> new Chart.Point(
                                number(row, x), new Estimate(number(row, y), end(row, y + LOW), end(row, y + HIGH))))
                        .toList())));
        return new Chart.Panel(title, y, drawn);
    }

    private static String line(Row row, List<String> texts) {
        return texts.stream()
                .map(name -> Objects.toString(row.getAs(name), "–"))
                .collect(Collectors.joining(", "));
    }

    private Double end(Row row, String name) {
        boolean exists = Arrays.stream(columns).anyMatch(column -> column.name().equals(name));
        return exists ? number(row, name) : null;
    }

    /** A finite number, or null. */
    private static Double number(Row row, String name) {
        Number value = row.getAs(name);
        return value == null || !Double.isFinite(value.doubleValue()) ? null : value.doubleValue();
    }

    private void requirePositive(boolean isLogarithmic, String option, List<String> names) {
        if (!isLogarithmic) {
            return;
        }
        for (String name : names) {
            for (Row row : rows) {
                Double value = number(row, name);
                if (value != null && value <= 0) {
                    throw new ConfigurationException(
                            option + " shows positive numbers only, and column " + name + " has " + value);
                }
            }
        }
    }
}
