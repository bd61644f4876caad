// Images of binarized weights, and of the complexity of the blocks around each of them.
function weightImages() {
  const place = element("div");
  const runs = data.weights.runs;
  const select = element("select", { id: "weights-run", onchange: () => show(runs[select.selectedIndex]) },
    runs.map(run => element("option", {}, `${groupOf.get(run.group_key)?.name ?? run.group_key.slice(0, 12)}, seed ${run.seed}`)));

  function show(run) {
    place.replaceChildren(...run.layers.flatMap(layer => [
      element("h3", {}, `Layer ${layer.layer + 1}: ${layer.rows} outputs × ${layer.cols} inputs`),
      layer.low === null ? null : element("p", { class: "note" }, `Mean CTM of the blocks around a weight: ${number(layer.low, 1)} bits`,
        element("span", { class: "scale viridis", "aria-hidden": "true" }), `${number(layer.high, 1)} bits; white where no whole block fits`),
      element("div", { class: "weights" }, layer.states.map(one => element("figure", {},
        element("figcaption", {}, `${one.name}, epoch ${one.epoch}`, element("span", {}, `${percent(one.ones)} positive${one.mean === null ? "" : `, mean CTM ${number(one.mean, 2)} bits a block`}`)),
        element("img", { src: one.signs, alt: `Signs of the weights of layer ${layer.layer + 1} at ${one.name}: ${percent(one.ones)} are positive`, width: layer.cols, height: layer.rows }),
        one.map === null ? null : element("img", { src: one.map, alt: `Complexity of the blocks around each weight of layer ${layer.layer + 1} at ${one.name}: ${number(one.mean, 2)} bits in the mean`, width: layer.cols, height: layer.rows }))))
    ].filter(part => part !== null)));
    state.weights = run.run_key;
  }

  show(runs[0]);
  return [element("div", { class: "pager" }, element("label", {}, "Run ", select)), place];
}
