/**
 * The Coding Theorem Method: exact lazy enumeration of small Turing machines in one and two dimensions, their output
 * distributions, and the tables of algorithmic complexity that follow from them.
 *
 * <p>Sources: Soler-Toscano, Zenil, Delahaye, Gauvrit, "Calculating Kolmogorov complexity from the output frequency
 * distributions of small Turing machines", PLoS ONE 9(5), 2014; Zenil, Soler-Toscano, Delahaye, Gauvrit,
 * "Two-dimensional Kolmogorov complexity and an empirical validation of the coding theorem method by compressibility",
 * PeerJ Computer Science 1:e23, 2015.
 */
package org.bitsweep.ctm;
