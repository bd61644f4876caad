// The sections of the page, from what was run to what failed.
const contents = [];

function section(id, title, ...children) {
  contents.push([id, title]);
  document.getElementById("main").append(element("section", { id, "aria-labelledby": id + "-title" }, element("h2", { id: id + "-title" }, title), children));
}

function note(text) {
  return element("p", { class: "note" }, text);
}

function lead() {
  const tested = data.counts.compared;
  const parts = [`${plural(data.counts.ok, "run", "runs")} in ${plural(data.counts.groups, "group", "groups")}.`];
  if (tested > 0) {
    const open = tested - data.counts.bdm_above - data.counts.bdm_below;
    parts.push(`BDM follows the training loss more closely than block entropy in ${count(data.counts.bdm_above)} of ${plural(tested, "group", "groups")}`
      + (data.counts.bdm_below > 0 ? `, less closely in ${count(data.counts.bdm_below)}` : "")
      + (open > 0 ? `; in ${count(open)} the 95 % interval of the paired difference contains zero.` : "."));
  }
  return parts.join(" ");
}

function head() {
  const title = data.sweeps.length === 1 ? data.sweeps[0] : data.sweeps.length > 1 ? `${data.sweeps.slice(0, 3).join(", ")}${data.sweeps.length > 3 ? " and more" : ""}` : data.store;
  document.title = `${title} · bitsweep report`;
  document.getElementById("title").textContent = title;
  document.getElementById("lead").textContent = lead();
  const tile = (value, name) => element("li", {}, element("b", {}, value), element("span", {}, name));
  document.getElementById("tiles").append(
    tile(count(data.counts.ok), "runs OK"), tile(count(data.counts.failed), "failed"), tile(count(data.counts.quarantined), "quarantined"),
    tile(count(data.counts.excluded), "excluded from r"), tile(count(data.counts.groups), "groups"), tile(duration(data.counts.wall_ms), "of training"));
}

function whatWasRun() {
  const counts = data.counts;
  const reasons = [
    ["fewer than five epochs", counts.excluded], ["a value of BDM that is no number", counts.not_finite_bdm], ["a value of entropy that is no number", counts.not_finite_entropy],
    ["constant loss", counts.constant_loss], ["constant BDM", counts.constant_bdm], ["constant entropy", counts.constant_entropy]].filter(([, number]) => number > 0);
  section("run", "What was run",
    data.damage.map(sentence => element("p", { class: "notice" }, sentence)),
    facts([
      ["store", data.store], ["runs", `${count(counts.ok)} OK, ${count(counts.failed)} failed, ${count(counts.quarantined)} quarantined`],
      ["left out of correlations", reasons.length === 0 ? "none of the OK runs" : reasons.map(([why, number]) => `${plural(number, "run", "runs")}: ${why}`).join("; ")],
      ["trained", counts.first ? `${counts.first} to ${counts.last}` : null],
      ["machines", rows(data.machines).map(one => `${plural(one.runs, "run", "runs")} with ${one.tier} kernels on JDK ${one.jdk}, ${plural(one.hosts, "host", "hosts")}`).join("; ")]]),
    data.manifests.entries.map((manifest, at) => element("details", { open: at === 0 },
      element("summary", {}, `Sweep ${manifest.sweep}, written ${manifest.created}`),
      facts([
        ["runs planned", count(manifest.runs)], ["plan", manifest.plan_digest], ["bitsweep", `${manifest.bitsweep}, commit ${manifest.commit}, results revision ${manifest.results_revision}`],
        ["JVM", `${manifest.jvm}, ${manifest.system}`], ["Spark", `${manifest.spark} on ${manifest.master}, ${manifest.tier} kernels`],
        ["data sets", manifest.datasets.map(one => `${one.name} ${one.digest}`).join("; ")], ["CTM tables", manifest.tables.map(one => `${one.name} ${one.digest}`).join("; ")]]),
      element("details", {}, element("summary", {}, "Configuration, with all defaults"), element("pre", { tabindex: "0" }, manifest.configuration)))),
    data.manifests.omitted > 0 ? note(`${count(data.manifests.omitted)} earlier manifests are in the store's folder _bitsweep/manifests.`) : null,
    data.manifests.entries.length === 0 ? note("The store has no manifest that would say how its runs were configured.") : null);
}

function measures() {
  if (data.counts.ok === 0) {
    section("trajectories", "Trajectories", note("No run is OK, so there is nothing to draw."));
    return;
  }
  const band = "mean over the runs that trained the epoch, with its 95 % interval (Student's t)";
  section("trajectories", "Trajectories", note(`Loss and complexity of the binarized weights over epochs: ${band}. Epoch 0 is the state before training.`
      + (data.curves.stride > 1 ? ` Of more than ${count(data.curves.most_epochs)} epochs, every ${data.curves.stride}th is shown.` : "")),
    groupChoice(), groupLegend(), relativeChoice(),
    element("div", { class: "grid" },
      overEpochs({ id: "loss", title: "Training loss", unit: "loss", names: ["train_loss"] }),
      overEpochs({ id: "bdm", title: "BDM", unit: "bits", names: ["bdm"] }),
      overEpochs({ id: "entropy", title: "Block entropy", unit: "bits", names: ["entropy"] }),
      activeRuns()));
  section("correlations-section", "Does complexity follow the loss?",
    note("For each run, Pearson's r of the training loss with BDM and with block entropy over epochs, smoothed as published. Positive: the weights become simpler as the loss falls."),
    data.counts.groups > groups.length ? element("p", { class: "notice" }, `Of ${count(data.counts.groups)} groups the first ${count(groups.length)} are shown here and below; 'stats' prints all.`) : null,
    correlationChart(), differenceChart(), groupTable());
  section("scatter", "Complexity and generalisation", note("Each run at its best epoch, the one with the lowest validation loss. The gap is the accuracy on the training set minus that on the test set."),
    groupLegend(), densityScale(),
    element("div", { class: "grid" },
      scatterChart({ id: "bdm_entropy", title: "BDM against block entropy", subtitle: "a point a run", x: "entropy", y: "bdm", xName: "block entropy (bits)", yName: "BDM (bits)" }),
      scatterChart({ id: "bdm_gap", title: "BDM against the generalisation gap", subtitle: "a point a run", x: "bdm", y: "gap", xName: "BDM (bits)", yName: "accuracy gap" })));
  section("learning", "Learning curves", note(`Solid: training; dashed: validation; from the first epoch on. Shown is the ${band}.`), groupLegend([{ name: "training", colour: "soft" }, { name: "validation", colour: "soft", dashed: true }]),
    element("div", { class: "grid" },
      overEpochs({ id: "losses", title: "Loss", unit: "loss", names: ["train_loss", "validation_loss"], from: 1 }),
      overEpochs({ id: "accuracies", title: "Accuracy", unit: "accuracy", names: ["train_accuracy", "validation_accuracy"], from: 1, bounds: { max: bound => Math.min(1, Math.ceil(bound.max * 10) / 10), min: bound => Math.max(0, Math.floor(bound.min * 10) / 10) } })));
  section("layers-section", "Layers and further probes", data.layers.series.length > 0
    ? [layerChart(), data.layers.omitted > 0 ? note(`${count(data.layers.omitted)} further series of groups, probes and layers are in the store's table 'measures'.`) : null]
    : note("The store has no measures by layer: 'probes.complexity.default.pooling = layer' makes them, and further probes add theirs."));
  section("weights", "Weights", data.weights.runs.length > 0
    ? [note("Binarized weights before training, at the best epoch and at the end (black: positive), and below each the complexity of its blocks."
        + (data.weights.runs.length < data.weights.total ? ` ${count(data.weights.runs.length)} of ${plural(data.weights.total, "run", "runs")} with snapshots are in this page.` : "")
        + (data.weights.large > 0 ? ` ${plural(data.weights.large, "layer is", "layers are")} too large to show.` : "")), weightImages()]
    : note(data.weights.total > 0 ? "The matrices of the runs with snapshots are too large for this page." : "The store keeps no weights: 'probes.snapshots.seeds = [0]' keeps those of the runs with seed 0."));
}

function runTable() {
  const shown = rows(data.runs).map(run => ({ ...run, group: groupOf.get(run.group_key)?.name ?? `${run.dataset} · ${run.network}` }));
  section("runs", "Runs",
    data.runs.total > shown.length
      ? element("p", { class: "notice" }, `${count(shown.length)} of ${count(data.runs.total)} runs are listed, the first seeds of each group; the others are in the store's table 'runs'.`)
      : note(`All ${plural(data.runs.total, "run", "runs")}. The command trains the run again and compares the results bit for bit.`),
    sortableTable({
      id: "run-table", caption: "Runs with their results and the command that reproduces each", data: shown,
      columns: [
        { key: "group", title: "group" }, { key: "seed", title: "seed", number: true }, { key: "status", title: "status", short: true },
        { key: "epochs", title: "epochs", number: true }, { key: "best_epoch", title: "best", number: true },
        { key: "train_loss", title: "train loss", number: true, text: run => number(run.train_loss, 4) }, { key: "test_accuracy", title: "test accuracy", number: true, text: run => percent(run.test_accuracy) },
        { key: "r_bdm", title: "r(BDM)", number: true, text: run => number(run.r_bdm) }, { key: "r_entropy", title: "r(entropy)", number: true, text: run => number(run.r_entropy) },
        { key: "wall_ms", title: "time", number: true, text: run => run.wall_ms === null ? "–" : duration(run.wall_ms) },
        { key: "run_key", title: "reproduce", node: run => run.status === "QUARANTINED" ? "–" : command(`${data.reproduce} --run ${run.run_key.slice(0, 16)}`) }]
    }));
}

function failures() {
  const total = data.counts.failed + data.counts.quarantined;
  section("failures", "Failures", total === 0 ? note("No run failed or was quarantined.") : [
    sortableTable({ caption: "Failures by their kind", data: rows(data.failures.kinds), columns: [{ key: "status", title: "status" }, { key: "error_class", title: "error" }, { key: "runs", title: "runs", number: true }] }),
    data.failures.rows.length < total ? element("p", { class: "notice" }, `${count(data.failures.rows.length)} of ${count(total)} are listed; the others are in the store's table 'runs'.`) : null,
    sortableTable({
      caption: "Runs without a result", data: rows(data.failures), columns: [
        { key: "group", title: "group", text: run => groupOf.get(run.group_key)?.name ?? `${run.dataset} · ${run.network}` }, { key: "seed", title: "seed", number: true },
        { key: "status", title: "status", short: true }, { key: "error_class", title: "error" }, { key: "error_message", title: "message" },
        { key: "run_key", title: "reproduce", node: run => run.status === "QUARANTINED" ? "–" : command(`${data.reproduce} --run ${run.run_key.slice(0, 16)}`) }]
    })]);
}

function foot() {
  document.getElementById("contents").append(element("ul", {}, contents.map(([id, title]) => element("li", {}, element("a", { href: "#" + id }, title)))));
  document.getElementById("footer").append(element("p", {}, `Made by bitsweep ${data.bitsweep} (commit ${data.commit}) on ${data.created}. Charts by Apache ECharts 5.5.0, Apache License 2.0, whose text is in this file. The page loads nothing from anywhere.`));
}
