package org.bitsweep.stats.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bitsweep.stats.plot.Chart.Line;
import org.bitsweep.stats.plot.Chart.Panel;
import org.bitsweep.stats.plot.Chart.Point;
import org.bitsweep.stats.plot.PlottedGroup.Estimate;

/**
 * A {@link Chart} as a picture: up to three panels beside each other, those of one title in rows of their own, bands where there
 * are intervals, a legend below.
 */
public final class ChartPlot {
    private static final int TOP = 14;
    private static final int TITLE = 18;
    private static final int LEFT = 74;
    private static final int RIGHT = 16;
    /** Below a panel: ticks and the axis's name. */
    private static final int BELOW = 46;

    private static final int LEGEND_ROW = 20;
    private static final double CHARACTER = 6.2;

    /** Points of a line up to which each has a marker. */
    private static final int MOST_MARKERS = 40;

    private final Chart chart;
    private final List<String> names;
    private final int columns;
    private final int wide;
    private final int high;
    /** Room for titles over panels. */
    private final int above;

    private ChartPlot(Chart chart) {
        this.chart = chart;
        this.names = chart.panels().stream()
                .flatMap(panel -> panel.lines().stream())
                .map(Line::name)
                .distinct()
                .toList();
        this.columns = columns(chart.panels());
        this.wide = Math.min(640, Plots.WIDTH / columns - LEFT - RIGHT);
        this.high = columns == 1 ? 340 : 220;
        this.above = chart.panels().stream().allMatch(panel -> panel.title().isEmpty()) ? 0 : TITLE;
    }

    private static int columns(List<Panel> panels) {
        int titles = (int) panels.stream().map(Panel::title).distinct().count();
        int each = titles == 0 ? 1 : panels.size() / titles;
        if (each == 1) {
            return Math.min(3, Math.max(1, titles));
        }
        return each == 4 ? 2 : Math.min(3, each);
    }

    /** The document. */
    public static String draw(Chart chart) {
        return new ChartPlot(chart).picture().document();
    }

    private Svg picture() {
        List<List<Integer>> legend = legend();
        int rows = (chart.panels().size() + columns - 1) / columns;
        int bottom = TOP + rows * (above + high + BELOW);
        Svg svg = new Svg(
                columns * (LEFT + wide + RIGHT), bottom + LEGEND_ROW * legend.size() + (legend.isEmpty() ? 0 : 8));
        for (int i = 0; i < chart.panels().size(); i++) {
            int left = LEFT + i % columns * (LEFT + wide + RIGHT);
            panel(svg, chart.panels().get(i), left, TOP + i / columns * (above + high + BELOW) + above);
        }
        for (int row = 0; row < legend.size(); row++) {
            double at = LEFT;
            for (int line : legend.get(row)) {
                double y = bottom + LEGEND_ROW * row + 6;
                LineStyle style = LineStyle.of(line);
                style.path(svg, List.of(new Svg.Point(at, y), new Svg.Point(at + 24, y)));
                style.marker(svg, at + 12, y);
                svg.text(at + 30, y + 4, "start", 11, names.get(line));
                at += entry(line);
            }
        }
        return svg;
    }

    /** The lines of each row of the legend; none for one line without a name. */
    private List<List<Integer>> legend() {
        List<List<Integer>> rows = new ArrayList<>();
        if (names.size() == 1 && names.get(0).isEmpty()) {
            return rows;
        }
        double most = columns * (LEFT + wide + RIGHT) - LEFT - RIGHT;
        double used = most + 1;
        for (int line = 0; line < names.size(); line++) {
            if (used + entry(line) > most) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(line);
            used += entry(line);
        }
        return rows;
    }

    private double entry(int line) {
        return 50 + CHARACTER * names.get(line).length();
    }

    private void panel(Svg svg, Panel panel, int left, int top) {
        List<Point> defined = panel.lines().stream()
                .flatMap(line -> line.points().stream())
                .filter(ChartPlot::isDefined)
                .toList();
        Scale x = Scale.over(defined.stream().map(Point::x).toList(), left, left + wide, chart.logarithmicX());
        Scale y = Scale.over(
                defined.stream()
                        .map(Point::y)
                        .flatMap(value -> Stream.of(value.value(), value.low(), value.high()))
                        .filter(Objects::nonNull)
                        .toList(),
                top + high,
                top,
                chart.logarithmicY());
        for (Line line : panel.lines()) {
            LineStyle style = LineStyle.of(names.indexOf(line.name()));
            for (List<Point> part : parts(line)) {
                band(svg, x, y, part, style);
                style.path(svg, part.stream().map(point -> at(x, y, point)).toList());
            }
            if (line.points().size() <= MOST_MARKERS) {
                line.points().stream()
                        .filter(ChartPlot::isDefined)
                        .map(point -> at(x, y, point))
                        .forEach(point -> style.marker(svg, point.x(), point.y()));
            }
        }
        Frame.draw(svg, x, y, top + high, top);
        svg.text(left, top - 8, "start", 12, panel.title());
        svg.text(left + wide / 2.0, top + high + 32, "middle", 11, chart.x());
        svg.upwards(left - 54, top + high / 2.0, panel.y());
    }

    private static Svg.Point at(Scale x, Scale y, Point point) {
        return new Svg.Point(x.at(point.x()), y.at(point.y().value()));
    }

    private static void band(Svg svg, Scale x, Scale y, List<Point> part, LineStyle style) {
        if (!part.stream()
                .allMatch(point -> point.y().low() != null && point.y().high() != null)) {
            return;
        }
        if (part.size() == 1) {
            Estimate only = part.get(0).y();
            double at = x.at(part.get(0).x());
            svg.line(at, y.at(only.low()), at, y.at(only.high()), style.colour(), 1.4);
            return;
        }
        List<Svg.Point> outline = new ArrayList<>();
        part.forEach(point ->
                outline.add(new Svg.Point(x.at(point.x()), y.at(point.y().high()))));
        for (int i = part.size() - 1; i >= 0; i--) {
            outline.add(
                    new Svg.Point(x.at(part.get(i).x()), y.at(part.get(i).y().low())));
        }
        svg.area(outline, style.colour(), 0.18);
    }

    /** The line's pieces between points without a value. */
    private static List<List<Point>> parts(Line line) {
        List<List<Point>> parts = new ArrayList<>();
        boolean isOpen = false;
        for (Point point : line.points()) {
            if (isDefined(point)) {
                if (!isOpen) {
                    parts.add(new ArrayList<>());
                }
                parts.get(parts.size() - 1).add(point);
            }
            isOpen = isDefined(point);
        }
        return parts;
    }

    private static boolean isDefined(Point point) {
        return point.y().value() != null;
    }
}
