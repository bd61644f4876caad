package org.bitsweep.sweep;

import static org.bitsweep.sweep.store.Column.bytes;
import static org.bitsweep.sweep.store.Column.integer;
import static org.bitsweep.sweep.store.Column.longInteger;
import static org.bitsweep.sweep.store.Column.number;
import static org.bitsweep.sweep.store.Column.text;
import static org.bitsweep.sweep.store.Column.textMap;
import static org.bitsweep.sweep.store.Column.timestamp;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.bitsweep.nn.TrainingResult;
import org.bitsweep.run.EpochRow;
import org.bitsweep.run.MeasureRow;
import org.bitsweep.run.RunRow;
import org.bitsweep.run.SnapshotRow;
import org.bitsweep.sweep.store.Column;
import org.bitsweep.sweep.store.TableName;

/** The columns of the store's tables. They never depend on the sweep. */
public final class Tables {
    /** One row a run. */
    public static final List<Column<RunRow>> RUNS = List.of(
            text("run_key", row -> row.run().identity().runKey()),
            text("group_key", row -> row.run().identity().groupKey()),
            text("sweep", row -> row.run().sweep()),
            text("dataset", row -> row.run().spec().dataset().name()),
            text("network", RunRow::network),
            longInteger("seed", row -> row.run().spec().seed()),
            textMap("axes", row -> row.run().axes()),
            text("config", row -> row.run().identity().config()),
            text("status", row -> row.status().name()),
            longInteger("parameters", RunRow::parameters),
            integer("epochs", ofResult(TrainingResult::epochs)),
            integer("best_epoch", ofResult(result -> result.best().epoch())),
            text("stop_reason", ofResult(result -> lower(result.stopReason()))),
            number("train_loss", ofResult(result -> result.best().trainLoss())),
            number("validation_loss", ofResult(result -> result.best().validationLoss())),
            number("test_loss", ofResult(result -> result.test().loss())),
            number("test_accuracy", ofResult(result -> result.test().accuracy())),
            text("error_class", ofFailure(RunRow.Failure::errorClass)),
            text("error_message", ofFailure(RunRow.Failure::message)),
            timestamp("started_at", row -> row.observed().startedAtMicros()),
            longInteger("wall_ms", row -> row.observed().wallMillis()),
            text("host", row -> row.observed().host()),
            text("jdk", row -> row.observed().jdk()),
            text("tier", row -> row.observed().tier()),
            integer("attempt", row -> row.observed().attempt()));

    /** The columns of {@link #RUNS} that a machine adds and that no result depends on. */
    public static final List<String> OBSERVATIONAL = List.of("started_at", "wall_ms", "host", "jdk", "tier", "attempt");

    /** One row a run and epoch. */
    public static final List<Column<EpochRow>> EPOCHS = List.of(
            text("run_key", row -> row.run().identity().runKey()),
            text("group_key", row -> row.run().identity().groupKey()),
            text("dataset", row -> row.run().spec().dataset().name()),
            text("network", EpochRow::network),
            longInteger("seed", row -> row.run().spec().seed()),
            integer("epoch", row -> row.summary().epoch()),
            number("train_loss", row -> row.summary().trainLoss()),
            number("train_accuracy", row -> row.summary().trainAccuracy()),
            number("validation_loss", row -> row.summary().validationLoss()),
            number("validation_accuracy", row -> row.summary().validationAccuracy()),
            number("bdm", EpochRow::bdm),
            number("entropy", EpochRow::entropy),
            longInteger("flips", row -> row.summary().flips()));

    /** Long form: one row a run, epoch, probe, layer and measure. */
    public static final List<Column<MeasureRow>> MEASURES = List.of(
            text("run_key", MeasureRow::runKey),
            integer("epoch", MeasureRow::epoch),
            text("probe", MeasureRow::probe),
            integer("layer", MeasureRow::layer),
            text("name", MeasureRow::name),
            number("value", MeasureRow::value));

    /** The weights of selected runs: one row a run, epoch and layer. */
    public static final List<Column<SnapshotRow>> SNAPSHOTS = List.of(
            text("run_key", SnapshotRow::runKey),
            integer("epoch", SnapshotRow::epoch),
            integer("layer", SnapshotRow::layer),
            integer("rows", SnapshotRow::rows),
            integer("cols", SnapshotRow::cols),
            bytes("bits", SnapshotRow::bits),
            bytes("floats", SnapshotRow::floats));

    private Tables() {}

    /** The columns of a table. */
    static List<? extends Column<?>> columns(TableName table) {
        return switch (table) {
            case RUNS -> RUNS;
            case EPOCHS -> EPOCHS;
            case MEASURES -> MEASURES;
            case SNAPSHOTS -> SNAPSHOTS;
        };
    }

    private static <T> Function<RunRow, T> ofResult(Function<TrainingResult, T> field) {
        return row -> row.result() == null ? null : field.apply(row.result());
    }

    private static Function<RunRow, String> ofFailure(Function<RunRow.Failure, String> field) {
        return row -> row.failure() == null ? null : field.apply(row.failure());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
