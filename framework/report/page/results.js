// The comparison of variants, and what analyses found and drew.

function spreadTable(caption, first, comparison, kindOf) {
  return table(caption, [...first, ...comparison.columns.map((column) => ({ title: column.name, number: true }))],
    comparison.rows.map((row) => [row.name, ...(row.seeds === undefined ? [] : [row.seeds.join(", ")]),
      ...row.cells.map((cell, i) => spreadText(cell, kindOf(i)))]));
}

function showComparison(report) {
  const { comparison } = report;
  const several = comparison.rows.some((row) => row.seeds.length > 1);
  contentOf("comparison").append(spreadTable(several ? "Mean ± sample standard deviation over seeds" : "By variant, one seed each",
    [{ title: "variant" }, { title: "seeds" }], comparison, (i) => comparison.columns[i].kind));
  if (report.intervals !== null && several) showIntervals(contentOf("comparison"), report.intervals);
  if (comparison.rows.some((row) => row.seeds.length === 1))
    contentOf("comparison").append(element("p", { class: "hint" }, "Of one seed there is no deviation: its numbers do not say how much another start would change them."));
  contentOf("comparison").append(...report.comparison_notes.map(note));
}

// The mean and its interval as a mark and a bar, all rows on one axis.
function intervalBar(row, low, high) {
  const width = 160, at = (value) => (6 + (width - 12) * (high > low ? (value - low) / (high - low) : 0.5)).toFixed(1);
  const part = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const bar = part("svg", { width, height: 16, viewBox: `0 0 ${width} 16`, class: "interval", "aria-hidden": "true" });
  if (row.low !== null) bar.append(part("line", { x1: at(row.low), x2: at(row.high), y1: 8, y2: 8 }));
  bar.append(part("circle", { cx: at(row.mean), cy: 8, r: 4 }));
  return bar;
}

function showIntervals(content, { loss, base, rows }) {
  const ends = rows.flatMap((row) => [row.mean, row.low, row.high]).filter((value) => value !== null);
  const low = Math.min(...ends), high = Math.max(...ends);
  content.append(table(`${loss[0].toUpperCase()}${loss.slice(1)} of the runs that are done: the mean over seeds, its 95 % interval (Student), and the difference from ${base}`,
    [{ title: "variant" }, { title: "seeds", number: true }, { title: "mean", number: true }, { title: "95 % interval", number: true },
      { title: `${lossText(low)} to ${lossText(high)}` }, { title: "difference from " + base }],
    rows.map((row, i) => [row.name, String(row.seeds), lossText(row.mean),
      row.low === null ? "–" : lossText(row.low) + " to " + lossText(row.high), intervalBar(row, low, high), i === 0 ? "–" : row.verdict])));
  if (rows.length > 1) content.append(element("p", { class: "hint" },
    "Differences: t-tests, paired by seed where the seeds are shared, else Welch's; p after Holm's correction for all of them. Wilcoxon's test from six seeds on."));
}

function analysesTable(run) {
  return table("Pictures and analyses of run " + run.id, [{ title: "name" }, { title: "plugin" }, { title: "settings" }, { title: "weights" }, { title: "status" }],
    run.analyses.map((analysis) => [analysis.name, analysis.plugin === "" ? "–" : analysis.plugin,
      analysis.settings === "{}" ? "–" : analysis.settings.replace(/[{}"]/g, "").replace(/,/g, ", ").replace(/:/g, ": "), analysis.weights === "" ? "–" : analysis.weights,
      analysis.status + (analysis.error === "" ? "" : ": " + analysis.error)]));
}

function showResults(report) {
  const content = contentOf("results");
  if (report.metrics.rows.length > 0) {
    content.append(spreadTable("Numbers that analyses found, by variant", [{ title: "number" }], report.metrics, () => "number"));
  } else {
    content.append(note("No analysis has recorded a number."));
  }
  const chosen = element("div", { class: "chosen" });
  content.append(chosen);
  report.whenChosen((run) => {
    chosen.replaceChildren(run.analyses.length === 0 ? note("Run " + run.id + " has no analyses.") : analysesTable(run));
    chosen.append(...run.pictures.notes.results.map(note));
    if (run.pictures.recorded.length === 0) return;
    chosen.append(element("div", { class: "recorded" }, run.pictures.recorded.map((picture) =>
      element("figure", {}, element("img", { src: picture.uri, alt: picture.description }),
        element("figcaption", {}, picture.path + ": " + picture.description)))));
  });
}
