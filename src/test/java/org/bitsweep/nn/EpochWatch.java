package org.bitsweep.nn;

import java.util.function.BiConsumer;

/** Looks at the network after every epoch, and before the first. */
public final class EpochWatch implements TrainingListener {
    private final BiConsumer<NetworkView, EpochSummary> look;
    private NetworkView network;

    public EpochWatch(BiConsumer<NetworkView, EpochSummary> look) {
        this.look = look;
    }

    @Override
    public void started(NetworkView started) {
        network = started;
    }

    @Override
    public void epochEnded(EpochSummary epoch) {
        look.accept(network, epoch);
    }
}
