package org.bitsweep.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.bitsweep.run.ConfigurationException;
import org.bitsweep.stats.plot.Chart;
import org.bitsweep.stats.plot.ChartPlot;
import org.bitsweep.stats.plot.Estimate;

/**
 * {@code sql --plot}: a query's rows as a picture. The first column of numbers is to the right; every further one has a panel,
 * unless two of them are the ends of another's interval, {@code NAME_low} and {@code NAME_high}. A column {@code panel} gives
 * each of its values panels of its own, and columns of other kinds say to which line a row belongs. Points are connected in
 * the order of the rows.
 */
final class QueryPlot {
    private static final String LOW = "_low";
    private static final String HIGH = "_high";
    private static final String PANEL = "panel";

    /** The most lines of a picture: more cannot be told apart. */
    private static final int MOST_LINES = 28;

    private final List<String> names;
    private final List<Row> rows;
    private final boolean isLogarithmicX;
    private final boolean isLogarithmicY;
    /** Columns of numbers. */
    private final List<Integer> numbers;
    /** Columns that tell lines apart. */
    private final List<Integer> texts;
    /** The column {@code panel}, or -1. */
    private final int panel;

    private QueryPlot(StructField[] columns, List<Row> rows, boolean isLogarithmicX, boolean isLogarithmicY) {
        this.names = Stream.of(columns).map(StructField::name).toList();
        this.rows = rows;
        this.isLogarithmicX = isLogarithmicX;
        this.isLogarithmicY = isLogarithmicY;
        this.panel = names.indexOf(PANEL);
        Map<Boolean, List<Integer>> kinds = IntStream.range(0, columns.length)
                .filter(i -> i != panel)
                .boxed()
                .collect(Collectors.partitioningBy(i -> columns[i].dataType() instanceof NumericType));
        this.numbers = kinds.get(true);
        this.texts = kinds.get(false);
    }

    /**
     * The picture's document.
     *
     * @throws ConfigurationException if the rows are none, or none that this can show; says why
     */
    static String draw(StructField[] columns, List<Row> rows, boolean isLogarithmicX, boolean isLogarithmicY) {
        return ChartPlot.draw(new QueryPlot(columns, rows, isLogarithmicX, isLogarithmicY).chart());
    }

    private Chart chart() {
        requireDifferentNames();
        List<Integer> quantities = quantities();
        if (quantities.isEmpty()) {
            throw new ConfigurationException(
                    "--plot needs two columns of numbers, what is to the right and what is upwards;"
                            + " the query gave " + numbers.size());
        }
        int x = numbers.get(0);
        requireFewLines();
        List<Chart.Panel> panels = new ArrayList<>();
        grouped(rows, row -> panel < 0 ? "" : text(row, panel)).forEach((title, part) -> {
            Map<String, List<Row>> lines = grouped(part, this::line);
            quantities.forEach(y -> panels.add(panel(title, lines, x, y)));
        });
        if (panels.stream()
                .flatMap(drawn -> drawn.lines().stream())
                .flatMap(line -> line.points().stream())
                .allMatch(point -> point.y().value() == null)) {
            throw new ConfigurationException("--plot has nothing to draw: the query gave no rows with numbers");
        }
        return new Chart(names.get(x), isLogarithmicX, isLogarithmicY, panels);
    }

    private void requireDifferentNames() {
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ConfigurationException("--plot needs a name for each column, and two are " + name);
                });
    }

    private void requireFewLines() {
        long lines = rows.stream().map(this::line).distinct().count();
        if (lines > MOST_LINES) {
            throw new ConfigurationException("--plot draws at most " + MOST_LINES + " lines, and the query's columns "
                    + texts.stream().map(names::get).collect(Collectors.joining(", ")) + " tell " + lines + " apart");
        }
    }

    /** Columns of numbers that have panels. */
    private List<Integer> quantities() {
        List<Integer> upwards = numbers.isEmpty() ? List.of() : numbers.subList(1, numbers.size());
        return upwards.stream()
                .filter(i -> upwards.stream().noneMatch(of -> i == end(of, LOW) || i == end(of, HIGH)))
                .toList();
    }

    /** The column of one end of a quantity's interval, or -1 if it has not both. */
    private int end(int quantity, String which) {
        int low = numbers.indexOf(names.indexOf(names.get(quantity) + LOW));
        int high = numbers.indexOf(names.indexOf(names.get(quantity) + HIGH));
        return low < 0 || high < 0 ? -1 : numbers.get(which.equals(LOW) ? low : high);
    }

    private Chart.Panel panel(String title, Map<String, List<Row>> lines, int x, int y) {
        int low = end(y, LOW);
        int high = end(y, HIGH);
        List<Chart.Line> drawn = new ArrayList<>();
        lines.forEach((name, points) -> drawn.add(new Chart.Line(
                name,
                points.stream()
                        .filter(row -> number(row, x) != null)
                        .map(row -> point(row, x, y, low, high))
                        .toList())));
        return new Chart.Panel(title, names.get(y), drawn);
    }

    private Chart.Point point(Row row, int x, int y, int low, int high) {
        Double value = number(row, y);
        if (value == null) {
            return new Chart.Point(number(row, x), new Estimate(null, null, null));
        }
        requirePositive(row, x, isLogarithmicX, "--log-x");
        requirePositive(row, y, isLogarithmicY, "--log-y");
        return new Chart.Point(number(row, x), new Estimate(value, endValue(row, low), endValue(row, high)));
    }

    private Double endValue(Row row, int column) {
        if (column < 0 || number(row, column) == null) {
            return null;
        }
        requirePositive(row, column, isLogarithmicY, "--log-y");
        return number(row, column);
    }

    private void requirePositive(Row row, int column, boolean isLogarithmic, String option) {
        if (isLogarithmic && number(row, column) <= 0) {
            throw new ConfigurationException(option + " shows positive numbers only, and column " + names.get(column)
                    + " has " + row.get(column));
        }
    }

    /** Rows by a name, in their order. */
    private static Map<String, List<Row>> grouped(List<Row> rows, Function<Row, String> name) {
        return rows.stream().collect(Collectors.groupingBy(name, LinkedHashMap::new, Collectors.toList()));
    }

    private String line(Row row) {
        return texts.stream().map(i -> text(row, i)).collect(Collectors.joining(", "));
    }

    private static String text(Row row, int column) {
        return Objects.toString(row.get(column), "–");
    }

    /** A finite number, or null. */
    private static Double number(Row row, int column) {
        Number value = row.getAs(column);
        return value == null || !Double.isFinite(value.doubleValue()) ? null : value.doubleValue();
    }
}
