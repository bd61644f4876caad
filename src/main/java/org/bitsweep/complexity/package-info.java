/** Algorithmic complexity of bit matrices: the Block Decomposition Method and block entropy. */
package org.bitsweep.complexity;
