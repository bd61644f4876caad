package org.bitsweep.stats.plot;

import java.util.List;

/**
 * How a line is told from others: by colour, by its markers, and after a round of colours by dashes.
 *
 * @param isRound whether markers are circles instead of squares
 * @param isFilled whether they are filled
 */
record LineStyle(String colour, boolean isRound, boolean isFilled, boolean isDashed) {
    static LineStyle of(int line) {
        String colour = Svg.COLOURS.get(line % Svg.COLOURS.size());
        return new LineStyle(colour, line % 2 == 0, line % 4 < 2, line / Svg.COLOURS.size() % 2 == 1);
    }

    void path(Svg svg, List<Svg.Point> points) {
        svg.path(points, colour, isDashed);
    }

    void marker(Svg svg, double x, double y) {
        String fill = isFilled ? colour : "white";
        if (isRound) {
            svg.circle(x, y, 3.2, fill, colour);
        } else {
            svg.square(x, y, 2.9, fill, colour);
        }
    }
}
