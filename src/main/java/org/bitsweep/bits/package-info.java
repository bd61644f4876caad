/** Packed bit matrices, the SIMD kernels with their scalar twins and the dispatch between them, the random generator. */
package org.bitsweep.bits;
