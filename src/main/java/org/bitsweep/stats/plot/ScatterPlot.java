package org.bitsweep.stats.plot;

import java.util.ArrayList;
import java.util.List;
import org.bitsweep.stats.plot.PlottedGroup.Run;

/** The r of entropy and of BDM of each run: above the line of equal values BDM is the stronger. */
final class ScatterPlot {
    private static final int LEFT = 70;
    private static final int TOP = 44;
    private static final int SIDE = 480;

    private ScatterPlot() {}

    static Svg draw(List<PlottedGroup> groups, String target) {
        Svg svg = new Svg(Plots.WIDTH, TOP + SIDE + 60);
        svg.text(16, 24, "start", 15, "r with " + target + " of single runs: BDM against entropy");
        List<Double> all = new ArrayList<>();
        groups.forEach(group -> group.runs().forEach(run -> all.addAll(List.of(run.bdm(), run.entropy()))));
        Scale x = Scale.over(all, LEFT, LEFT + SIDE);
        Scale y = Scale.over(all, TOP + SIDE, TOP);
        svg.dashed(x.from(), y.from(), x.to(), y.to(), Svg.GREY);
        for (int i = 0; i < groups.size(); i++) {
            String colour = Svg.COLOURS.get(i % Svg.COLOURS.size());
            for (Run run : groups.get(i).runs()) {
                svg.dot(x.at(run.entropy()), y.at(run.bdm()), colour, 0.55);
            }
        }
        Frame.draw(svg, x, y, TOP + SIDE, TOP);
        svg.text(LEFT + SIDE / 2.0, TOP + SIDE + 38, "middle", 11, "r of block entropy");
        svg.upwards(22, TOP + SIDE / 2.0, "r of BDM");
        legend(svg, groups);
        return svg;
    }

    private static void legend(Svg svg, List<PlottedGroup> groups) {
        int shown = Math.min(groups.size(), 24);
        double left = LEFT + SIDE + 24;
        for (int i = 0; i < shown; i++) {
            svg.dot(left, TOP + 10 + 18 * i, Svg.COLOURS.get(i % Svg.COLOURS.size()), 1);
            svg.text(
                    left + 9,
                    TOP + 14 + 18 * i,
                    "start",
                    11,
                    Svg.shortened(groups.get(i).label(), 58));
        }
        if (shown < groups.size()) {
            svg.text(left, TOP + 14 + 18 * shown, "start", 11, "and " + (groups.size() - shown) + " groups more");
        }
    }
}
