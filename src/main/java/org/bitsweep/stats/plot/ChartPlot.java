package org.bitsweep.stats.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bitsweep.stats.plot.Chart.Line;
import org.bitsweep.stats.plot.Chart.Panel;
import org.bitsweep.stats.plot.Chart.Point;

/**
 * A {@link Chart} as a picture: panels of one title in rows of their own, or beside those of other titles if each has one only;
 * bands where there are intervals; a legend below.
 */
public final class ChartPlot {
    private static final int MOST_COLUMNS = 3;
    private static final int TOP = 14;
    private static final int TITLE = 18;
    private static final int LEFT = 74;
    private static final int RIGHT = 16;
    /** Below a panel: ticks and the axis's name. */
    private static final int BELOW = 46;

    private static final int LEGEND_ROW = 20;
    /** Line and gaps of an entry of the legend. */
    private static final int LEGEND_LINE = 50;

    private static final double CHARACTER = 6.2;

    /** About how many points of a line have a marker. */
    private static final int MARKERS = 20;

    private final Chart chart;
    private final List<String> names;
    private final List<List<Panel>> rows;
    private final int columns;
    private final int wide;
    private final int high;
    /** Room for titles over panels. */
    private final int above;

    private ChartPlot(Chart chart) {
        this.chart = chart;
        this.names = chart.panels().stream()
                .flatMap(panel -> panel.lines().stream())
                .filter(line -> line.points().stream().anyMatch(ChartPlot::isDefined))
                .map(Line::name)
                .distinct()
                .toList();
        this.rows = rows(chart.panels());
        this.columns = rows.stream().mapToInt(List::size).max().orElse(1);
        this.wide = Math.min(640, Plots.WIDTH / columns - LEFT - RIGHT);
        this.high = columns == 1 ? 340 : 220;
        this.above = chart.panels().stream().allMatch(panel -> panel.title().isEmpty()) ? 0 : TITLE;
    }

    /** The document. */
    public static String draw(Chart chart) {
        return new ChartPlot(chart).picture().document();
    }

    private static List<List<Panel>> rows(List<Panel> panels) {
        Map<String, List<Panel>> byTitle =
                panels.stream().collect(Collectors.groupingBy(Panel::title, LinkedHashMap::new, Collectors.toList()));
        if (byTitle.size() == panels.size()) {
            return cut(panels);
        }
        return byTitle.values().stream().flatMap(own -> cut(own).stream()).toList();
    }

    /** Four are two rows of two. */
    private static List<List<Panel>> cut(List<Panel> panels) {
        int columns = panels.size() == 4 ? 2 : MOST_COLUMNS;
        List<List<Panel>> rows = new ArrayList<>();
        for (int from = 0; from < panels.size(); from += columns) {
            rows.add(panels.subList(from, Math.min(panels.size(), from + columns)));
        }
        return rows;
    }

    private Svg picture() {
        List<List<Integer>> legend = legend();
        int bottom = TOP + rows.size() * (above + high + BELOW);
        Svg svg = new Svg(width(), bottom + LEGEND_ROW * legend.size() + (legend.isEmpty() ? 0 : 8));
        for (int i = 0; i < rows.size(); i++) {
            int top = TOP + i * (above + high + BELOW) + above;
            row(svg, rows.get(i), top, i == 0 ? "" : rows.get(i - 1).get(0).title());
        }
        for (int i = 0; i < legend.size(); i++) {
            entries(svg, legend.get(i), bottom + LEGEND_ROW * i + 6);
        }
        return svg;
    }

    private int width() {
        return columns * (LEFT + wide + RIGHT);
    }

    /** @param before title of the panel above */
    private void row(Svg svg, List<Panel> panels, int top, String before) {
        boolean isOneTitle = panels.stream().map(Panel::title).distinct().count() == 1;
        int room = isOneTitle ? width() - LEFT - RIGHT : wide;
        for (int i = 0; i < panels.size(); i++) {
            int left = LEFT + i * (LEFT + wide + RIGHT);
            if (!panels.get(i).title().equals(before)) {
                svg.text(left, top - 8, "start", 12, fitted(panels.get(i).title(), room));
                before = panels.get(i).title();
            }
            panel(svg, panels.get(i), left, top);
        }
    }

    private void entries(Svg svg, List<Integer> lines, double y) {
        double at = LEFT;
        for (int line : lines) {
            LineStyle style = LineStyle.of(line);
            style.path(svg, List.of(new Svg.Point(at, y), new Svg.Point(at + 24, y)));
            style.marker(svg, at + 12, y);
            svg.text(at + 30, y + 4, "start", 11, entry(line));
            at += entryWidth();
        }
    }

    /** The lines of each row of the legend; none for one line without a name. */
    private List<List<Integer>> legend() {
        List<List<Integer>> legend = new ArrayList<>();
        if (names.size() == 1 && names.get(0).isEmpty()) {
            return legend;
        }
        int each = Math.max(1, (int) ((width() - LEFT - RIGHT) / entryWidth()));
        for (int line = 0; line < names.size(); line++) {
            if (line % each == 0) {
                legend.add(new ArrayList<>());
            }
            legend.get(legend.size() - 1).add(line);
        }
        return legend;
    }

    private String entry(int line) {
        return fitted(names.get(line), width() - LEFT - RIGHT - LEGEND_LINE);
    }

    /** Entries stand below each other. */
    private double entryWidth() {
        int longest = IntStream.range(0, names.size())
                .map(line -> entry(line).length())
                .max()
                .orElse(0);
        return LEGEND_LINE + CHARACTER * longest;
    }

    private static String fitted(String text, int room) {
        return Svg.shortened(text, (int) (room / CHARACTER));
    }

    private void panel(Svg svg, Panel panel, int left, int top) {
        List<Point> defined = panel.lines().stream()
                .flatMap(line -> line.points().stream())
                .filter(ChartPlot::isDefined)
                .toList();
        Scale x = Scale.over(defined.stream().map(Point::x).toList(), left, left + wide, chart.isLogarithmicX());
        Scale y = Scale.over(
                defined.stream()
                        .map(Point::y)
                        .flatMap(value -> value.hasInterval()
                                ? Stream.of(value.value(), value.low(), value.high())
                                : Stream.of(value.value()))
                        .toList(),
                top + high,
                top,
                chart.isLogarithmicY());
        panel.lines().forEach(line -> line(svg, x, y, line));
        if (defined.isEmpty()) {
            svg.text(left + wide / 2.0, top + high / 2.0, "middle", 11, "no values");
        } else {
            Frame.draw(svg, x, y, top + high, top);
        }
        svg.text(left + wide / 2.0, top + high + 32, "middle", 11, fitted(chart.x(), wide));
        svg.upwards(left - 54, top + high / 2.0, fitted(panel.y(), high));
    }

    private void line(Svg svg, Scale x, Scale y, Line line) {
        if (!names.contains(line.name())) {
            return;
        }
        LineStyle style = LineStyle.of(names.indexOf(line.name()));
        stretches(line.points(), point -> isDefined(point) && point.y().hasInterval())
                .forEach(stretch -> band(svg, x, y, stretch, style));
        long count = line.points().stream().filter(ChartPlot::isDefined).count();
        long step = (count + MARKERS - 1) / MARKERS;
        int number = 0;
        for (List<Point> stretch : stretches(line.points(), ChartPlot::isDefined)) {
            List<Svg.Point> places =
                    stretch.stream().map(point -> at(x, y, point)).toList();
            if (places.size() > 1) {
                style.path(svg, places);
            }
            for (Svg.Point place : places) {
                if (places.size() == 1 || number % step == 0) {
                    style.marker(svg, place.x(), place.y());
                }
                number++;
            }
        }
    }

    private static Svg.Point at(Scale x, Scale y, Point point) {
        return new Svg.Point(x.at(point.x()), y.at(point.y().value()));
    }

    private static void band(Svg svg, Scale x, Scale y, List<Point> stretch, LineStyle style) {
        if (stretch.size() == 1) {
            Estimate only = stretch.get(0).y();
            double at = x.at(stretch.get(0).x());
            svg.line(at, y.at(only.low()), at, y.at(only.high()), style.colour(), 1.4);
            return;
        }
        List<Svg.Point> outline = new ArrayList<>();
        stretch.forEach(point ->
                outline.add(new Svg.Point(x.at(point.x()), y.at(point.y().high()))));
        for (int i = stretch.size() - 1; i >= 0; i--) {
            Point point = stretch.get(i);
            outline.add(new Svg.Point(x.at(point.x()), y.at(point.y().low())));
        }
        svg.area(outline, style.colour(), 0.18);
    }

    /** The longest pieces of neighbouring points that are all wanted. */
    private static List<List<Point>> stretches(List<Point> points, Predicate<Point> isWanted) {
        List<List<Point>> stretches = new ArrayList<>();
        boolean isOpen = false;
        for (Point point : points) {
            if (isWanted.test(point)) {
                if (!isOpen) {
                    stretches.add(new ArrayList<>());
                }
                stretches.get(stretches.size() - 1).add(point);
            }
            isOpen = isWanted.test(point);
        }
        return stretches;
    }

    private static boolean isDefined(Point point) {
        return point.y().isDefined();
    }
}
