"""Writes estimators.json: what NumPy and SciPy (1.17) make of the runs of statistics.json, for every estimator and test.

Run: python estimators.py. Resamples are those of bitsweep, drawn here by a Philox4x32-10 of its own; intervals come from
scipy.stats.bootstrap, given these resamples. Nothing of bitsweep is called.
"""
import hashlib
import json
import pathlib
import warnings

import numpy as np
import scipy.ndimage
import scipy.signal
import scipy.stats
import scipy.stats._resampling as resampling

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent


class Philox:
    """Salmon et al., SC 2011; a stream's key is the head of SHA-256 over its seed and name."""

    def __init__(self, seed, purpose):
        digest = hashlib.sha256(f"bitsweep/{seed}/{purpose}".encode()).digest()
        key = int.from_bytes(digest[:8], "big")
        self.key = (key & 0xFFFFFFFF, key >> 32)
        self.counter = 0
        self.words = []

    def block(self):
        c = [self.counter & 0xFFFFFFFF, self.counter >> 32, 0, 0]
        k0, k1 = self.key
        for _ in range(10):
            p0 = 0xD2511F53 * c[0]
            p1 = 0xCD9E8D57 * c[2]
            c = [(p1 >> 32) ^ c[1] ^ k0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ c[3] ^ k1, p0 & 0xFFFFFFFF]
            k0 = (k0 + 0x9E3779B9) & 0xFFFFFFFF
            k1 = (k1 + 0xBB67AE85) & 0xFFFFFFFF
        self.counter += 1
        return c

    def word(self):
        if not self.words:
            self.words = self.block()[::-1]
        return self.words.pop()

    def below(self, bound):
        """Lemire 2019."""
        threshold = 2**32 % bound
        while True:
            product = self.word() * bound
            if product & 0xFFFFFFFF >= threshold:
                return product >> 32

    def permutation(self, n):
        values = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self.below(i + 1)
            values[i], values[j] = values[j], values[i]
        return values


DRAWS = {}


def draws(n):
    if n not in DRAWS:
        rng = Philox(0, "bootstrap")
        DRAWS[n] = np.array([[rng.below(n) for _ in range(n)] for _ in range(2000)])
    return DRAWS[n]


def bootstrap(exact_statistic, n):
    """Of statistic(indices of runs): estimate, percentile interval, BCa interval by scipy.stats.bootstrap.

    BCa counts the resamples below the estimate, and those equal to it: rounding must not tell equal values apart.
    """
    def statistic(sample):
        return np.round(exact_statistic(sample), 12)

    index = np.arange(n)
    estimate = statistic(index)
    if n < 3:
        return [number(estimate), None, None, None, None]
    original = resampling._bootstrap_resample
    resampling._bootstrap_resample = lambda sample, n_resamples=None, rng=None, xp=None: draws(n)[:n_resamples]
    try:
        ends = []
        for method in ("percentile", "bca"):
            result = scipy.stats.bootstrap(
                (index,), lambda sample: statistic(sample.astype(int)), vectorized=False, paired=False,
                n_resamples=2000, batch=None, method=method, confidence_level=0.95)
            ends += [result.confidence_interval.low, result.confidence_interval.high]
    finally:
        resampling._bootstrap_resample = original
    return [number(value) for value in [estimate, *ends]]


def number(value):
    return None if value is None or not np.isfinite(value) else float(value)


def prepare(series, preparation):
    series = np.asarray(series, float)
    if preparation == "raw":
        return series
    if preparation == "detrended":
        return scipy.signal.detrend(series)
    if preparation == "differenced":
        return np.diff(series)
    smooth = scipy.ndimage.gaussian_filter1d(np.log1p(series), 1.0, mode="reflect", truncate=4.0)
    return (smooth - smooth.min()) / (smooth.max() - smooth.min())


def correlate(x, y, method):
    function = {"pearson": scipy.stats.pearsonr, "spearman": scipy.stats.spearmanr, "kendall": scipy.stats.kendalltau}
    return float(function[method](x, y).statistic)


def own(runs, preparation, method):
    return [correlate(prepare(x, preparation), prepare(y, preparation), method) for x, y in runs]


def mean_trajectory(runs, preparation, method):
    def statistic(sample):
        means = []
        for which in (0, 1):
            longest = max(len(runs[i][which]) for i in sample)
            means.append([np.mean([runs[i][which][t] for i in sample if len(runs[i][which]) > t])
                          for t in range(longest)])
        return correlate(prepare(means[0], preparation), prepare(means[1], preparation), method)

    return statistic


def pooled(runs, preparation, method):
    x = np.concatenate([prepare(x, preparation) for x, _ in runs])
    y = np.concatenate([prepare(y, preparation) for _, y in runs])
    return correlate(x, y, method)


def cross_pairing(runs, preparation, method):
    n = len(runs)
    prepared = [(prepare(x, preparation), prepare(y, preparation)) for x, y in runs]
    if n <= 64:
        pairs = [(i, j) for i in range(n) for j in range(n) if i != j]
    else:
        circle = Philox(0, "cross-pairing").permutation(n)
        pairs = [(circle[p], circle[(p + s) % n]) for p in range(n) for s in range(-16, 17) if s != 0]
    values = []
    for i, j in pairs:
        length = min(len(prepared[i][0]), len(prepared[j][0]))
        x = prepared[i][0][:length]
        values.append((i, j, correlate(x, prepared[j][1][:length], method),
                       correlate(x, prepared[i][1][:length], method)))
    table = np.array(values)

    def interval(column):
        mean = column.mean()
        pseudo = np.array([n * mean - (n - 1) * column[(table[:, 0] != k) & (table[:, 1] != k)].mean()
                           for k in range(n)])
        return [float(mean)] + bootstrap(lambda sample: pseudo[sample].mean(), n)[1:]

    cross = [None if value is None else min(1.0, max(-1.0, value)) for value in interval(table[:, 2])]
    return {"pairs": len(pairs), "cross": cross, "own": float(table[:, 3].mean()),
            "excess": interval(table[:, 3] - table[:, 2])}


def formula_runs(n):
    """Series that a test makes again: no decimal digits are lost on the way."""
    return [([((31 * i + 17 * t * t + 5) % 101) / 64 for t in range(6 + i % 3)],
             [((13 * i + 29 * t * t + 3 * t) % 97) / 64 for t in range(6 + i % 3)]) for i in range(n)]


def main():
    statistics = json.loads((HERE / "statistics.json").read_text())
    measures = {"bdm": [], "entropy": []}
    for run in statistics["runs"]:
        if run["eligible"]:
            kept = run["epochs_kept"]
            for name, runs in measures.items():
                x, y = run["raw"][name][:kept], run["raw"]["loss"][:kept]
                if np.ptp(x) > 1e-9 * np.max(np.abs(x)):
                    runs.append((x, y))
    out = {"about": __doc__, "cells": [], "samples": [], "paired": [], "associations": []}
    for measure, runs in measures.items():
        for preparation in ("raw", "smoothed", "detrended", "differenced"):
            for method in ("pearson", "spearman"):
                each = own(runs, preparation, method)
                out["cells"].append({
                    "measure": measure, "preparation": preparation, "method": method, "runs": len(runs), "own": each,
                    "mean": bootstrap(lambda sample: np.mean(np.array(each)[sample]), len(each)),
                    "fisher": None if max(np.abs(each)) > 1 - 1e-12 else float(np.tanh(np.mean(np.arctanh(each)))),
                    "trajectory": bootstrap(mean_trajectory(runs, preparation, method), len(runs)),
                    "pooled": pooled(runs, preparation, method),
                    "cross": cross_pairing(runs, preparation, method)})
    out["many_runs"] = cross_pairing(formula_runs(71), "raw", "pearson")
    rng = np.random.default_rng(11)
    for n in (3, 8, 40, 200):
        values = np.round(rng.beta(8, 2, n), 4)
        out["samples"].append({"values": values.tolist(),
                               "mean": bootstrap(lambda sample: np.mean(values[sample]), n),
                               "deviation": float(np.std(values, ddof=1))})
    for name, values in (
            ("few, no ties", np.round(rng.normal(0.4, 1, 9), 5)),
            ("one run", np.array([0.3])),
            ("49 runs, no ties", np.round(rng.normal(0.2, 1, 49), 6)),
            ("60 runs, no ties", np.round(rng.normal(0.2, 1, 60), 6)),
            ("ties and zeros", np.round(rng.normal(0.3, 1, 25), 0))):
        values = values + 0.0
        rest = values[values != 0]
        exact = len(rest) < 50 and len(np.unique(np.abs(rest))) == len(rest)
        test = scipy.stats.wilcoxon(rest, method="exact") if exact else scipy.stats.wilcoxon(
            rest, method="approx", correction=True)
        out["paired"].append({
            "name": name, "differences": values.tolist(), "difference": bootstrap(
                lambda sample: np.mean(values[sample]), len(values)),
            "stronger": float(np.mean(values > 0)),
            "sign_p": float(scipy.stats.binomtest(int((rest > 0).sum()), len(rest)).pvalue),
            "wilcoxon_p": float(test.pvalue)})
    for name, n, digits in (("no ties", 20, 9), ("ties", 30, 1)):
        x = np.round(rng.normal(0, 1, n), digits)
        y = np.round(0.6 * x + rng.normal(0, 1, n), digits)
        out["associations"].append({
            "name": name, "x": (x + 0.0).tolist(), "y": (y + 0.0).tolist(),
            **{method: bootstrap(lambda sample: correlate(x[sample], y[sample], method), n)
               for method in ("pearson", "spearman", "kendall")}})
    (HERE / "estimators.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
