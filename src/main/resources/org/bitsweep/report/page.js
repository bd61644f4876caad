// What the report is made of: elements whose content is always text, numbers as people read them, the groups' names.
const data = JSON.parse(document.getElementById("data").textContent);

// The page's own state, for those who test it.
const state = { ready: false, theme: "light", charts: {}, errors: [], firstChart: null };
window.report = state;
window.addEventListener("error", event => state.errors.push(String(event.message)));

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) made.append(child);
  }
  return made;
}

// A table of the data as objects: columns are named once there.
function rows(table) {
  return table.rows.map(row => Object.fromEntries(table.columns.map((name, at) => [name, row[at]])));
}

function count(number) {
  return Number(number).toLocaleString("en");
}

function number(value, digits = 3) {
  return value === null || value === undefined ? "–" : value.toFixed(digits);
}

function significant(value) {
  return value === null || value === undefined ? "–" : String(Number(value.toPrecision(5)));
}

function interval(estimate, low, high) {
  if (estimate === null || estimate === undefined) return "–";
  return number(estimate) + (low === null || low === undefined ? "" : ` [${number(low)}, ${number(high)}]`);
}

function percent(share) {
  return share === null || share === undefined ? "–" : (100 * share).toFixed(1) + " %";
}

function pValue(p) {
  return p === null || p === undefined ? "–" : p < 1e-4 ? p.toExponential(1) : p.toFixed(4);
}

function plural(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

// Milliseconds of training, in the unit that reads best.
function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 120) return seconds.toFixed(1) + " s";
  return seconds < 7200 ? (seconds / 60).toFixed(1) + " min" : (seconds / 3600).toFixed(1) + " h";
}

const groups = rows(data.groups);

// A group is called by what tells it apart from the others.
(function nameGroups() {
  const differing = key => new Set(groups.map(group => group[key])).size > 1;
  const axes = group => Object.entries(group.axes || {}).map(([path, value]) => `${path}=${value}`);
  const parts = ["dataset", "network"].filter(differing);
  const short = group => parts.map(key => group[key]).join(" · ");
  const unique = new Set(groups.map(short)).size === groups.length;
  const common = groups.length ? new Set(axes(groups[0]).filter(axis => groups.every(g => axes(g).includes(axis)))) : new Set();
  for (const group of groups) {
    const own = unique && parts.length ? [] : axes(group).filter(axis => !common.has(axis));
    group.name = [short(group), ...own].filter(text => text).join(" · ") || `${group.dataset} · ${group.network}`;
  }
  groups.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
})();
const shared = ["dataset", "network"].filter(key => new Set(groups.map(group => group[key])).size === 1).map(key => groups[0][key]).join(", ");
const groupOf = new Map(groups.map(group => [group.group_key, group]));
