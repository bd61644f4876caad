// Runs as points, or their number in cells where there are too many points.
const VIRIDIS = ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"];

function shade(part) {
  const place = Math.max(0, Math.min(1, part)) * (VIRIDIS.length - 1);
  const below = Math.min(Math.floor(place), VIRIDIS.length - 2);
  const channel = (colour, at) => parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16);
  const mixed = [0, 1, 2].map(at => Math.round(channel(VIRIDIS[below], at) + (place - below) * (channel(VIRIDIS[below + 1], at) - channel(VIRIDIS[below], at))));
  return `rgb(${mixed.join(",")})`;
}

function scatterChart({ id, title, subtitle, x, y, xName, yName }) {
  const binned = data.points.binned;
  const cells = binned ? rows(binned[id]) : null;
  const centres = rows(data.points.centres);
  const raw = binned ? [] : rows(data.points.runs);
  const known = raw.filter(point => point[x] !== null && point[y] !== null);
  const most = binned ? Math.max(1, ...cells.map(cell => cell.runs)) : 0;
  const width = binned ? binned[id].width : null;

  function cellSeries() {
    return {
      type: "custom", clip: true, data: cells.map(cell => [cell.x, cell.y, cell.runs]), encode: { x: 0, y: 1 },
      renderItem: (parameters, api) => {
        const [left, top] = api.coord([api.value(0) - width[0] / 2, api.value(1) + width[1] / 2]);
        const [right, bottom] = api.coord([api.value(0) + width[0] / 2, api.value(1) - width[1] / 2]);
        return { type: "rect", shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill: shade(Math.log(api.value(2)) / Math.max(Math.log(most), 1)) } };
      }
    };
  }

  function pointSeries() {
    const others = known.filter(point => !chosen.includes(groupOf.get(point.group_key)));
    const series = points => ({ type: "scatter", data: points.map(point => ({ value: [point[x], point[y]], point })), symbolSize: 8 });
    return [
      { ...series(others), itemStyle: { color: colour("faint"), opacity: .5 }, symbolSize: 5 },
      ...chosen.map(group => ({
        ...series(known.filter(point => point.group_key === group.group_key)), symbol: markOf(group).symbol,
        itemStyle: { color: colour(markOf(group).colour), opacity: .75, borderColor: colour("page"), borderWidth: .5 }
      }))
    ];
  }

  function centreSeries() {
    return chosen.map(group => {
      const centre = centres.find(one => one.group_key === group.group_key);
      return {
        type: "scatter", symbol: markOf(group).symbol, symbolSize: 14, z: 4, data: centre && centre[x] !== null && centre[y] !== null ? [{ value: [centre[x], centre[y]], group }] : [],
        itemStyle: { color: colour(markOf(group).colour), borderColor: colour("page"), borderWidth: 2 }
      };
    });
  }

  return byGroup({
    id, title, renderer: "canvas",
    subtitle: binned ? `${subtitle}; ${count(data.points.total)} runs in ${count(cells.length)} cells, and the means of the chosen groups` : subtitle,
    describe: () => binned ? `${count(data.points.total)} runs, at most ${count(most)} in a cell` : `${plural(known.length, "run", "runs")}`,
    option: () => ({
      tooltip: tooltip(item => {
        const at = `${xName}: ${significant(item.value[0])}`;
        const up = `${yName}: ${significant(item.value[1])}`;
        if (item.data.group) return tip("Mean of " + item.data.group.name, [at, up]);
        if (item.data.point) return tip(`${groupOf.get(item.data.point.group_key)?.name ?? "group outside this page"}, seed ${item.data.point.seed}`, [at, up]);
        return tip(plural(item.value[2], "run", "runs"), ["around " + at, up]);
      }),
      xAxis: axis(xName), yAxis: axis(yName, { ...upright() }), grid: { left: 8, right: 18, top: 30, bottom: 34, containLabel: true },
      series: binned ? [cellSeries(), ...centreSeries()] : pointSeries()
    }),
    table: () => binned
      ? { columns: [{ key: "x", title: xName + " around", number: true, text: row => significant(row.x) }, { key: "y", title: yName + " around", number: true, text: row => significant(row.y) }, { key: "runs", title: "runs", number: true }], data: cells }
      : {
        columns: [
          { key: "group", title: "group", value: row => groupOf.get(row.group_key)?.name, text: row => groupOf.get(row.group_key)?.name ?? "–" }, { key: "seed", title: "seed", number: true },
          { key: x, title: xName, number: true, text: row => significant(row[x]) }, { key: y, title: yName, number: true, text: row => significant(row[y]) }],
        data: known
      }
  });
}

function densityScale() {
  return data.points.binned
    ? element("p", { class: "note" }, "Runs in a cell: 1", element("span", { class: "scale viridis", "aria-hidden": "true" }), "many (logarithmic)")
    : null;
}
