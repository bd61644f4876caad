"""Writes prediction.json: partial and granulated correlations over runs, by NumPy and SciPy (1.17).

Run: python prediction.py. Partial correlations of values and of ranks are those of the residuals of least-squares
regressions, partial tau is that of the inverse of the matrix of scipy.stats.kendalltau. Granules are found and averaged
here by plain loops. Resamples are those of estimators.py, and so are intervals; those of granulated correlations leave out
resamples without a coefficient, which scipy.stats.bootstrap does not. Nothing of bitsweep is called.
"""
import itertools
import json

import numpy as np
import scipy.stats

from estimators import HERE, bootstrap, correlate, draws, formula_runs, number


def residuals(values, given):
    columns = np.column_stack([np.ones(len(values)), *given])
    return values - columns @ np.linalg.lstsq(columns, values, rcond=None)[0]


def partial(x, y, given, method):
    given = [values for values in given if np.ptp(values) > 0]
    if method == "kendall":
        variables = [x, y, *given]
        inverse = np.linalg.inv([[correlate(a, b, method) if a is not b else 1.0 for b in variables] for a in variables])
        return -inverse[0, 1] / np.sqrt(inverse[0, 0] * inverse[1, 1])
    if method == "spearman":
        x, y, *given = [scipy.stats.rankdata(values) for values in (x, y, *given)]
    return correlate(residuals(x, given), residuals(y, given), "pearson")


def plain(x, y, method):
    """The same as correlate for a few values, a hundred times faster."""
    if method == "kendall":
        signs = [(np.sign(a - b), np.sign(c - d)) for (a, c), (b, d) in itertools.combinations(zip(x, y), 2)]
        return sum(a * b for a, b in signs) / np.sqrt(sum(a * a for a, _ in signs) * sum(b * b for _, b in signs))
    if method == "spearman":
        x, y = ([sum(b < a for b in values) + sum(b == a for b in values) / 2 for a in values] for values in (x, y))
    x, y = ([a - sum(values) / len(values) for a in values] for values in (x, y))
    return sum(a * b for a, b in zip(x, y)) / np.sqrt(sum(a * a for a in x) * sum(b * b for b in y))


def interval(statistic, n):
    """Estimate, percentile interval and BCa interval (Efron 1987) over the resamples that have a value."""
    estimate = round(statistic(range(n)), 12)
    values = np.array([statistic(sample) for sample in draws(n)])
    values = np.round(values[np.isfinite(values)], 12)
    jackknife = np.array([statistic([i for i in range(n) if i != left_out]) for left_out in range(n)])
    ends = list(np.percentile(values, [2.5, 97.5]))
    apart = jackknife.mean() - jackknife
    acceleration = (apart**3).sum() / (6 * (apart**2).sum() ** 1.5)
    bias = scipy.stats.norm.ppf((np.mean(values < estimate) + np.mean(values <= estimate)) / 2)
    for level in (0.025, 0.975):
        z = bias + scipy.stats.norm.ppf(level)
        share = scipy.stats.norm.cdf(bias + z / (1 - acceleration * z))
        ends.append(np.percentile(values, 100 * share) if np.isfinite(share) else None)
    return [number(value) for value in [estimate, *ends]]


def granulated(runs, x, y, paths, method):
    """Of runs drawn: the mean over paths of the mean over granules."""
    def statistic(sample):
        means = []
        for path in paths:
            granules = {}
            for i in sample:
                others = tuple(sorted((key, value) for key, value in runs[i].items() if key != path))
                granules.setdefault(others, []).append(i)
            coefficients, drawn = [], 0
            for granule in granules.values():
                of_x, of_y = [x[i] for i in granule], [y[i] for i in granule]
                if len(set(of_x)) > 1 and len(set(of_y)) > 1:
                    coefficients.append(plain(of_x, of_y, method))
                    drawn += len(granule)
            if drawn >= 3:
                means.append(np.mean(coefficients))
        return np.mean(means) if means else np.nan

    return statistic


def cross_pairing_within(groups, method):
    """Of raw series, of which every group has at most 64: runs are paired within their group."""
    runs = [run for group in groups for run in group]
    group_of = [number for number, group in enumerate(groups) for _ in group]
    table = []
    for i, j in itertools.permutations(range(len(runs)), 2):
        if group_of[i] == group_of[j]:
            x, own = (np.array(series, float) for series in runs[i])
            length = min(len(x), len(runs[j][1]))
            other = np.array(runs[j][1][:length], float)
            table.append((i, j, correlate(x[:length], other, method), correlate(x[:length], own[:length], method)))
    table = np.array(table)
    n = len(runs)

    def of_pseudo_values(column):
        pseudo = np.array([n * column.mean() - (n - 1) * column[(table[:, 0] != k) & (table[:, 1] != k)].mean()
                           for k in range(n)])
        return [float(column.mean())] + bootstrap(lambda sample: pseudo[sample].mean(), n)[1:]

    return {"pairs": len(table), "cross": of_pseudo_values(table[:, 2]), "own": float(table[:, 3].mean()),
            "excess": of_pseudo_values(table[:, 3] - table[:, 2])}


def main():
    rng = np.random.default_rng(23)
    for method in ("pearson", "spearman", "kendall"):
        x, y = np.random.default_rng(1).integers(0, 5, (2, 9))
        assert abs(plain(x, y, method) - correlate(x, y, method)) < 1e-12
    out = {"about": __doc__, "partial": [], "granulated": []}
    for name, n, digits, constant in (("no ties", 24, 9, False), ("ties", 30, 1, False), ("a constant given", 20, 2, True)):
        loss = rng.normal(0, 1, n)
        size = np.full(n, 7.0) if constant else rng.integers(1, 5, n) * 100.0
        x = 0.5 * loss + size / 300 + rng.normal(0, 1, n)
        y = -0.4 * loss + size / 400 + 0.3 * x + rng.normal(0, 1, n)
        x, y, loss = (np.round(values, digits) + 0.0 for values in (x, y, loss))
        out["partial"].append({
            "name": name, "x": x.tolist(), "y": y.tolist(), "loss": loss.tolist(), "size": size.tolist(),
            **{method: bootstrap(lambda s: partial(x[s], y[s], [loss[s], size[s]], method), n)
               for method in ("pearson", "spearman", "kendall")}})
    out["within"] = cross_pairing_within([formula_runs(9)[:5], formula_runs(9)[5:]], "pearson")
    rates, noises, seeds = ("0.001", "0.01", "0.1"), ("0", "0.2"), ("0", "1")
    runs = [{"training.learning-rate": rate, "dataset.label-noise": noise, "seed": seed}
            for rate, noise, seed in itertools.product(rates, noises, seeds)]
    for name, digits in (("no ties", 9), ("ties", 0)):
        x = np.round([2 * float(run["dataset.label-noise"]) + rng.normal(0, 1) for run in runs], digits) + 0.0
        y = np.round([4 * float(run["dataset.label-noise"]) + rng.normal(0, 1) for run in runs], digits) + 0.0
        out["granulated"].append({
            "name": name, "runs": runs, "x": x.tolist(), "y": y.tolist(),
            **{method: {
                "settings": interval(
                    granulated(runs, x, y, ("training.learning-rate", "dataset.label-noise"), method), len(runs)),
                **{path: interval(granulated(runs, x, y, (path,), method), len(runs)) for path in runs[0]}}
               for method in ("pearson", "spearman", "kendall")}})
    (HERE / "prediction.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
