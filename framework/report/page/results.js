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
  if (comparison.rows.some((row) => row.seeds.length === 1))
    contentOf("comparison").append(element("p", { class: "hint" }, "Of one seed there is no deviation: its numbers do not say how much another start would change them."));
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
      element("figure", {}, element("img", { src: picture.uri, alt: picture.description, loading: "lazy" }),
        element("figcaption", {}, picture.path + ": " + picture.description)))));
  });
}
