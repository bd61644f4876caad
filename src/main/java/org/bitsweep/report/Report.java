package org.bitsweep.report;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.bitsweep.run.EngineVersion;
import org.bitsweep.stats.StatisticsViews;

/**
 * What a store says, as one self-contained HTML page of less than {@value #MOST_BYTES} bytes, whatever the store's size:
 * Spark aggregates, and where rows are many the page has some of them and says so.
 *
 * @param html the page
 * @param damage one sentence for each file or log record that is damaged or missing: the page is without its runs
 */
public record Report(String html, List<String> damage) {
    /** The largest page. */
    public static final int MOST_BYTES = 5_000_000;

    /**
     * Reads a store.
     *
     * @param store as the user calls it
     * @param reproduce the command that trains a run of this store again, without its {@code --run KEY}
     * @throws org.bitsweep.sweep.store.StoreException if there is no store, or it cannot be read
     */
    public static Report of(SparkSession spark, String store, String reproduce) {
        return StatisticsViews.read(spark, store, views -> {
            ReportData data = new ReportData(spark, views, store);
            EngineVersion engine = EngineVersion.current();
            String json = data.read(
                    new ReportData.Origin(reproduce, engine.version(), engine.commit(), Times.text(Instant.now())));
            return new Report(Page.html(json), views.damage());
        });
    }
}
