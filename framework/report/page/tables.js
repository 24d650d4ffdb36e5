// Tables: for everything that is drawn there is one, too.

// `columns`: [{title, number: true for figures}]; cells are texts or elements, the first of a row is its header.
function table(caption, columns, rows) {
  const cellClass = (i) => (columns[i].number ? "figure" : null);
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    element("table", {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, columns.map((column, i) =>
        element("th", { scope: "col", class: cellClass(i) }, column.title)))),
      element("tbody", {}, rows.map((row) =>
        element("tr", {}, row.map((cell, i) =>
          i === 0 ? element("th", { scope: "row" }, cell) : element("td", { class: cellClass(i) }, cell)))))));
}

// Names and values.
function facts(pairs) {
  return element("dl", { class: "facts" },
    pairs.filter(([, value]) => value !== "").map(([name, value]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}

// "0.28121 ± 0.00039" of {mean, deviation, count}: the mean with the digits that the deviation lets it have.
function spreadText(cell, kind) {
  if (cell === null) return "–";
  const { mean, deviation } = cell;
  if (deviation === null || deviation === 0) return numberTexts[kind](mean);
  const decimals = Math.max(1 - Math.floor(Math.log10(deviation)), 0);
  const unit = kind === "seconds" ? " s" : "";
  return decimals > 8 ? numberTexts[kind](mean) + " ± " + deviation.toPrecision(2)
    : decimalText(mean, decimals) + " ± " + decimalText(deviation, decimals) + unit;
}
