// Charts: ECharts for drawing only. Titles, legends, descriptions and tooltips are HTML of our own, made of text.
const drawn = [];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

const SYMBOLS = ["circle", "rect", "triangle", "diamond", "arrow", "pin", "roundRect"];
const SHAPES = {
  circle: "M8 3a5 5 0 1 0 .01 0z", rect: "M3.5 3.5h9v9h-9z", triangle: "M8 3l5.5 10h-11z", diamond: "M8 2.5l5.5 5.5L8 13.5 2.5 8z",
  roundRect: "M5 3.5h6q2 0 2 2v5q0 2-2 2H5q-2 0-2-2v-5q0-2 2-2z", arrow: "M8 2.5l5 11-5-3.2-5 3.2z", pin: "M8 14L4.5 8.2a4 4 0 1 1 7 0z"
};

function swatch(colourName, symbol, dashed = false) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ width: 26, height: 16, viewBox: "-5 0 26 16", "aria-hidden": "true" })) svg.setAttribute(key, value);
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", "M-5 8h26");
  line.setAttribute("stroke", `var(--${colourName})`);
  line.setAttribute("stroke-width", "2");
  if (dashed) line.setAttribute("stroke-dasharray", "4 3");
  svg.append(line);
  if (symbol) {
    const mark = document.createElementNS(space, "path");
    mark.setAttribute("d", SHAPES[symbol]);
    mark.setAttribute("fill", `var(--${colourName})`);
    svg.append(mark);
  }
  return svg;
}

function legend(entries) {
  return element("ul", { class: "legend" }, entries.map(entry =>
    element("li", {}, swatch(entry.colour, entry.symbol, entry.dashed), entry.name)));
}

function tip(title, lines) {
  return element("div", { class: "tip" }, element("b", {}, title), lines.map(line => element("div", {}, line)));
}

// A figure: the chart, what it says in words, and the table behind it. `option` is asked again when the theme, the size
// or the choice of groups changes.
function chart({ id, title, subtitle, describe, option, table, height, renderer = "svg" }) {
  const box = element("div", { class: "chart", id, role: "img" });
  const behind = table ? dataTable(title, table) : null;
  const figure = element("figure", {}, element("figcaption", {}, title, subtitle ? element("span", {}, subtitle) : null), box, behind);
  const entry = { id, box, renderer, instance: null, width: 0 };
  entry.draw = () => {
    box.style.height = height ? height() + "px" : "";
    box.setAttribute("aria-label", `${title}. ${describe()}`);
    if (entry.instance === null) {
      entry.instance = echarts.init(box, null, { renderer });
      entry.instance.on("finished", () => {
        state.charts[id] = { drawn: true, width: box.clientWidth, marks: renderer === "svg" ? box.querySelectorAll("path, polyline, polygon").length : 1 };
        state.firstChart ??= performance.now();
      });
    } else {
      entry.instance.resize();
    }
    entry.width = box.clientWidth;
    state.charts[id] ??= { drawn: false };
    entry.instance.setOption({ ...common(), ...option(box.clientWidth) }, true);
  };
  entry.refill = () => behind?.refill();
  drawn.push(entry);
  return figure;
}

function common() {
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { color: colour("ink"), fontFamily: "sans-serif" },
    grid: { left: 12, right: 18, top: 14, bottom: 32, containLabel: true }
  };
}

function axis(name, more) {
  return {
    type: "value", name, nameLocation: "middle", nameGap: 28, scale: true,
    nameTextStyle: { color: colour("soft"), fontSize: 12 },
    axisLabel: { color: colour("soft"), fontSize: 11, hideOverlap: true },
    axisLine: { lineStyle: { color: colour("line") } }, axisTick: { lineStyle: { color: colour("line") } },
    splitLine: { lineStyle: { color: colour("grid") } }, ...more
  };
}

// The name of a vertical axis stands above it, where no width of labels can push it out of the chart.
function upright() {
  return { nameLocation: "end", nameGap: 10, nameTextStyle: { color: colour("soft"), fontSize: 12, align: "left" } };
}

function tooltip(formatter, trigger = "item") {
  return {
    trigger, confine: true, backgroundColor: colour("panel"), borderColor: colour("line"), textStyle: { color: colour("ink") },
    axisPointer: { type: "line", lineStyle: { color: colour("faint") } }, formatter
  };
}

// Series of a line with markers every few points and the band around it. `points` are [x, middle, low, high].
function banded({ name, colourName, symbol, points, dashed = false }) {
  const known = points.filter(point => point[1] !== null);
  const every = Math.max(1, Math.ceil(known.length / 9));
  const series = [{
    type: "line", name, data: known.map(point => [point[0], point[1]]), symbol: symbol || "none", color: colour(colourName),
    symbolSize: (value, item) => item.dataIndex % every === 0 ? 7 : 0, showAllSymbol: true, lineStyle: { width: 2, type: dashed ? "dashed" : "solid" }, z: 3
  }];
  const band = known.filter(point => point[2] !== null && point[2] !== undefined);
  if (band.length > 1) {
    series.push({
      type: "custom", name, data: band.map(point => [point[0], point[2], point[3]]), encode: { x: 0, y: [1, 2] }, silent: true, clip: true,
      tooltip: { show: false }, z: 1,
      renderItem: (parameters, api) => parameters.dataIndexInside > 0 ? null : {
        type: "polygon",
        shape: { points: [...band.map(p => api.coord([p[0], p[2]])), ...[...band].reverse().map(p => api.coord([p[0], p[3]]))] },
        style: { fill: colour(colourName), opacity: .2 }
      }
    });
  }
  return series;
}

// Dots with whiskers on rows. `points` are {row, estimate, low, high}; `shift` moves the series off the row's middle.
function whiskers({ name, colourName, symbol, points, shift }) {
  const known = points.filter(point => point.estimate !== null);
  return {
    type: "custom", name, encode: { x: [1, 2, 3], y: 0 }, clip: false,
    data: known.map(point => [point.row, point.estimate, point.low ?? point.estimate, point.high ?? point.estimate]),
    renderItem: (parameters, api) => {
      const [x, y] = api.coord([api.value(1), api.value(0)]);
      const at = y + shift;
      const left = api.coord([api.value(2), api.value(0)])[0];
      const right = api.coord([api.value(3), api.value(0)])[0];
      const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colour(colourName), lineWidth: 2 } });
      const style = { fill: colour(colourName) };
      const dot = symbol === "rect"
        ? { type: "rect", shape: { x: x - 4.5, y: at - 4.5, width: 9, height: 9 }, style }
        : { type: "circle", shape: { cx: x, cy: at, r: 5 }, style };
      return { type: "group", children: [line(left, at, right, at), line(left, at - 4, left, at + 4), line(right, at - 4, right, at + 4), dot] };
    }
  };
}

function redraw(matches = () => true) {
  for (const entry of drawn.filter(matches)) {
    entry.draw();
    entry.refill();
  }
}

// One chart at a time, so that the first is there at once.
async function drawAll() {
  for (const entry of drawn) {
    entry.draw();
    await new Promise(resolve => setTimeout(resolve));
  }
}

new ResizeObserver(() => redraw(entry => entry.instance !== null && entry.width !== entry.box.clientWidth)).observe(document.body);
