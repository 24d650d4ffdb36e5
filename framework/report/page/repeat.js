// How to repeat everything: commands, versions, seeds, sums of data, texts.

function command(text) {
  const copied = element("span", { class: "faint", role: "status" });
  return element("div", { class: "command" }, element("code", { tabindex: "0" }, text),
    button("Copy", () => navigator.clipboard.writeText(text).then(() => { copied.textContent = "copied"; },
      () => { copied.textContent = "select and copy it by hand"; })), copied);
}

function inputsTable(run) {
  return table("What run " + run.id + " read", [{ title: "role" }, { title: "file" }, { title: "bytes", number: true }, { title: "SHA-256" }],
    run.inputs.map((input) => [input.role, input.path + (input.array === "" ? "" : "#" + input.array), countText(input.bytes),
      (input.sampled ? "of three samples: " : "") + input.sum]));
}

function pluginsTable(run) {
  return table("Plugins of run " + run.id, [{ title: "plugin" }, { title: "version" }, { title: "SHA-256" }],
    run.plugins.map((plugin) => [plugin.name, plugin.version, plugin.sum]));
}

function runRepeat(report, run) {
  const parts = [element("h3", {}, "Run " + run.id + ": " + run.title), command(run.command),
    facts([["seed", run.seed], ["cae-lab", run.versions.cae_lab + (run.versions.git === "" ? "" : ", git " + run.versions.git)],
      ["oneDNN", run.versions.onednn], ["machine", run.machine.cpu + ", instruction set " + run.machine.isa],
      ["files", run.files.experiment + ", " + run.files.model]]),
    run.inputs.length === 0 ? note("What the run read is not recorded yet.") : inputsTable(run)];
  if (run.plugins.length > 0) parts.push(pluginsTable(run));
  const text = (title, number) => folded(title, () => element("pre", { tabindex: "0" }, report.texts[number]));
  return [...parts, text("The experiment file as it was read", run.experiment_text), text("The model file as it was read", run.model_text)];
}

function showRepeat(report) {
  const content = contentOf("repeat");
  const commands = [...new Set(report.runs.map((run) => run.command))];
  content.append(element("p", {}, "The commands of these runs, as typed. The same files, seed, version and instruction set give the same bits on any number of threads."),
    ...commands.map(command), element("p", {}, "This page again:"), command(report.origin.command));
  const chosen = element("div", { class: "chosen" });
  content.append(chosen);
  report.whenChosen((run) => chosen.replaceChildren(...runRepeat(report, run)));
}
