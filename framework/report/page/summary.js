// The summary: all runs in a table, what differs among their settings, then the chosen run.

function bestLoss(run) {
  const place = run.losses.epoch.indexOf(run.best_epoch);
  if (place < 0) return null;
  const { validation, test, train } = run.losses;
  const watched = [validation, test, train].find((losses) => losses.some((loss) => loss !== null));
  return watched === undefined ? null : watched[place];
}

function watchedSplit(run) {
  return ["validation", "test"].find((split) => run.losses[split].some((loss) => loss !== null)) || "train";
}

function last(list) {
  return list.length === 0 ? null : list[list.length - 1];
}

const statusSigns = { running: "▶", done: "✓", stopped: "◼", failed: "✗", interrupted: "◼" };
function statusText(run) {
  return statusSigns[run.status] + "\u00a0" + run.status;
}

function runsTable(report) {
  const columns = [{ title: "run" }, { title: "experiment" }, { title: "seed", number: true }, { title: "status" },
    { title: "epochs", number: true }, { title: "parameters", number: true }, { title: "loss" },
    { title: "best", number: true }, { title: "at epoch", number: true }, { title: "last test", number: true },
    { title: "last training", number: true }, { title: "time", number: true }];
  return table("The runs of this page. “Best” is the least " +
    [...new Set(report.runs.map(watchedSplit))].map((split) => (split === "train" ? "training" : split)).join(" or ") + " loss.", columns,
    report.runs.map((run) => [String(run.id), run.experiment + (run.variant === "" ? "" : "/" + run.variant), run.seed,
      statusText(run), run.losses.epoch.length + " of " + run.epochs_planned, countText(run.parameters),
      run.loss === "" ? "–" : run.loss, lossText(bestLoss(run)), run.best_epoch === null ? "–" : String(run.best_epoch),
      lossText(last(run.losses.test)), lossText(last(run.losses.train)), secondsText(run.worked_seconds)]));
}

// Settings that not all runs share.
function differences(report) {
  const maps = report.runs.map((run) => new Map(run.settings));
  const keys = new Set(report.runs.flatMap((run) => run.settings.map(([key]) => key)));
  const isGroup = (key) => [...keys].some((other) => other.startsWith(key + "."));  // its own value is that it is empty
  return [...keys].filter((key) => !isGroup(key) && new Set(maps.map((map) => map.get(key))).size > 1)
    .map((key) => [key, ...maps.map((map) => map.get(key) ?? "–")]);
}

function runFacts(run) {
  const ended = [run.error, run.ended_by === "" ? "" : "ended by " + run.ended_by].filter((text) => text !== "").join("; ");
  return facts([["run", run.name], ["status", statusText(run) + (ended === "" ? "" : ": " + ended)],
    ["experiment", run.experiment + (run.variant === "" ? "" : ", variant " + run.variant) + ", seed " + run.seed],
    ["model", countText(run.parameters) + " parameters, " + countText(run.trainable) + " of them trainable"],
    ["loss", run.loss], ["started", timeText(run.started)], ["finished", timeText(run.finished)],
    ["work", secondsText(run.worked_seconds)],
    ["machine", run.machine.cpu + ", " + run.machine.isa + ", " + run.machine.threads + (run.machine.threads === 1 ? " thread" : " threads")],
    ["warnings", run.warnings.map((warning) => warning.code + ": " + warning.text).join("; ")]]);
}

function showSummary(report) {
  const content = contentOf("summary");
  content.replaceChildren(runsTable(report));
  if (report.runs.length > 1) {
    const rows = differences(report);
    content.append(rows.length === 0 ? note("The settings of these runs are the same; only their seeds may differ.")
      : table("Settings that differ", [{ title: "setting" }, ...report.runs.map((run) => ({ title: "run " + run.id }))], rows));
  }
  const chosen = element("div", { class: "chosen" });
  content.append(chosen);
  report.whenChosen((run) => {
    chosen.replaceChildren(element("h3", {}, "Run " + run.id + ": " + run.title), runFacts(run),
      folded("All settings of this run", () => table("Settings of run " + run.id, [{ title: "setting" }, { title: "value" }], run.settings)));
  });
}

function showModel(report) {
  const content = contentOf("model");
  report.whenChosen((run) => {
    for (const drawing of document.querySelectorAll(".drawing")) drawing.hidden = drawing.dataset.model !== String(run.model);
    const model = run.model === null ? null : report.models[run.model];
    if (model === null) {
      content.replaceChildren(note("The model of this run cannot be read."));
      return;
    }
    content.replaceChildren(element("p", {}, "Model " + model.name + ": " + countText(model.parameters) + " parameters" +
      (model.code === "" ? "" : "; the code is given by the layer " + model.code) + "."),
      model.problem === "" ? "" : note("There is no drawing: " + model.problem + "."),
      folded("The layers as a table", () => table("Layers of the model " + model.name,
      [{ title: "layer" }, { title: "as written" }, { title: "output" }, { title: "parameters", number: true }, { title: "stage" }],
      model.layers.map(([layer, settings, shape, parameters, stage]) => [layer, settings, shape, countText(parameters), stage]))));
  });
}
