// Curves over epochs: trajectories of loss and complexity, learning curves, measures by layer.

// The change since the start tells more than the value where groups of different sizes are compared.
let relative = withCurves.length > 1;
const COMPLEXITIES = ["bdm", "entropy"];

function scaled(curve, name) {
  if (!relative || !COMPLEXITIES.includes(name)) return { means: curve[name], bands: curve[name + "_band"] };
  const start = curve[name].find(value => value !== null);
  return {
    means: curve[name].map(value => value === null || !start ? null : 100 * (value / start - 1)),
    bands: curve[name + "_band"].map(value => value === null || !start ? null : 100 * value / Math.abs(start))
  };
}

function points(curve, name, from) {
  const { means, bands } = scaled(curve, name);
  return curve.epoch.map((epoch, at) => {
    const half = bands[at];
    return means[at] === null || half === null ? [epoch, means[at], null, null] : [epoch, means[at], means[at] - half, means[at] + half];
  }).filter(point => point[0] >= from);
}

function relativeChoice() {
  const select = element("select", { id: "relative", onchange: () => {
    relative = select.value === "change";
    redraw(entry => COMPLEXITIES.includes(entry.id));
  } }, element("option", { value: "change", selected: relative }, "change since the start"), element("option", { value: "bits", selected: !relative }, "bits"));
  return element("div", { class: "pager" }, element("label", {}, "BDM and block entropy as ", select));
}

function lastOf(values) {
  for (let at = values.length - 1; at >= 0; at--) if (values[at] !== null) return values[at];
  return null;
}

function overEpochs({ id, title, subtitle, unit, names, from = 0, bounds = {} }) {
  const form = significant;
  const unitNow = () => relative && COMPLEXITIES.includes(names[0]) ? "change (%)" : unit;
  const part = name => names.length > 1 ? ` ${name.split("_")[0]}` : "";
  return byGroup({
    id, title, subtitle,
    describe: () => chosen.map(group => names.map(name => {
      const curve = curveOf.get(group.group_key);
      const values = curve[name].filter(value => value !== null);
      return `${group.name}${part(name)}: from ${form(values[0] ?? null)} to ${form(lastOf(values))}`;
    }).join("; ")).join(". "),
    option: () => ({
      tooltip: tooltip(items => {
        const seen = items.filter(item => item.seriesType === "line");
        return seen.length === 0 ? "" : tip(`Epoch ${seen[0].value[0]}`, seen.map(item => `${item.seriesName}: ${form(item.value[1])}`));
      }, "axis"),
      xAxis: axis("epoch", { min: 0, scale: false, minInterval: 1 }),
      yAxis: axis(unitNow(), { nameGap: 48, ...bounds }),
      grid: { left: 26, right: 18, top: 14, bottom: 32, containLabel: true },
      series: chosen.flatMap(group => names.flatMap((name, at) => banded({
        name: group.name + part(name), colourName: markOf(group).colour, symbol: markOf(group).symbol, dashed: at > 0,
        points: points(curveOf.get(group.group_key), name, from)
      })))
    }),
    table: () => ({
      columns: [
        { key: "group", title: "group" }, { key: "epoch", title: "epoch", number: true }, { key: "runs", title: "runs active", number: true },
        ...names.flatMap(name => [
          { key: name, title: name.replaceAll("_", " "), number: true, text: row => form(row[name]) },
          { key: name + "_band", title: "± 95 %", number: true, text: row => form(row[name + "_band"]) }])
      ],
      data: chosen.flatMap(group => {
        const curve = curveOf.get(group.group_key);
        return curve.epoch.map((epoch, at) => Object.fromEntries([["group", group.name], ["epoch", epoch], ["runs", curve.runs[at]],
          ...names.flatMap(name => [[name, curve[name][at]], [name + "_band", curve[name + "_band"][at]]])]));
      })
    })
  });
}

function activeRuns() {
  return byGroup({
    id: "active", title: "Runs still active", subtitle: "runs that trained this epoch; the means of late epochs are over fewer",
    describe: () => chosen.map(group => {
      const curve = curveOf.get(group.group_key);
      return `${group.name}: ${curve.runs[0]} at first, ${curve.runs[curve.runs.length - 1]} in epoch ${curve.epoch[curve.epoch.length - 1]}`;
    }).join(". "),
    option: () => ({
      tooltip: tooltip(items => items.length === 0 ? "" : tip(`Epoch ${items[0].value[0]}`, items.map(item => `${item.seriesName}: ${plural(item.value[1], "run", "runs")}`)), "axis"),
      xAxis: axis("epoch", { min: 0, scale: false, minInterval: 1 }),
      yAxis: axis("runs", { scale: false, min: 0, nameGap: 48, minInterval: 1 }),
      grid: { left: 26, right: 18, top: 14, bottom: 32, containLabel: true },
      series: chosen.map(group => {
        const curve = curveOf.get(group.group_key);
        const mark = markOf(group);
        return {
          ...banded({ name: group.name, colourName: mark.colour, symbol: mark.symbol, points: curve.epoch.map((epoch, at) => [epoch, curve.runs[at], null, null]) })[0],
          step: "end"
        };
      })
    }),
    table: () => ({
      columns: [{ key: "group", title: "group" }, { key: "epoch", title: "epoch", number: true }, { key: "runs", title: "runs active", number: true }],
      data: chosen.flatMap(group => curveOf.get(group.group_key).epoch.map((epoch, at) => ({ group: group.name, epoch, runs: curveOf.get(group.group_key).runs[at] })))
    })
  });
}

// One chart of the layers' curves of a measure in a group; both are chosen.
function layerChart() {
  const series = data.layers.series;
  const names = [...new Set(series.map(one => one.probe + "." + one.name))];
  const keys = [...new Set(series.map(one => one.group_key))];
  const select = (label, values, text) => element("select", { "aria-label": label, onchange: () => redraw(entry => entry.id === "layers") },
    values.map(value => element("option", { value }, text(value))));
  const group = select("Group", keys, key => groupOf.get(key).name);
  const measure = select("Measure", names, name => name);
  const of = () => series.filter(one => one.group_key === group.value && one.probe + "." + one.name === measure.value);
  const label = one => one.layer < 0 ? "whole network" : `layer ${one.layer + 1}`;
  const mark = one => ({ colour: "c" + Math.min(one.layer < 0 ? 6 : one.layer % 6, 6), symbol: SYMBOLS[one.layer < 0 ? 6 : one.layer % 6], name: label(one), dashed: one.layer < 0 });
  const place = element("div");
  const figure = chart({
    id: "layers", title: "Measures by layer", subtitle: "mean over the runs of the group that trained the epoch; layer 1 is next to the input",
    describe: () => of().map(one => `${label(one)}: from ${significant(one.mean[0])} to ${significant(lastOf(one.mean))}`).join(". "),
    option: () => {
      place.replaceChildren(legend(of().map(mark)));
      return {
        tooltip: tooltip(items => items.length === 0 ? "" : tip(`Epoch ${items[0].value[0]}`, items.map(item => `${item.seriesName}: ${significant(item.value[1])}`)), "axis"),
        xAxis: axis("epoch", { min: 0, scale: false, minInterval: 1 }), yAxis: axis(measure.value, { nameGap: 48 }),
        grid: { left: 26, right: 18, top: 14, bottom: 32, containLabel: true },
        series: of().flatMap(one => banded({
          name: label(one), colourName: mark(one).colour, symbol: mark(one).symbol, dashed: mark(one).dashed,
          points: one.epoch.map((epoch, at) => [epoch, one.mean[at], null, null])
        }))
      };
    },
    table: () => ({
      columns: [{ key: "layer", title: "layer" }, { key: "epoch", title: "epoch", number: true }, { key: "mean", title: "mean", number: true, text: row => significant(row.mean) }],
      data: of().flatMap(one => one.epoch.map((epoch, at) => ({ layer: label(one), epoch, mean: one.mean[at] })))
    })
  });
  return [element("div", { class: "pager" }, element("label", {}, "Group ", group), element("label", {}, "Measure ", measure)), place, figure];
}
