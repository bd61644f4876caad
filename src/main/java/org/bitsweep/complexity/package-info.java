/**
 * Algorithmic complexity of bit matrices: the Block Decomposition Method and block entropy under several partitions, in
 * full ({@link org.bitsweep.complexity.BlockCounts}) or incrementally
 * ({@link org.bitsweep.complexity.IncrementalComplexity}), their change under perturbation, QuBD of real-valued weights,
 * and compressors as a baseline.
 */
package org.bitsweep.complexity;
