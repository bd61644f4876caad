package org.bitsweep.stats.plot;

import java.util.List;

/**
 * Lines over one quantity, a panel for each quantity that depends on it.
 *
 * @param x name of the quantity to the right
 * @param isLogarithmicX whether its axis is logarithmic; all of its values are positive then
 * @param isLogarithmicY the same of all axes upwards, values and intervals
 */
public record Chart(String x, boolean isLogarithmicX, boolean isLogarithmicY, List<Panel> panels) {
    public Chart {
        panels = List.copyOf(panels);
    }

    /**
     * Lines with axes of their own.
     *
     * @param title empty for none
     * @param y name of the quantity upwards
     */
    public record Panel(String title, String y, List<Line> lines) {
        public Panel {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Points, connected in their order.
     *
     * @param name of the line; lines of one name look alike in all panels
     */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** @param y the value and its interval; where there is no value the line is interrupted */
    public record Point(double x, Estimate y) {}
}
