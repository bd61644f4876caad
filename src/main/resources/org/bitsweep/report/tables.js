// Tables that sort by their headers, which are buttons, and turn pages.

// Columns are {key, title, text(row), value(row), number, node(row)}; what text gives is never markup.
function sortableTable({ caption, columns, data: all, page = 25, sorted = null, id }) {
  let order = sorted;
  let first = 0;
  const valueOf = (column, row) => column.value ? column.value(row) : row[column.key];
  const body = element("tbody");
  const headers = columns.map((column, at) => element("th", { scope: "col", class: column.number ? "number" : null },
    element("button", { type: "button", title: `Sort by ${column.title}`, onclick: () => sortBy(at) }, column.title)));
  const where = element("span", { "aria-live": "polite" });
  const back = element("button", { type: "button", onclick: () => turn(-page) }, "Previous");
  const next = element("button", { type: "button", onclick: () => turn(page) }, "Next");

  function sortBy(at) {
    order = { at, down: order !== null && order.at === at ? !order.down : false };
    first = 0;
    fill();
  }

  function turn(by) {
    first += by;
    fill();
  }

  function compare(a, b) {
    if (a === b) return 0;
    if (a === null || a === undefined) return 1;
    if (b === null || b === undefined) return -1;
    const sign = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
    return order.down ? -sign : sign;
  }

  function fill() {
    const shown = order === null ? all : [...all].sort((a, b) => compare(valueOf(columns[order.at], a), valueOf(columns[order.at], b)));
    body.replaceChildren(...shown.slice(first, first + page).map(row => element("tr", {}, columns.map(column =>
      element("td", { class: column.number ? "number" : column.short ? "short" : null },
        column.node ? column.node(row) : column.text ? column.text(row) : String(row[column.key] ?? "–"))))));
    headers.forEach((header, at) => {
      if (order !== null && order.at === at) header.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    });
    where.textContent = all.length === 0 ? "no rows" : `rows ${count(first + 1)} to ${count(Math.min(first + page, all.length))} of ${count(all.length)}`;
    back.disabled = first === 0;
    next.disabled = first + page >= all.length;
  }

  fill();
  return element("div", { class: "table", id },
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      element("table", {}, element("caption", {}, element("span", {}, caption)), element("thead", {}, element("tr", {}, headers)), body)),
    element("div", { class: "pager" }, all.length > page ? [back, next] : [], where));
}

// The data behind a chart: the table is made when somebody opens it.
function dataTable(title, tableOf) {
  const details = element("details", {}, element("summary", {}, `Table: ${title}`));
  const refill = () => {
    if (!details.open) return;
    details.querySelector(".table")?.remove();
    details.append(sortableTable({ caption: title, ...tableOf() }));
  };
  details.addEventListener("toggle", refill);
  details.refill = refill;
  return details;
}

function command(text) {
  return element("code", {}, text);
}

function facts(pairs) {
  return element("dl", {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}
