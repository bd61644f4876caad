package org.bitsweep.stats.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All plots of a store. */
public final class Plots {
    static final int WIDTH = 960;

    private Plots() {}

    /**
     * Draws them.
     *
     * @param target what measures are correlated with, in words
     * @return documents by the name of the plot: trajectories, intervals, scatter
     */
    public static Map<String, String> draw(List<PlottedGroup> groups, String target) {
        Map<String, String> documents = new LinkedHashMap<>();
        pictures(groups, target).forEach((name, picture) -> documents.put(name, picture.document()));
        return documents;
    }

    /** Draws them one below the other. */
    public static String drawTogether(List<PlottedGroup> groups, String target) {
        Svg all = new Svg(WIDTH, 0);
        pictures(groups, target).values().forEach(all::append);
        return all.document();
    }

    private static Map<String, Svg> pictures(List<PlottedGroup> groups, String target) {
        Map<String, Svg> pictures = new LinkedHashMap<>();
        pictures.put("trajectories", TrajectoryPlot.draw(groups));
        pictures.put("intervals", IntervalPlot.draw(groups, target));
        pictures.put("scatter", ScatterPlot.draw(groups, target));
        return pictures;
    }
}
