// Reads the document and shows each section. A run is chosen for all sections at once.

function openReport() {
  const report = JSON.parse(document.getElementById("document").textContent);
  for (const run of report.runs) run.pictures.maps = run.pictures.maps.map((number) => report.maps[number]);
  const choosing = [], colouring = [];
  report.whenChosen = (show) => choosing.push(show);
  report.whenColoursChange = (show) => colouring.push(show);
  report.choose = (number) => choosing.forEach((show) => show(report.runs[number]));
  report.colour = () => colouring.forEach((show) => show());
  return report;
}

function chooseRun(report) {
  if (report.runs.length === 1) return;
  const list = document.getElementById("run");
  list.append(...report.runs.map((run, number) => element("option", { value: String(number) }, run.id + ": " + run.title)));
  list.addEventListener("change", () => report.choose(Number(list.value)));
  document.getElementById("run-label").hidden = false;
}

function showAbout(report) {
  document.getElementById("made").textContent = report.runs.length + (report.runs.length === 1 ? " run" : " runs") +
    "; made " + timeText(report.origin.made_at) + " by cae-lab " + report.origin.version +
    (report.runs.some((run) => run.status === "running") ? ", while runs were going on" : "");
  document.getElementById("about").append(
    element("p", {}, "Made by cae-lab " + report.origin.version + ". This file needs no network. Charts: Chart.js 3.9.1."),
    folded("Licence of Chart.js", () => element("pre", { tabindex: "0" }, report.licence)));
}

function watchColours(report) {
  darkScheme.addEventListener("change", () => report.colour());
  const print = (now) => () => {
    printing = now;
    report.colour();
  };
  window.addEventListener("beforeprint", print(true));
  window.addEventListener("afterprint", print(false));
}

function showReport() {
  const report = openReport();
  showAbout(report);
  for (const show of [showSummary, showLosses, showComparison, showModel, showReconstructions, showMaps, showResults, showRepeat]) show(report);
  chooseRun(report);
  report.choose(0);
  watchColours(report);
}

showReport();
