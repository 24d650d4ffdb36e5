// Colours that people with any kind of colour vision tell apart (Paul Tol's "muted" set, Okabe and Ito's for lines), and
// what of the page's colours canvases need. On dark ground the darkest of them are lighter.
const darkScheme = matchMedia("(prefers-color-scheme: dark)");
let printing = false;

const lineColours = {
  light: ["#0072b2", "#d55e00", "#007a5a", "#a8447f", "#946200", "#3a87b7", "#6a51a3", "#555555"],
  dark: ["#56b4e9", "#ff8c42", "#2fc99a", "#e79ac2", "#e6b422", "#9cd3f2", "#b9a5ee", "#bbbbbb"],
};
const classColours = {
  light: ["#332288", "#cc6677", "#117733", "#ddaa33", "#882255", "#55aadd", "#999933", "#aa4499", "#44aa99", "#777777"],
  dark: ["#8d80f0", "#e8899a", "#3fae68", "#e8cf70", "#d8659b", "#88ccee", "#bcbc4a", "#d67cc9", "#5fd0bd", "#bbbbbb"],
};
const inkColours = {
  light: { text: "#1d2328", faint: "#5b656e", line: "#d5dade", ground: "#ffffff", mark: "#000000" },
  dark: { text: "#e6e9ec", faint: "#a3adb6", line: "#3a434b", ground: "#171b1f", mark: "#ffffff" },
};

function scheme() {
  return darkScheme.matches && !printing ? "dark" : "light";
}
function ink() {
  return inkColours[scheme()];
}
function lineColour(number) {
  const colours = lineColours[scheme()];
  return colours[number % colours.length];
}
function classColour(label) {
  const colours = classColours[scheme()];
  return label < 0 ? ink().faint : colours[label % colours.length];
}

// Marks tell classes apart without colours: circle, square, triangle, diamond, triangle upside down.
const markCount = 5;
function markPath(label, x, y, size) {
  const path = new Path2D();
  const corners = {
    1: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
    2: [[0, -1.15], [1.05, 0.8], [-1.05, 0.8]],
    3: [[0, -1.25], [1.1, 0], [0, 1.25], [-1.1, 0]],
    4: [[0, 1.15], [1.05, -0.8], [-1.05, -0.8]],
  }[label < 0 ? 0 : label % markCount];
  if (corners === undefined) {
    path.arc(x, y, size, 0, 2 * Math.PI);
    return path;
  }
  corners.forEach(([dx, dy], i) => path[i === 0 ? "moveTo" : "lineTo"](x + dx * size, y + dy * size));
  path.closePath();
  return path;
}
