package org.bitsweep.info;

/** How an entropy or a mutual information is estimated from counts. */
public enum Estimator {
    /**
     * The entropy of the frequencies, {@code H = log2 N - (1/N) Σ n log2 n}. Exact for the N patterns as the whole
     * population; as an estimate for a population behind them it is too low, and never above log2 N.
     */
    PLUG_IN,
    /**
     * Plug-in plus {@code (K - 1) / (2N ln 2)} bits a joint or marginal entropy, with K the number of states that occur
     * (Miller 1955, "Note on the bias of information estimates"; Paninski 2003, "Estimation of entropy and mutual
     * information").
     */
    MILLER_MADOW
}
