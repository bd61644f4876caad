package org.bitsweep.stats.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Correlations of BDM and entropy with their intervals, and beside each what other runs' targets give: a row a group. */
final class IntervalPlot {
    private static final int MOST_GROUPS = 60;
    private static final int TOP = 66;
    private static final int ROW = 44;
    private static final int LEFT = 330;
    private static final int RIGHT = Plots.WIDTH - 24;

    private IntervalPlot() {}

    static Svg draw(List<PlottedGroup> groups, String target) {
        List<PlottedGroup> shown = groups.subList(0, Math.min(MOST_GROUPS, groups.size()));
        int bottom = TOP + ROW * shown.size();
        Svg svg = new Svg(Plots.WIDTH, bottom + 56);
        String rest =
                shown.size() < groups.size() ? "; the first " + MOST_GROUPS + " of " + groups.size() + " groups" : "";
        svg.text(16, 24, "start", 15, "r with " + target + ": means over runs, 95 % bootstrap intervals" + rest);
        legend(svg);
        Scale x = scale(shown);
        for (int i = 0; i < shown.size(); i++) {
            row(svg, x, shown.get(i), TOP + i * ROW, i % 2 == 1);
        }
        svg.line(LEFT, bottom, RIGHT, bottom, Svg.INK, 1);
        for (double tick : x.ticks()) {
            svg.line(x.at(tick), bottom, x.at(tick), bottom + 4, Svg.INK, 1);
            svg.text(x.at(tick), bottom + 17, "middle", 10, x.label(tick));
        }
        svg.text((LEFT + RIGHT) / 2.0, bottom + 36, "middle", 11, "mean r over runs");
        return svg;
    }

    private static Scale scale(List<PlottedGroup> groups) {
        List<Double> values = new ArrayList<>(groups.stream()
                .flatMap(group -> Stream.of(group.bdm(), group.entropy(), group.bdmCross(), group.entropyCross()))
                .flatMap(estimate -> Stream.of(estimate.value(), estimate.low(), estimate.high()))
                .filter(Objects::nonNull)
                .toList());
        values.add(0.0);
        return Scale.over(values, LEFT, RIGHT);
    }

    private static void legend(Svg svg) {
        double y = 46;
        svg.circle(LEFT + 6, y, 4.5, Svg.BLUE, Svg.BLUE);
        svg.text(LEFT + 16, y + 4, "start", 11, "BDM");
        svg.circle(LEFT + 76, y, 4.5, "white", Svg.BLUE);
        svg.text(LEFT + 86, y + 4, "start", 11, "BDM, other runs' target");
        svg.square(LEFT + 246, y, 4.2, Svg.VERMILION, Svg.VERMILION);
        svg.text(LEFT + 256, y + 4, "start", 11, "entropy");
        svg.square(LEFT + 326, y, 4.2, "white", Svg.VERMILION);
        svg.text(LEFT + 336, y + 4, "start", 11, "entropy, other runs' target");
    }

    private static void row(Svg svg, Scale x, PlottedGroup group, int top, boolean isShaded) {
        if (isShaded) {
            svg.rectangle(0, top, Plots.WIDTH, ROW, "#f6f6f6");
        }
        svg.line(x.at(0), top, x.at(0), top + ROW, Svg.GREY, 0.7);
        svg.text(16, top + ROW / 2.0 + 4, "start", 11, Svg.shortened(group.label(), 50));
        interval(svg, x, group.bdm(), top + 8, Svg.BLUE, true, true);
        interval(svg, x, group.bdmCross(), top + 17, Svg.BLUE, true, false);
        interval(svg, x, group.entropy(), top + 27, Svg.VERMILION, false, true);
        interval(svg, x, group.entropyCross(), top + 36, Svg.VERMILION, false, false);
    }

    private static void interval(
            Svg svg, Scale x, Estimate estimate, double y, String colour, boolean isRound, boolean isFilled) {
        if (!estimate.isDefined()) {
            return;
        }
        if (estimate.hasInterval()) {
            svg.line(x.at(estimate.low()), y, x.at(estimate.high()), y, colour, 1.6);
        }
        if (isRound) {
            svg.circle(x.at(estimate.value()), y, 3.6, isFilled ? colour : "white", colour);
        } else {
            svg.square(x.at(estimate.value()), y, 3.3, isFilled ? colour : "white", colour);
        }
    }
}
