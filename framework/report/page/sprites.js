// Images of a sprite: one PNG that holds many of the same size, in rows of `columns`.
const loadedSprites = new Map();  // by data URI

// Calls back when the sprite can be drawn.
function withSprite(sprite, draw) {
  let loaded = loadedSprites.get(sprite.uri);
  if (loaded === undefined) {
    const image = new Image();
    image.src = sprite.uri;
    loaded = { image, ready: image.decode() };
    loadedSprites.set(sprite.uri, loaded);
  }
  loaded.ready.then(() => draw(loaded.image), () => {});
}

// Pixels stay squares where the image is enlarged.
function drawFromSprite(context, image, sprite, number, x, y, width, height) {
  const column = number % sprite.columns, row = Math.floor(number / sprite.columns);
  context.imageSmoothingEnabled = width < sprite.width;
  context.drawImage(image, column * sprite.width, row * sprite.height, sprite.width, sprite.height, x, y, width, height);
}

// A canvas that shows one image of a sprite; `label` is what a screen reader says, "" for nothing.
function spriteCanvas(sprite, number, label) {
  const canvas = element("canvas", {
    class: "pixels", width: sprite.width, height: sprite.height,
    role: label === "" ? null : "img", "aria-label": label === "" ? null : label, "aria-hidden": label === "" ? "true" : null,
  });
  withSprite(sprite, (image) => drawFromSprite(canvas.getContext("2d"), image, sprite, number, 0, 0, sprite.width, sprite.height));
  return canvas;
}
