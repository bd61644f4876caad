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

    private static final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(int runs) {
            bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setUnit(" runs", 1)
                    .setInitialMax(runs)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, Installation.columns()))
                    .build();
        }

        @Override
        public void update(int done, int failed) {
            bar.stepTo(done);
            if (failed > 0) {
                bar.setExtraMessage(" " + failed + " failed");
            }
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
        public void update(int done, int failed) {
            long now = System.nanoTime();
            if (now - last < INTERVAL_NANOS) {
                return;
            }
            last = now;
            double seconds = (now - start) / 1e9;
            String left =
                    done == 0 ? "" : String.format(Locale.ROOT, ", about %.0f s left", seconds / done * (runs - done));
            System.err.println(done + " of " + runs + " runs done, " + failed + " failed" + left);
        }

        @Override
        public void close() {}
    }
}
