// Loss curves: runs differ in colour (those of one variant share it where there are several), splits in their dashes.

const splits = [
  { key: "test", name: "test", dash: [], sample: "solid" },
  { key: "validation", name: "validation", dash: [8, 4], sample: "dashed" },
  { key: "train", name: "training", dash: [2, 3], sample: "dotted" },
];

function variantName(run) {
  return run.experiment + (run.variant === "" ? "" : "/" + run.variant);
}

// The number of each run's colour.
function runColours(runs) {
  const variants = [...new Set(runs.map(variantName))];
  return runs.map((run, i) => (variants.length > 1 ? variants.indexOf(variantName(run)) : i));
}

function epochRange(runs) {
  const epochs = runs.flatMap((run) => run.losses.epoch);
  const low = Math.min(...epochs), high = Math.max(...epochs);
  return low === high ? { min: low - 0.5, max: high + 0.5 } : { min: low, max: high };
}

class LossChart {
  constructor(report) {
    this.report = report;
    this.runs = report.runs.filter((run) => run.losses.epoch.length > 0);
    this.colours = runColours(this.runs);
    this.hiddenRuns = new Set();
    this.splits = splits.filter((split) => this.runs.some((run) => run.losses[split.key].some((loss) => loss !== null)));
    this.shownSplits = new Set(this.splits.map((split) => split.key));
    this.means = false;
    this.log = false;
    this.range = epochRange(this.runs);
    this.limits = this.range;  // of the epochs that are shown
  }

  shownRuns() {
    return this.runs.filter((run) => !this.hiddenRuns.has(run.id));
  }

  curve(run, split) {
    const colour = lineColour(this.colours[this.runs.indexOf(run)]);
    const best = watchedSplit(run) === split.key ? run.best_epoch : null;
    const data = run.losses.epoch.map((epoch, i) => ({ x: epoch, y: run.losses[split.key][i] }));
    const radius = (context) => (context.raw.x === best ? 5 : data.length === 1 ? 3 : data.length <= 40 ? 1.5 : 0);
    return {
      label: "run " + run.id + ", " + variantName(run) + ", seed " + run.seed + ", " + split.name, data,
      borderColor: colour, backgroundColor: colour, borderDash: split.dash, borderWidth: 2, pointRadius: radius,
      pointStyle: (context) => (context.raw.x === best ? "rectRot" : "circle"), pointHoverRadius: 5,
    };
  }

  // Mean and deviation of a variant's runs, for the epochs that all of them have.
  band(name, runs, split) {
    const lists = runs.map((run) => run.losses[split.key]).filter((losses) => losses.some((loss) => loss !== null));
    if (lists.length === 0) return [];
    const colour = lineColour(this.colours[this.runs.indexOf(runs[0])]);
    const spreads = [];
    for (let i = 0; i < Math.min(...lists.map((list) => list.length)); ++i) {
      const values = lists.map((list) => list[i]).filter((value) => value !== null);
      if (values.length !== lists.length) continue;
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      spreads.push({ x: runs[0].losses.epoch[i], mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 });
    }
    const line = (label, y, more) => ({
      label, data: spreads.map((spread) => ({ x: spread.x, y: y(spread), deviation: spread.deviation })), borderColor: colour, backgroundColor: colour,
      pointRadius: 0, borderWidth: 2, ...more,
    });
    const edge = { borderWidth: 0, pointHoverRadius: 0, edge: true };
    return [line("", (spread) => spread.mean - spread.deviation, edge),
      line("", (spread) => spread.mean + spread.deviation, { ...edge, fill: "-1", backgroundColor: colour + "33" }),
      line(name + ", mean of " + lists.length + ", " + split.name, (spread) => spread.mean, { borderDash: split.dash })];
  }

  datasets() {
    const shown = this.splits.filter((split) => this.shownSplits.has(split.key));
    if (!this.means) return shown.flatMap((split) => this.shownRuns().map((run) => this.curve(run, split)));
    const variants = new Map();
    for (const run of this.shownRuns()) variants.set(variantName(run), [...(variants.get(variantName(run)) || []), run]);
    return shown.flatMap((split) => [...variants].flatMap(([name, runs]) => this.band(name, runs, split)));
  }

  lossName() {
    const names = [...new Set(this.runs.map((run) => run.loss))];
    return names.length === 1 && names[0] !== "" ? "loss (" + names[0] + ", mean over all numbers)" : "loss";
  }

  // A logarithmic axis as narrow as what it shows, with round numbers where Chart.js would find none.
  lossAxis() {
    if (!this.log) return { type: "linear" };
    const inRange = ({ x, y }) => y !== null && y > 0 && x >= this.limits.min && x <= this.limits.max;
    const losses = this.datasets().flatMap((set) => set.data.filter(inRange).map((point) => point.y));
    if (losses.length === 0) return { type: "logarithmic" };
    const low = Math.min(...losses), high = Math.max(...losses), room = Math.max((high / low) ** 0.04, 1.01);
    const narrow = high / low < 20;
    return {
      type: "logarithmic", min: low / room, max: high * room,
      afterBuildTicks: (scale) => {
        if (narrow) scale.ticks = ticksBetween(scale.min, scale.max, 8).map((value) => ({ value }));
      },
    };
  }

  options() {
    const { text, faint, line } = ink();
    const axis = (title, more) => ({
      title: { display: true, text: title, color: text }, ticks: { color: faint, ...more.ticks },
      grid: { color: line, borderColor: faint }, ...more.axis,
    });
    const most = 12;
    return {
      animation: false, clip: 8, responsive: true, maintainAspectRatio: false, parsing: false, normalized: true,
      interaction: { mode: "nearest", axis: "x", intersect: false },
      scales: {
        x: axis("epoch", { ticks: { precision: 0 }, axis: { type: "linear", min: this.limits.min, max: this.limits.max } }),
        y: axis(this.lossName(), { ticks: { callback: (value) => String(Number(value.toPrecision(6))) }, axis: this.lossAxis() }),
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          filter: (item, i) => !item.dataset.edge && i < most * (this.means ? 3 : 1),
          callbacks: {
            title: (items) => (items.length === 0 ? "" : "epoch " + items[0].raw.x),
            label: (item) => item.dataset.label + ": " + spreadText({ mean: item.raw.y, deviation: item.raw.deviation ?? null }, "loss"),
          },
        },
      },
    };
  }

  draw(canvas) {
    this.chart = new Chart(canvas, {
      type: "line", data: { datasets: this.datasets() }, options: this.options(),
      plugins: [{ id: "drag", afterDraw: (chart) => this.zoom && this.zoom.drawDrag(chart) }],
    });
    this.zoom = new Zoom(this.chart, this.range, {
      shown: (limits) => {
        this.limits = limits;
        this.update();
      },
      stepped: (epoch) => this.tell(epoch),
    });
  }

  // After a change of what is shown, of the axis or of the page's colours.
  update() {
    this.chart.data.datasets = this.datasets();
    this.chart.options = this.options();
    this.chart.update("none");
    this.chart.canvas.dataset.shown = this.limits.min.toFixed(2) + " " + this.limits.max.toFixed(2);
    this.chart.canvas.dataset.axis = this.log ? "log" : "linear";
    this.chart.canvas.dataset.curves = String(this.chart.data.datasets.filter((set) => !set.edge).length);
  }

  // Shows the tooltip of an epoch, and says it.
  tell(epoch) {
    const active = this.chart.data.datasets.flatMap((set, datasetIndex) => {
      const index = set.data.findIndex((point) => point.x === epoch && point.y !== null);
      return set.edge || index < 0 ? [] : [{ datasetIndex, index }];
    });
    this.chart.setActiveElements(active);
    this.chart.tooltip.setActiveElements(active, { x: this.chart.scales.x.getPixelForValue(epoch), y: this.chart.chartArea.top });
    this.chart.update("none");
    say("Epoch " + epoch + ": " + active.slice(0, 6).map(({ datasetIndex, index }) => {
      const set = this.chart.data.datasets[datasetIndex];
      return set.label + " " + lossText(set.data[index].y);
    }).join("; "));
  }

  toggle(set, value, shown) {
    if (shown) set.delete(value);
    else set.add(value);
    this.update();
  }

  swatch(number) {
    const swatch = element("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = lineColour(number);
    return swatch;
  }

  runBoxes() {
    const boxes = this.runs.map((run, i) => checkbox("run " + run.id + ": " + run.title, !this.hiddenRuns.has(run.id),
      (shown) => this.toggle(this.hiddenRuns, run.id, shown), this.swatch(this.colours[i])));
    return element("fieldset", { class: "legend" }, element("legend", {}, "Runs"), boxes);
  }

  splitBoxes() {
    const boxes = this.splits.map((split) => checkbox(split.name + " (" + split.sample + ")", this.shownSplits.has(split.key), (shown) => {
      this.shownSplits[shown ? "add" : "delete"](split.key);
      this.update();
    }));
    return element("fieldset", { class: "legend" }, element("legend", {}, "Curves"), boxes);
  }

  buttons() {
    const log = button("Log axis", () => {
      this.log = !this.log;
      log.setAttribute("aria-pressed", String(this.log));
      this.update();
    }, { "aria-pressed": "false", id: "log-axis" });
    const means = button("Mean of seeds", () => {
      this.means = !this.means;
      means.setAttribute("aria-pressed", String(this.means));
      this.update();
    }, { "aria-pressed": "false", id: "seed-means" });
    const variants = new Set(this.runs.map(variantName));
    return element("div", { class: "buttons", role: "group", "aria-label": "View of the curves" },
      log, variants.size < this.runs.length ? means : null,
      button("Zoom in", () => this.zoom.scale(0.5)), button("Zoom out", () => this.zoom.scale(2)),
      button("Whole", () => this.zoom.whole()));
  }

  table() {
    const columns = this.runs.flatMap((run) => this.splits.map((split) => ({ run, split })))
      .filter(({ run, split }) => run.losses[split.key].some((loss) => loss !== null));
    const epochs = [...new Set(this.runs.flatMap((run) => run.losses.epoch))].sort((a, b) => a - b);
    return table("Losses by epoch", [{ title: "epoch" }, ...columns.map(({ run, split }) => ({ title: "run " + run.id + ", " + split.name, number: true }))],
      epochs.map((epoch) => [String(epoch), ...columns.map(({ run, split }) => lossText(run.losses[split.key][run.losses.epoch.indexOf(epoch)]))]));
  }
}

function showLosses(report) {
  const content = contentOf("losses");
  const losses = new LossChart(report);
  if (losses.runs.length === 0) {
    content.append(note("No epoch has been recorded yet."));
    return;
  }
  const missing = report.runs.filter((run) => run.losses.epoch.length === 0).map((run) => run.id);
  const canvas = element("canvas", {
    id: "loss-chart", tabindex: "0", role: "img",
    "aria-label": "Losses over epochs. Arrow keys read the losses epoch by epoch, plus and minus zoom, 0 shows the whole; the table below has all numbers.",
  });
  content.append(losses.buttons(), element("div", { class: "chart" }, canvas),
    element("p", { class: "hint how" }, "Drag over the chart to zoom, double-click for the whole. A diamond marks the best epoch of a run."),
    element("div", { class: "legends" }, losses.splitBoxes(), losses.runBoxes()),
    missing.length === 0 ? "" : note("Without an epoch yet: run " + missing.join(", ") + "."),
    folded("The losses as a table", () => losses.table()));
  losses.draw(canvas);
  losses.update();
  report.whenColoursChange(() => {
    content.querySelectorAll(".legend .swatch").forEach((swatch, i) => {
      swatch.style.background = lineColour(losses.colours[i]);
    });
    losses.update();
  });
}
