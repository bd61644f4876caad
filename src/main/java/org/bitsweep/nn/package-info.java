/** Layers, binarization and its straight-through estimator, the optimizer, the training loop and its events. */
package org.bitsweep.nn;
