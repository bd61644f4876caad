package org.bitsweep.stats.plot;

/** The axes of a panel with ticks and their values. */
final class Frame {
    private Frame() {}

    static void draw(Svg svg, Scale x, Scale y, double bottom, double top) {
        svg.line(x.from(), bottom, x.to(), bottom, Svg.INK, 1);
        svg.line(x.from(), bottom, x.from(), top, Svg.INK, 1);
        for (double tick : x.ticks()) {
            svg.line(x.at(tick), bottom, x.at(tick), bottom + 4, Svg.INK, 1);
            svg.text(x.at(tick), bottom + 16, "middle", 10, x.label(tick));
        }
        for (double tick : y.ticks()) {
            svg.line(x.from() - 4, y.at(tick), x.from(), y.at(tick), Svg.INK, 1);
            svg.text(x.from() - 7, y.at(tick) + 3.5, "end", 10, y.label(tick));
        }
    }
}
