package org.bitsweep.run;

import java.io.Serializable;

/**
 * The epochs after which a probe measures, besides the last one that a run may reach.
 *
 * @param every each so many epochs, from epoch 0 on; 0 for epochs at equal ratios
 * @param perDecade epochs at 10^(k / perDecade), rounded, for k = 0, 1, 2 …, and epoch 0; 0 for equal distances
 */
public record Cadence(int every, int perDecade) implements Serializable {
    /** Reads {@code PATH.every}, which is off, log or a number, and {@code PATH.per-decade}; null for off. */
    static Cadence read(Settings settings, String path) {
        String every = settings.text(path + ".every");
        switch (every) {
            case "off" -> {
                return null;
            }
            case "log" -> {
                int perDecade = settings.integer(path + ".per-decade");
                if (perDecade < 1 || perDecade > 1000) {
                    throw settings.wrong(path + ".per-decade", "1 to 1000 epochs for each factor of ten");
                }
                return new Cadence(0, perDecade);
            }
            default -> {
                if (!every.matches("[1-9]\\d{0,8}")) {
                    throw settings.wrong(path + ".every", "off, log or a number of epochs");
                }
                return new Cadence(Integer.parseInt(every), 0);
            }
        }
    }

    /** Whether to measure after an epoch. */
    boolean includes(int epoch, int maxEpochs) {
        if (epoch == 0 || epoch == maxEpochs) {
            return true;
        }
        if (every > 0) {
            return epoch % every == 0;
        }
        long nearest = Math.round(perDecade * StrictMath.log10(epoch));
        for (long k = Math.max(0, nearest - 1); k <= nearest + 1; k++) {
            if (Math.round(StrictMath.pow(10, (double) k / perDecade)) == epoch) {
                return true;
            }
        }
        return false;
    }

    /** How many epochs, 0 among them, a run has that reaches its last one. */
    public int times(int maxEpochs) {
        if (every > 0) {
            return 1 + maxEpochs / every + (maxEpochs % every == 0 ? 0 : 1);
        }
        int times = 2;
        long before = 0;
        for (int k = 0; before < maxEpochs; k++) {
            long epoch = Math.round(StrictMath.pow(10, (double) k / perDecade));
            times += epoch > before && epoch < maxEpochs ? 1 : 0;
            before = epoch;
        }
        return times;
    }

    /** How it is written in a configuration and in a run's key. */
    @Override
    public String toString() {
        return every > 0 ? String.valueOf(every) : "log";
    }
}
