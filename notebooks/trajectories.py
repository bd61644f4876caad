"""Draws how training loss, BDM and block entropy of the binarized weights go along, averaged over the runs of a store.

Usage: python notebooks/trajectories.py STORE OUTPUT.svg
Needs pandas, pyarrow and matplotlib; reads the store's Parquet files as they are.
"""

import sys

import matplotlib.pyplot as plt
import pandas as pd

store, output = sys.argv[1:]
epochs = pd.read_parquet(f"{store}/epochs")
epochs = epochs[epochs.epoch >= 1]
runs = epochs.groupby("epoch").run_key.count()
epochs = epochs[epochs.epoch.isin(runs[runs >= runs.max() / 2].index)]  # epochs that at least half of the runs reached

series = [
    ("train_loss", "training loss (nats)", "#0072B2"),
    ("bdm", "BDM (bits)", "#D55E00"),
    ("entropy", "block entropy (bits)", "#009E73"),
]
figure, axes = plt.subplots(1, 3, figsize=(10, 2.9), layout="constrained")
for axis, (column, label, colour) in zip(axes, series):
    by_epoch = epochs.groupby("epoch")[column]
    mean, error = by_epoch.mean(), 1.96 * by_epoch.sem()
    axis.fill_between(mean.index, mean - error, mean + error, color=colour, alpha=0.25, linewidth=0)
    axis.plot(mean.index, mean, color=colour)
    axis.set_title(label, fontsize=11)
    axis.set_xlabel("epoch")
    axis.spines[["top", "right"]].set_visible(False)
plt.savefig(output)
