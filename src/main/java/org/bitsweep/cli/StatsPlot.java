package org.bitsweep.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.bitsweep.stats.Cell;
import org.bitsweep.stats.StatisticsViews;
import org.bitsweep.stats.plot.Estimate;
import org.bitsweep.stats.plot.Plots;
import org.bitsweep.stats.plot.PlottedGroup;

/** {@code stats --plot}: the statistics of a store as pictures. */
final class StatsPlot {
    private StatsPlot() {}

    /**
     * Draws into one file whose name ends in {@code .svg}, or else into a folder, a file a plot.
     *
     * @param groups the rows of the headline
     */
    static void write(StatisticsViews views, List<Row> groups, Cell cell, Path target) {
        List<PlottedGroup> plotted = plotted(views, groups, cell);
        String words = GroupTable.target(cell);
        try {
            if (target.toString().endsWith(".svg")) {
                OutputFile.write(target, Plots.drawTogether(plotted, words));
                return;
            }
            Files.createDirectories(target);
            for (Map.Entry<String, String> plot : Plots.draw(plotted, words).entrySet()) {
                OutputFile.write(target.resolve(plot.getKey() + ".svg"), plot.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<PlottedGroup> plotted(StatisticsViews views, List<Row> groups, Cell cell) {
        Map<String, List<PlottedGroup.Epoch>> epochs = new HashMap<>();
        for (Row row : views.meanTrajectories().collectAsList()) {
            epochs.computeIfAbsent(row.getAs("group_key"), key -> new ArrayList<>())
                    .add(new PlottedGroup.Epoch(
                            row.getAs("epoch"),
                            row.getAs("active"),
                            band(row, "train_loss"),
                            band(row, "bdm"),
                            band(row, "entropy")));
        }
        Map<String, List<PlottedGroup.Run>> runs = new HashMap<>();
        for (Row row : views.pairedCorrelations(cell).collectAsList()) {
            runs.computeIfAbsent(row.getAs("group_key"), key -> new ArrayList<>())
                    .add(new PlottedGroup.Run(row.getAs("r_bdm"), row.getAs("r_entropy")));
        }
        return groups.stream()
                .map(group -> new PlottedGroup(
                        GroupTable.label(group),
                        estimate(group, "r_bdm"),
                        estimate(group, "r_entropy"),
                        estimate(group, "r_bdm_cross"),
                        estimate(group, "r_entropy_cross"),
                        epochs.getOrDefault(group.<String>getAs("group_key"), List.of()),
                        runs.getOrDefault(group.<String>getAs("group_key"), List.of())))
                .toList();
    }

    private static Estimate estimate(Row row, String column) {
        return new Estimate(row.getAs(column), row.getAs(column + "_low"), row.getAs(column + "_high"));
    }

    private static Estimate band(Row row, String column) {
        Double mean = row.getAs(column);
        Double half = row.getAs(column + "_half");
        boolean isDefined = mean != null && Double.isFinite(mean);
        boolean hasBand = isDefined && half != null && Double.isFinite(half);
        return new Estimate(isDefined ? mean : null, hasBand ? mean - half : null, hasBand ? mean + half : null);
    }
}
