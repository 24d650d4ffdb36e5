// Reconstructions: one slider fades each image from the original over what the model saw to what it makes of it.

function stagesOf(gallery) {
  return [["original", gallery.originals], ["input", gallery.inputs], ["reconstruction", gallery.reconstructions]]
    .filter(([, sprite]) => sprite !== null);
}

function imageTitle(pictures, labels, place, images, sample) {
  const label = labels[place];
  const name = label === undefined ? "" : (pictures.classes[label] ?? "class " + label) + ", ";
  return name + images + " image " + sample;
}

function tile(pictures, gallery, stages, number) {
  const title = imageTitle(pictures, gallery.labels, number, gallery.images, gallery.samples[number]);
  const error = gallery.errors[number];
  return element("figure", { class: "tile" },
    element("div", { class: "layers" }, stages.map(([name, sprite]) =>
      element("div", { class: "layer", "data-stage": name }, spriteCanvas(sprite, number, title + ": " + name), element("span", { class: "print-only" }, name)))),
    element("figcaption", {}, title, error === undefined ? null : element("span", { class: "faint" }, "MSE " + errorText(error))));
}

function galleryOf(run) {
  const { gallery } = run.pictures;
  const stages = stagesOf(gallery);
  const tiles = element("div", { class: "tiles" }, gallery.samples.map((_, number) => tile(run.pictures, gallery, stages, number)));
  const slider = element("input", {
    type: "range", id: "stage", min: "0", max: String(stages.length - 1), step: "0.01", "aria-describedby": "stage-name",
  });
  const shown = element("output", { id: "stage-name", for: "stage" });
  const buttons = stages.map(([name], i) => button(name, () => set(i), { "aria-pressed": "false" }));
  const set = (place) => {
    slider.value = String(place);
    const nearest = Math.round(place);
    for (const [i, [name]] of stages.entries()) {
      const opacity = i === 0 ? 1 : Math.min(Math.max(place - i + 1, 0), 1);
      for (const layer of tiles.querySelectorAll(".layer[data-stage=" + name + "]")) layer.style.opacity = String(opacity);
      buttons[i].setAttribute("aria-pressed", String(place === i));
    }
    const between = Math.abs(place - nearest) < 0.005 ? stages[nearest][0]
      : stages[Math.floor(place)][0] + " to " + stages[Math.ceil(place)][0] + ", " + Math.round((place - Math.floor(place)) * 100) + " %";
    shown.textContent = between;
    slider.setAttribute("aria-valuetext", between);
  };
  slider.addEventListener("input", () => set(Number(slider.value)));
  slider.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 1, PageDown: -1 };
    if (steps[event.key] === undefined) return;
    event.preventDefault();
    const size = event.key.startsWith("Page") ? 1 : 0.1;
    set(Math.min(Math.max(Math.round((Number(slider.value) + steps[event.key] * size) * 10) / 10, 0), stages.length - 1));
  });
  set(stages.length - 1);
  return [element("div", { class: "slider" }, element("label", { for: "stage" }, "From original to reconstruction"), slider, shown,
    element("div", { class: "buttons", role: "group", "aria-label": "Stage" }, buttons)), tiles];
}

function recordedSheet(run) {
  const sheet = run.pictures.recorded.find((picture) => picture.path.endsWith("/reconstructions.png"));
  return sheet === undefined ? null
    : element("figure", {}, element("img", { src: sheet.uri, alt: sheet.description, class: "pixels" }), element("figcaption", {}, "Recorded by the run: " + sheet.description));
}

function showReconstructions(report) {
  const content = contentOf("reconstructions");
  report.whenChosen((run) => {
    content.replaceChildren(...run.pictures.notes.images.map(note));
    if (run.pictures.gallery === null) {
      content.append(recordedSheet(run) ?? note("There are no reconstructions of this run."));
      return;
    }
    const { gallery } = run.pictures;
    content.append(element("p", {}, "The first " + gallery.samples.length + " " + gallery.images + " images of run " + run.id +
      ", and what its weights after epoch " + run.losses.epoch.length + " make of them. MSE: mean squared difference of reconstruction and original."),
      ...galleryOf(run));
  });
}
