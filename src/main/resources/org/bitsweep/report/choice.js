// Which groups the charts with a colour for each group show: as many as there are colours that everybody can tell apart.
const MOST_CHOSEN = 7;
const curveOf = new Map(data.curves.groups.map(curve => [curve.group_key, curve]));
const withCurves = groups.filter(group => curveOf.has(group.group_key));
let chosen = withCurves.slice(0, Math.min(MOST_CHOSEN, 5));

function markOf(group) {
  const at = chosen.indexOf(group);
  return { colour: "c" + at, symbol: SYMBOLS[at], name: group.name };
}

const legends = [];

function groupLegend(more = []) {
  const place = element("div");
  const fill = () => place.replaceChildren(legend([...chosen.map(markOf), ...more]));
  legends.push(fill);
  fill();
  return place;
}

function groupChoice() {
  if (withCurves.length < 2) return null;
  const boxes = withCurves.map(group => {
    const box = element("input", { type: "checkbox" });
    box.checked = chosen.includes(group);
    box.addEventListener("change", () => {
      chosen = withCurves.filter((other, at) => boxes[at].checked);
      limit();
      legends.forEach(fill => fill());
      redraw(entry => entry.byGroup);
    });
    return box;
  });
  const limit = () => boxes.forEach(box => { box.disabled = !box.checked && chosen.length >= MOST_CHOSEN; });
  limit();
  return element("fieldset", {}, element("legend", {}, `Groups in colour (at most ${MOST_CHOSEN})`),
    element("div", { class: "choices" }, withCurves.map((group, at) => element("label", {}, boxes[at], group.name))),
    data.curves.omitted > 0
      ? element("p", { class: "note" }, `Of ${count(data.counts.groups)} groups, the curves of the first ${count(withCurves.length)} are in this page; those of the other ${count(data.curves.omitted)} are in the store.`)
      : null);
}

function byGroup(settings) {
  const figure = chart(settings);
  drawn[drawn.length - 1].byGroup = true;
  return figure;
}
