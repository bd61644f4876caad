package org.bitsweep.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.bitsweep.sweep.Progress;

/** Progress on stderr: a bar on a terminal, else a line now and then. */
final class SweepProgress {
    private SweepProgress() {}

    static Progress open(int runs) {
        return Installation.isTerminal() ? new Bar(runs) : new Lines(runs);
    }

    private static String left(Progress.State state) {
        return "about " + Durations.text(state.secondsLeft()) + " left";
    }

    private static final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(int runs) {
            bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setUnit(" runs", 1)
                    .setInitialMax(runs)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .hideEta()
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, Installation.columns()))
                    .build();
        }

        @Override
        public void update(State state) {
            bar.stepTo(state.done());
            bar.setExtraMessage(" " + state.failed() + " failed, " + left(state));
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private static final class Lines implements Progress {
        private static final long INTERVAL_NANOS = 30_000_000_000L;

        private final int runs;
        private final long start = System.nanoTime();
        private long last = start;

        Lines(int runs) {
            this.runs = runs;
        }

        @Override
        public void update(State state) {
            long now = System.nanoTime();
            if (now - last < INTERVAL_NANOS) {
                return;
            }
            last = now;
            System.err.println(String.format(
                    Locale.ROOT,
                    "%d of %d runs done, %d failed, %.1f runs/s, %s",
                    state.done(),
                    runs,
                    state.failed(),
                    state.done() / ((now - start) / 1e9),
                    left(state)));
        }

        @Override
        public void close() {}
    }
}
