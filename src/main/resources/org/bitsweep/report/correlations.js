// Dots with whiskers, a row a group, paged: correlations side by side, and paired differences.
const ROWS_A_PAGE = 25;

function rowsChart({ id, title, subtitle, name, series, describe, columns, bounds }) {
  let first = 0;
  const page = () => groups.slice(first, first + ROWS_A_PAGE);
  const where = element("span", { "aria-live": "polite" });
  const turn = by => () => {
    first += by;
    label();
    redraw(entry => entry.id === id);
  };
  const back = element("button", { type: "button", onclick: turn(-ROWS_A_PAGE) }, "Previous");
  const next = element("button", { type: "button", onclick: turn(ROWS_A_PAGE) }, "Next");
  const label = () => {
    where.textContent = `groups ${count(first + 1)} to ${count(first + page().length)} of ${count(groups.length)}`;
    back.disabled = first === 0;
    next.disabled = first + ROWS_A_PAGE >= groups.length;
  };
  label();
  const figure = chart({
    id, title, subtitle, height: () => 74 + page().length * (series.length > 1 ? 40 : 32),
    describe: () => page().slice(0, 12).map(describe).join(". "),
    option: width => ({
      tooltip: tooltip(item => {
        const group = page()[item.value[0]];
        return tip(group.name, columns.map(column => `${column.title}: ${column.text(group)}`));
      }),
      grid: { left: 16, right: 22, top: 10, bottom: 34, containLabel: true },
      xAxis: axis(name, bounds || {}),
      yAxis: {
        type: "category", inverse: true, data: page().map(group => group.name),
        axisLabel: { color: colour("ink"), fontSize: 12, width: Math.round(width * .34), overflow: "break", interval: 0 },
        axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: colour("grid"), type: "dashed" } }
      },
      series: [
        ...series.map((one, at) => whiskers({
          name: one.name, colourName: one.colour, symbol: one.symbol, shift: (at - (series.length - 1) / 2) * 14,
          points: page().map((group, row) => ({ row, estimate: group[one.key], low: group[one.key + "_low"], high: group[one.key + "_high"] }))
        })),
        { type: "line", data: [], markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: colour("soft"), type: "solid" }, data: [{ xAxis: 0 }] } }
      ]
    }),
    table: () => ({ columns: [{ key: "name", title: "group" }, ...columns], data: groups })
  });
  return [element("div", { class: "together" }, legend(series), figure), groups.length > ROWS_A_PAGE ? element("div", { class: "pager" }, back, next, where) : null];
}

const r = (key, title) => ({ key, title, number: true, text: group => interval(group[key], group[key + "_low"], group[key + "_high"]) });
const p = (key, title) => ({ key, title, number: true, text: group => pValue(group[key]) });

function correlationChart() {
  return rowsChart({
    id: "correlations", title: "Correlation with the training loss", name: "Pearson's r, mean over runs",
    subtitle: "mean over the group's runs, with its 95 % bootstrap interval",
    series: [{ key: "r_bdm", name: "r(BDM, loss)", colour: "bdm", symbol: "circle" }, { key: "r_entropy", name: "r(entropy, loss)", colour: "entropy", symbol: "rect" }],
    describe: group => `${group.name}: r of BDM ${interval(group.r_bdm, group.r_bdm_low, group.r_bdm_high)}, r of entropy ${interval(group.r_entropy, group.r_entropy_low, group.r_entropy_high)}`,
    columns: [r("r_bdm", "r(BDM)"), r("r_entropy", "r(entropy)"), { key: "r_bdm_runs", title: "runs with r(BDM)", number: true }, { key: "r_entropy_runs", title: "runs with r(entropy)", number: true }],
    bounds: { min: bound => Math.min(0, Math.floor(bound.min * 5) / 5), max: 1 }
  });
}

function differenceChart() {
  return rowsChart({
    id: "differences", title: "Paired difference r(BDM) − r(entropy)", name: "r(BDM) − r(entropy)",
    subtitle: "within the same runs, mean and 95 % bootstrap interval; right of zero BDM follows the loss more closely",
    series: [{ key: "difference", name: "r(BDM) − r(entropy)", colour: "c2", symbol: "circle" }],
    describe: group => `${group.name}: ${interval(group.difference, group.difference_low, group.difference_high)}, BDM stronger in ${percent(group.bdm_stronger)} of runs`,
    columns: [r("difference", "difference"), { key: "bdm_stronger", title: "BDM stronger in", number: true, text: group => percent(group.bdm_stronger) }, p("wilcoxon_p", "p (Wilcoxon)"), p("wilcoxon_q", "q (Benjamini-Hochberg)")],
    bounds: { min: bound => Math.min(0, Math.floor(bound.min * 5) / 5), max: bound => Math.max(0, Math.ceil(bound.max * 5) / 5) }
  });
}

function groupTable() {
  return sortableTable({
    id: "group-table", caption: `The groups${shared ? ", all of " + shared : ""}: runs of a group differ in their seed only`, data: groups,
    columns: [
      { key: "name", title: "group" },
      { key: "runs", title: "OK", number: true }, { key: "failed", title: "failed", number: true, value: group => group.failed + group.quarantined, text: group => count(group.failed + group.quarantined) },
      { key: "excluded", title: "excluded", number: true }, { key: "epochs", title: "epochs", number: true, text: group => number(group.epochs, 1) },
      r("r_bdm", "r(BDM)"), r("r_entropy", "r(entropy)"), r("difference", "difference"),
      { key: "test_accuracy", title: "test accuracy", number: true, text: group => percent(group.test_accuracy) }
    ]
  });
}
