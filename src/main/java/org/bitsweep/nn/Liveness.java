package org.bitsweep.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Watches over an epoch whether the inputs and each hidden layer ever give two different vectors of values. Usually the
 * first two samples settle it.
 */
final class Liveness {
    private final Signal input;
    private final List<Signal> hidden = new ArrayList<>();
    private final List<float[]> first = new ArrayList<>();
    private final boolean[] alive;
    private boolean started;

    Liveness(Network network) {
        this.input = network.input();
        hidden.add(input);
        for (int l = 0; l < network.depth() - 1; l++) {
            hidden.add(network.layer(l).units().signal());
        }
        hidden.forEach(signal -> first.add(new float[signal.width()]));
        this.alive = new boolean[hidden.size()];
    }

    /** Forgets the last epoch. */
    void startEpoch() {
        started = false;
        Arrays.fill(alive, false);
    }

    /** Looks at the batch that was just trained on. */
    void observe(int samples) {
        for (int s = 0; s < alive.length; s++) {
            if (!started) {
                hidden.get(s).copy(0, first.get(s));
            }
            alive[s] = alive[s] || hidden.get(s).differs(samples, first.get(s));
        }
        started = true;
    }

    /** @throws DeadNetworkException if the inputs differed and those of a hidden layer never did */
    void requireAlive(int epoch) {
        for (int s = 1; s < alive.length; s++) {
            if (alive[0] && !alive[s]) {
                throw new DeadNetworkException(s, epoch);
            }
        }
    }
}
