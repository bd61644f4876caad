package org.bitsweep.stats.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bitsweep.stats.plot.PlottedGroup.Epoch;

/** Mean trajectories: a row of panels a group, for loss, BDM and entropy, with 95 % bands and the number of active runs. */
final class TrajectoryPlot {
    private static final int MOST_GROUPS = 12;
    private static final int TOP = 44;
    private static final int ROW = 190;
    private static final int LEFT = 62;
    private static final int PANEL = 240;
    private static final int GAP = 62;
    private static final int HIGH = 112;

    /** Height of the bars that show how many runs are active. */
    private static final int BARS = 22;

    private TrajectoryPlot() {}

    static Svg draw(List<PlottedGroup> groups) {
        List<PlottedGroup> shown = groups.subList(0, Math.min(MOST_GROUPS, groups.size()));
        Svg svg = new Svg(Plots.WIDTH, TOP + ROW * shown.size() + 10);
        String rest =
                shown.size() < groups.size() ? "; the first " + MOST_GROUPS + " of " + groups.size() + " groups" : "";
        svg.text(16, 24, "start", 15, "Mean trajectories over active runs, 95 % bands" + rest);
        for (int i = 0; i < shown.size(); i++) {
            row(svg, shown.get(i), TOP + i * ROW);
        }
        return svg;
    }

    private static void row(Svg svg, PlottedGroup group, int top) {
        svg.text(LEFT, top + 12, "start", 12, group.label());
        panel(svg, group, 0, top, "training loss, nats", Svg.INK, Epoch::loss);
        panel(svg, group, 1, top, "BDM, bits", Svg.BLUE, Epoch::bdm);
        panel(svg, group, 2, top, "block entropy, bits", Svg.VERMILION, Epoch::entropy);
    }

    private static void panel(
            Svg svg,
            PlottedGroup group,
            int column,
            int top,
            String name,
            String colour,
            Function<Epoch, Estimate> of) {
        double left = LEFT + column * (PANEL + GAP);
        double bottom = top + 22 + HIGH;
        List<Epoch> defined = group.epochs().stream()
                .filter(epoch -> of.apply(epoch).value() != null)
                .toList();
        Scale x = new Scale(0, Math.max(1, group.epochs().size()) + 0.5, left, left + PANEL);
        Scale y = Scale.over(
                defined.stream()
                        .map(of)
                        .flatMap(estimate -> Stream.of(low(estimate), high(estimate)))
                        .toList(),
                bottom - BARS,
                top + 22);
        bars(svg, group, x, bottom);
        List<Svg.Point> band = new ArrayList<>();
        List<Svg.Point> line = new ArrayList<>();
        for (Epoch epoch : defined) {
            line.add(new Svg.Point(x.at(epoch.epoch()), y.at(of.apply(epoch).value())));
            band.add(new Svg.Point(x.at(epoch.epoch()), y.at(high(of.apply(epoch)))));
        }
        for (int i = defined.size() - 1; i >= 0; i--) {
            band.add(new Svg.Point(x.at(defined.get(i).epoch()), y.at(low(of.apply(defined.get(i))))));
        }
        svg.area(band, colour, 0.22);
        svg.path(line, colour);
        Frame.draw(svg, x, y, bottom, top + 22);
        svg.upwards(left - 46, top + 22 + HIGH / 2.0, name);
        svg.text(left + PANEL, bottom + 28, "end", 10, "epoch");
    }

    private static void bars(Svg svg, PlottedGroup group, Scale x, double bottom) {
        long most = group.epochs().stream().mapToLong(Epoch::active).max().orElse(1);
        for (Epoch epoch : group.epochs()) {
            double high = (BARS - 6.0) * epoch.active() / most;
            svg.rectangle(x.at(epoch.epoch() - 0.4), bottom - high, x.at(0.8) - x.at(0), high, Svg.PALE);
        }
        svg.text(x.to() - 2, bottom - BARS + 4, "end", 9, "active runs, at most " + most);
    }

    private static double low(Estimate estimate) {
        return estimate.low() == null ? estimate.value() : estimate.low();
    }

    private static double high(Estimate estimate) {
        return estimate.high() == null ? estimate.value() : estimate.high();
    }
}
