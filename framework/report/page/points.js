// The images behind a map's points: looked up by their number in the data set.

class Points {
  constructor(report, run) {
    this.report = report;
    this.pictures = run.pictures;
    this.places = new Map();  // of samples in pictures.points
    this.pictured = new Map();  // places with thumbnails
    const { points } = run.pictures;
    if (points === null) return;
    points.samples.forEach((sample, place) => this.places.set(sample, place));
    points.pictured.forEach((place, number) => this.pictured.set(place, number));
  }

  place(map, row) {
    const { points } = this.pictures;
    const place = points !== null && points.images === map.images ? this.places.get(map.samples[row]) : undefined;
    return place;
  }

  // {original: [sprite, number], reconstruction: ..., error}; what there is of them.
  of(map, row) {
    const place = this.place(map, row);
    if (place === undefined) return {};
    const { points } = this.pictures;
    const number = this.pictured.get(place);
    const found = { error: points.errors[place] };
    if (number === undefined) return found;
    if (points.sheet !== null && points.originals[number] >= 0)
      found.original = [this.report.originals[points.sheet], points.originals[number]];
    if (points.reconstructions !== null) found.reconstruction = [points.reconstructions, number];
    return found;
  }

  // Why a point has no picture.
  missing() {
    const { points } = this.pictures;
    return points === null || this.pictured.size === points.samples.length ? "The page has no picture of this point."
      : "The page has room for the pictures of " + this.pictured.size + " of " + points.samples.length + " points.";
  }

  className(label) {
    return label === undefined || label < 0 ? "" : this.pictures.classes[label] ?? "class " + label;
  }

  title(map, row) {
    return imageTitle(this.pictures, map.labels, row, map.images, map.samples[row]);
  }

  // What is said of a point.
  text(map, row) {
    const numbers = map.columns.slice(0, 4).map((column, i) => column + " " + lossText(map.values[i][row])).join(", ");
    const { error } = this.of(map, row);
    return this.title(map, row) + ": " + numbers + (error === undefined ? "" : ", MSE " + errorText(error));
  }

  card(map, row) {
    const { original, reconstruction, error } = this.of(map, row);
    const picture = (name, found) => (found === undefined ? null
      : element("figure", {}, spriteCanvas(found[0], found[1], name), element("figcaption", {}, name)));
    const pictures = [picture("original", original), picture("reconstruction", reconstruction)].filter((one) => one !== null);
    return [element("div", { class: "pair" }, pictures),
      element("p", {}, element("strong", {}, this.title(map, row))),
      element("p", {}, map.columns.slice(0, 4).map((column, i) => column + " " + lossText(map.values[i][row])).join(", ")),
      error === undefined ? null : element("p", {}, "MSE " + errorText(error)),
      pictures.length > 0 ? null : element("p", { class: "faint" }, this.missing())].filter((one) => one !== null);
  }
}
