// Zoom of a chart along its x axis: drag with a mouse, buttons, keys. Whole numbers (epochs) are its places.

// `listener`: {shown({min, max}), stepped(place)} hears which part is to be shown, and to where the arrow keys went.
class Zoom {
  constructor(chart, range, listener) {
    this.chart = chart;
    this.range = range;
    this.place = null;
    this.listener = listener;
    this.drag = null;
    const canvas = chart.canvas;
    canvas.addEventListener("pointerdown", (event) => this.begin(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.end(event));
    canvas.addEventListener("pointercancel", () => this.cancel());
    canvas.addEventListener("dblclick", () => this.whole());
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  get shown() {
    const { min, max } = this.chart.scales.x;
    return { min, max };
  }

  show(min, max) {
    const low = Math.max(min, this.range.min), high = Math.min(max, this.range.max);
    if (high - low < 0.5) return;
    this.listener.shown({ min: low, max: high });
    say("Epochs " + Math.ceil(low) + " to " + Math.floor(high));
  }

  whole() {
    this.show(this.range.min, this.range.max);
  }

  scale(factor) {
    const { min, max } = this.shown;
    const centre = this.place !== null && this.place >= min && this.place <= max ? this.place : (min + max) / 2;
    const low = centre - (centre - min) * factor;
    this.show(low, low + (max - min) * factor);
  }

  step(by) {
    const { min, max } = this.shown;
    const from = this.place === null ? (by > 0 ? Math.ceil(min) - 1 : Math.floor(max) + 1) : this.place;
    this.place = Math.min(Math.max(from + by, Math.ceil(this.range.min)), Math.floor(this.range.max));
    if (this.place < min || this.place > max) {
      const width = max - min;
      const low = Math.min(Math.max(this.place - width / 2, this.range.min), this.range.max - width);
      this.show(low, low + width);
    }
    this.listener.stepped(this.place);
  }

  key(event) {
    const keys = {
      ArrowRight: () => this.step(1), ArrowLeft: () => this.step(-1),
      Home: () => this.step(-1e9), End: () => this.step(1e9),
      "+": () => this.scale(0.5), "=": () => this.scale(0.5), "-": () => this.scale(2), 0: () => this.whole(), Escape: () => this.whole(),
    };
    if (keys[event.key] === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    keys[event.key]();
    event.preventDefault();
  }

  // A finger scrolls the page; it zooms by the buttons.
  begin(event) {
    if (event.pointerType === "touch" || event.button !== 0) return;
    this.drag = { from: event.offsetX, to: event.offsetX };
    this.chart.canvas.setPointerCapture(event.pointerId);
  }
  move(event) {
    if (this.drag === null) return;
    this.drag.to = event.offsetX;
    this.chart.draw();
  }
  end(event) {
    if (this.drag === null) return;
    const { from, to } = this.drag;
    this.drag = null;
    this.chart.canvas.releasePointerCapture(event.pointerId);
    if (Math.abs(to - from) < 6) return this.chart.draw();
    const x = this.chart.scales.x;
    this.show(x.getValueForPixel(Math.min(from, to)), x.getValueForPixel(Math.max(from, to)));
  }
  cancel() {
    this.drag = null;
    this.chart.draw();
  }

  // What Chart.js is to draw on top: the range that a drag chooses.
  drawDrag(chart) {
    if (this.drag === null) return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.fillStyle = scheme() === "dark" ? "rgba(160,190,255,0.22)" : "rgba(0,80,160,0.14)";
    ctx.fillRect(Math.min(this.drag.from, this.drag.to), chartArea.top, Math.abs(this.drag.to - this.drag.from), chartArea.height);
    ctx.restore();
  }
}
