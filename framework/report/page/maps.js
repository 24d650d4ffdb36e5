// Scatters of tables of numbers of images, on a canvas: the code, principal components and what else there is.

const margins = { left: 52, right: 12, top: 10, bottom: 42 };

// "PC1 (21.4 %)" where a metric says what share of the variance the component explains.
function axisName(run, map, column) {
  const name = map.columns[column];
  const number = /(\d+)$/.exec(name);
  const share = number === null || map.analysis === "" ? undefined
    : run.metrics.find((metric) => metric.analysis === map.analysis && metric.name.endsWith("explained_variance_ratio_" + number[1]));
  return share === undefined || share.value === null ? name : name + " (" + (100 * share.value).toFixed(1) + " % of the variance)";
}

class Scatter {
  // `shared`: {hidden: labels, points, chosen: sample or null, mark: code or null, changed()}
  constructor(run, map, shared) {
    this.run = run;
    this.map = map;
    this.shared = shared;
    this.x = 0;
    this.y = Math.min(1, map.columns.length - 1);
    this.picture = null;  // of axes and points, without what is chosen
    this.waiting = false;
    this.toX = this.toY = () => NaN;  // until it is laid out
    this.canvas = element("canvas", {
      class: "scatter", tabindex: "0", role: "img",
      "aria-label": "Scatter of " + map.title + ". Arrow keys go from point to point; the table below has the centre of each class.",
      pointermove: (event) => this.hover(event), pointerdown: (event) => this.hover(event),
      pointerleave: (event) => event.pointerType === "mouse" && this.choose(null),
      keydown: (event) => this.key(event), blur: () => this.choose(null),
    });
    this.card = element("div", { class: "card", hidden: true });
    this.box = element("div", { class: "plot" }, this.canvas, this.card);
    new ResizeObserver(() => this.draw()).observe(this.box);
  }

  get rows() {
    return this.map.values[0].length;
  }
  label(row) {
    return this.map.labels.length === 0 ? -1 : this.map.labels[row];
  }
  isShown(row) {
    return !this.shared.hidden.has(this.label(row)) && this.map.values[this.x][row] !== null && this.value(row) !== null;
  }
  // A map of one number has its classes, side by side, as its other axis.
  value(row) {
    if (this.map.columns.length > 1) return this.map.values[this.y][row];
    return this.label(row) + (((row * 37) % 61) / 61 - 0.5) * 0.7;
  }

  range(valueOf) {
    let low = Infinity, high = -Infinity;
    for (let row = 0; row < this.rows; ++row) {
      const value = valueOf(row);
      if (value === null) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (!(low <= high)) return [0, 1];
    const room = (high - low || 1) * 0.04;
    return [low - room, high + room];
  }

  layOut() {
    const width = this.box.clientWidth, height = Math.min(Math.max(width * 0.85, 240), 520);
    const ratio = window.devicePixelRatio || 1;
    this.ratio = ratio;
    this.canvas.style.height = height + "px";
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.width = width;
    this.height = height;
    const [xLow, xHigh] = this.range((row) => this.map.values[this.x][row]);
    const [yLow, yHigh] = this.range((row) => this.value(row));
    const { left, right, top, bottom } = margins;
    this.limits = { xLow, xHigh, yLow, yHigh };
    this.toX = (value) => left + ((value - xLow) / (xHigh - xLow)) * (width - left - right);
    this.toY = (value) => height - bottom - ((value - yLow) / (yHigh - yLow)) * (height - top - bottom);
  }

  // Soon: several changes are drawn once. `points` is false where only what is chosen has changed.
  draw(points = true) {
    if (points) this.picture = null;
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.drawNow();
    });
  }

  drawNow() {
    if (this.box.clientWidth === 0) return;
    const size = this.rows > 1200 ? 2.6 : this.rows > 400 ? 3.2 : 4;
    if (this.picture === null) this.picture = this.drawPoints(size);
    const context = this.canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.drawImage(this.picture, 0, 0);
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.drawChosen(context, size);
    this.drawMark(context);
  }

  // Axes and points, on a canvas of their own.
  drawPoints(size) {
    this.layOut();
    const picture = element("canvas", { width: String(this.canvas.width), height: String(this.canvas.height) });
    const context = picture.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.drawAxes(context);
    context.setTransform(1, 0, 0, 1, 0, 0);
    const stamps = new Map();
    const half = Math.ceil((size + 2) * this.ratio);
    for (let row = 0; row < this.rows; ++row) {
      if (!this.isShown(row)) continue;
      const label = this.label(row);
      if (!stamps.has(label)) stamps.set(label, this.stamp(label, size, half));
      context.drawImage(stamps.get(label), Math.round(this.toX(this.map.values[this.x][row]) * this.ratio) - half,
        Math.round(this.toY(this.value(row)) * this.ratio) - half);
    }
    return picture;
  }

  // The mark of a class, drawn once and copied for each of its points.
  stamp(label, size, half) {
    const stamp = element("canvas", { width: String(2 * half), height: String(2 * half) });
    const context = stamp.getContext("2d");
    const path = markPath(label, half, half, size * this.ratio);
    context.fillStyle = classColour(label);
    context.strokeStyle = ink().ground;
    context.lineWidth = 0.6 * this.ratio;
    context.fill(path);
    context.stroke(path);
    return stamp;
  }

  drawAxes(context) {
    const { text, faint, line } = ink();
    const { xLow, xHigh, yLow, yHigh } = this.limits;
    const { left, right, top, bottom } = margins;
    context.font = "12px system-ui, sans-serif";
    context.lineWidth = 1;
    context.strokeStyle = line;
    context.fillStyle = faint;
    context.textAlign = "center";
    context.textBaseline = "top";
    for (const tick of ticksBetween(xLow, xHigh, this.width / 60)) {
      const x = Math.round(this.toX(tick)) + 0.5;
      context.beginPath();
      context.moveTo(x, top);
      context.lineTo(x, this.height - bottom);
      context.stroke();
      context.fillText(String(tick), x, this.height - bottom + 5);
    }
    context.textAlign = "right";
    context.textBaseline = "middle";
    const oneNumber = this.map.columns.length === 1;
    for (const tick of oneNumber ? this.shared.labels : ticksBetween(yLow, yHigh, this.height / 50)) {
      const y = Math.round(this.toY(tick)) + 0.5;
      context.beginPath();
      context.moveTo(left, y);
      context.lineTo(this.width - right, y);
      context.stroke();
      context.fillText(String(tick), left - 5, y);
    }
    context.fillStyle = text;
    context.textAlign = "center";
    context.textBaseline = "bottom";
    context.fillText(axisName(this.run, this.map, this.x), (left + this.width - right) / 2, this.height - 6);
    context.save();
    context.translate(13, (top + this.height - bottom) / 2);
    context.rotate(-Math.PI / 2);
    context.fillText(oneNumber ? "class" : axisName(this.run, this.map, this.y), 0, 4);
    context.restore();
  }

  drawChosen(context, size) {
    const row = this.map.images === this.shared.chosenImages ? this.map.samples.indexOf(this.shared.chosen) : -1;
    if (row < 0 || !this.isShown(row)) return;
    context.lineWidth = 2.5;
    context.strokeStyle = ink().mark;
    context.stroke(markPath(this.label(row), this.toX(this.map.values[this.x][row]), this.toY(this.value(row)), size + 4));
  }

  // Where the decoded image of the grid lies.
  drawMark(context) {
    const { mark } = this.shared;
    if (mark === null || this.map.analysis !== "" || this.map.columns.length !== 2) return;
    const x = this.toX(mark[this.x]), y = this.toY(mark[this.y]);
    context.lineWidth = 1.5;
    context.strokeStyle = ink().mark;
    context.beginPath();
    context.moveTo(x - 12, y);
    context.lineTo(x + 12, y);
    context.moveTo(x, y - 12);
    context.lineTo(x, y + 12);
    context.stroke();
  }

  nearest(x, y, accepts = () => true) {
    let best = -1, least = Infinity;
    for (let row = 0; row < this.rows; ++row) {
      if (!this.isShown(row)) continue;
      const dx = this.toX(this.map.values[this.x][row]) - x, dy = this.toY(this.value(row)) - y;
      const distance = dx * dx + dy * dy;
      if (distance < least && accepts(dx, dy)) [best, least] = [row, distance];
    }
    return { row: best, distance: Math.sqrt(least) };
  }

  hover(event) {
    const { row, distance } = this.nearest(event.offsetX, event.offsetY);
    this.choose(row >= 0 && distance < 14 ? row : null);
  }

  key(event) {
    const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const direction = directions[event.key];
    if (event.key === "Escape") this.choose(null);
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { left, top } = margins;
    const from = this.row === undefined || this.row === null || !this.isShown(this.row)
      ? this.nearest((left + this.width) / 2, (top + this.height) / 2).row
      : this.nearest(this.toX(this.map.values[this.x][this.row]), this.toY(this.value(this.row)), (dx, dy) => {
        const along = dx * direction[0] + dy * direction[1], across = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
        return along > 0.5 && across <= along * 1.5;
      }).row;
    if (from < 0) return;
    this.choose(from);
    say(this.shared.points.text(this.map, from));
  }

  choose(row) {
    if (this.row === row) return;
    this.row = row;
    this.shared.chosen = row === null ? null : this.map.samples[row] ?? null;
    this.shared.chosenImages = this.map.images;
    this.shared.changed(false);
    this.card.hidden = row === null;
    if (row === null) return;
    this.card.replaceChildren(...this.shared.points.card(this.map, row));
    this.placeCard(this.toX(this.map.values[this.x][row]), this.toY(this.value(row)));
  }

  // Beside the point, where there is room.
  placeCard(x, y) {
    const { offsetWidth, offsetHeight } = this.card;
    const left = x + 16 + offsetWidth <= this.width ? x + 16 : Math.max(x - 16 - offsetWidth, 0);
    const top = Math.min(Math.max(y - offsetHeight / 2, 0), Math.max(this.height - offsetHeight, 0));
    this.card.style.left = left + "px";
    this.card.style.top = top + "px";
  }
}

function mapCaption(run, map) {
  const shown = map.values[0].length, kind = map.images;
  const which = shown < map.rows ? shown + " of " + map.rows + " " + kind + " images, evenly chosen" : shown + " " + kind + " images";
  const columns = map.all_columns > map.columns.length ? "; the " + map.columns.length + " of " + map.all_columns + " numbers that vary most" : "";
  return "Run " + run.id + ", " + (map.analysis === "" ? "code" : "analysis " + map.analysis + ", table " + map.title) + ": " + which + columns + ".";
}

// One panel: a scatter, and what is shown in it.
function mapPanel(report, run, shared, first) {
  const { maps } = run.pictures;
  const panel = element("div", { class: "panel" });
  const show = (number) => {
    const map = maps[number];
    const scatter = new Scatter(run, map, shared);
    shared.scatters[first] = scatter;
    const redraw = (axis) => (column) => {
      scatter[axis] = column;
      scatter.draw();
    };
    panel.replaceChildren(element("div", { class: "choices" },
      maps.length > 1 ? choice("Map", maps.map((one) => one.title), number, show) : null,
      map.columns.length > 2 ? choice("across", map.columns, scatter.x, redraw("x")) : null,
      map.columns.length > 2 ? choice("up", map.columns, scatter.y, redraw("y")) : null),
      scatter.box, element("p", { class: "hint" }, mapCaption(run, map)),
      map.labels.length === 0 ? "" : folded("The classes of this map as a table", () => classTable(shared, map)));
    scatter.draw();
  };
  show(Math.min(first, maps.length - 1));
  return panel;
}

function classTable(shared, map) {
  const labels = [...new Set(map.labels)].sort((a, b) => a - b);
  const mean = (values, label) => {
    const own = values.filter((value, row) => map.labels[row] === label && value !== null);
    return lossText(own.reduce((sum, value) => sum + value, 0) / own.length);
  };
  return table("Means by class, " + map.title, [{ title: "class" }, { title: "images", number: true }, ...map.columns.map((column) => ({ title: column, number: true }))],
    labels.map((label) => [shared.points.className(label), String(map.labels.filter((one) => one === label).length),
      ...map.values.map((values) => mean(values, label))]));
}

function classButton(shared, label, changed) {
  const mark = element("canvas", { width: "28", height: "28", class: "mark", "aria-hidden": "true" });
  const paint = () => {
    const context = mark.getContext("2d");
    context.clearRect(0, 0, 28, 28);
    context.fillStyle = classColour(label);
    context.fill(markPath(label, 14, 14, 9));
  };
  const made = button("", () => {
    shared.hidden[shared.hidden.has(label) ? "delete" : "add"](label);
    changed();
  }, { class: "class", "data-label": String(label) });
  made.append(mark, shared.points.className(label));
  made.refresh = () => {
    made.setAttribute("aria-pressed", String(!shared.hidden.has(label)));
    paint();
  };
  made.refresh();
  return made;
}

// A click hides a class, and shows it again.
function classLegend(shared) {
  const buttons = shared.labels.map((label) => classButton(shared, label, () => refresh()));
  const refresh = () => {
    buttons.forEach((one) => one.refresh());
    shared.changed(true);
  };
  shared.refreshLegend = () => buttons.forEach((one) => one.refresh());
  const all = (hide) => () => {
    shared.hidden.clear();
    if (hide) shared.labels.forEach((label) => shared.hidden.add(label));
    refresh();
  };
  return element("div", { class: "buttons classes", role: "group", "aria-label": "Classes that are shown" }, buttons,
    button("show all", all(false)), button("hide all", all(true)));
}

function showMaps(report) {
  const content = contentOf("maps");
  const hidden = new Set();  // stays when another run is chosen
  let shared = null;
  report.whenChosen((run) => {
    const { maps } = run.pictures;
    if (maps.length === 0) {
      content.replaceChildren(...run.pictures.notes.images.map(note), note("There is no map of this run's images."));
      shared = null;
      return;
    }
    shared = { hidden, points: new Points(report, run), chosen: null, mark: null, scatters: [],
      labels: [...new Set(maps.flatMap((map) => map.labels))].sort((a, b) => a - b),
      changed: (points) => shared.scatters.forEach((scatter) => scatter.draw(points)) };
    content.replaceChildren(...run.pictures.notes.maps.map(note), element("p", { class: "hint how" }, "Hover, tap or use the arrow keys: the image of a point and the autoencoder's reconstruction of it."),
      shared.labels.length === 0 ? "" : classLegend(shared));
    const panels = element("div", { class: "panels" });
    content.append(panels);
    panels.append(mapPanel(report, run, shared, 0));
    if (maps.length > 1) panels.append(mapPanel(report, run, shared, 1));
    if (run.pictures.grid !== null) panels.append(gridPanel(run, shared));
  });
  report.whenColoursChange(() => {
    if (shared === null) return;
    if (shared.refreshLegend) shared.refreshLegend();
    shared.changed(true);
  });
}
