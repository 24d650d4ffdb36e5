// The grid that the decoder makes of codes of two numbers: drag over it, or use the arrow keys.

function gridPanel(run, shared) {
  const { grid } = run.pictures;
  const { side, images } = grid;
  const size = side * images.width;
  const canvas = element("canvas", {
    class: "grid pixels", width: String(size), height: String(side * images.height), tabindex: "0", role: "img",
    "aria-label": "Grid of " + side + " by " + side + " decoded codes. Arrow keys go from code to code.",
  });
  const big = element("canvas", { class: "pixels big", width: String(images.width), height: String(images.height), role: "img", "aria-label": "The decoded image" });
  const words = element("p", { class: "decoded" });
  const valueOf = ([low, high], place) => low + ((high - low) * place) / (side - 1);
  let at = { column: Math.floor(side / 2), row: Math.floor(side / 2) };

  const draw = () => withSprite(images, (image) => {
    const context = canvas.getContext("2d");
    for (let row = 0; row < side; ++row) {
      for (let column = 0; column < side; ++column) {
        drawFromSprite(context, image, images, row * side + column, column * images.width, (side - 1 - row) * images.height, images.width, images.height);
      }
    }
    context.strokeStyle = "#ff8c00";
    context.lineWidth = Math.max(2, size / 200);
    context.strokeRect(at.column * images.width, (side - 1 - at.row) * images.height, images.width, images.height);
    drawFromSprite(big.getContext("2d"), image, images, at.row * side + at.column, 0, 0, images.width, images.height);
  });

  const describe = () => {
    const code = [valueOf(grid.x, at.column), valueOf(grid.y, at.row)];
    words.textContent = "code (" + lossText(code[0]) + ", " + lossText(code[1]) + ")";
    draw();
    return code;
  };
  const show = (column, row, speak) => {
    at = { column: Math.min(Math.max(column, 0), side - 1), row: Math.min(Math.max(row, 0), side - 1) };
    shared.mark = describe();
    shared.changed(false);
    if (speak) say("Decoded " + words.textContent);
  };
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    show(Math.floor(((event.clientX - box.left) / box.width) * side), side - 1 - Math.floor(((event.clientY - box.top) / box.height) * side), false);
  };
  let dragging = false;
  canvas.addEventListener("pointerdown", (event) => {
    dragging = true;
    canvas.setPointerCapture(event.pointerId);
    point(event);
  });
  canvas.addEventListener("pointermove", (event) => dragging && point(event));
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { dragging = false; });
  canvas.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    if (steps[event.key] === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    show(at.column + steps[event.key][0], at.row + steps[event.key][1], true);
  });
  describe();
  return element("div", { class: "panel" }, element("h3", {}, "Decoded grid"),
    element("div", { class: "gridbox" }, canvas, element("div", { class: "decodedbox" }, big, words)),
    element("p", { class: "hint how" }, "Drag over it: the cross shows the code in the map."),
    element("p", { class: "hint" }, "What the decoder of run " + run.id + " makes of " + side + " by " + side +
      " codes in the range of 98 of 100 points; the first number grows to the right, the second upwards."));
}
