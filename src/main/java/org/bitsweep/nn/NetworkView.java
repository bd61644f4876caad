package org.bitsweep.nn;

import java.util.List;

/** A network in training, to look at. */
public interface NetworkView {
    /** Its layers, from input to output. */
    List<LayerView> layers();
}
