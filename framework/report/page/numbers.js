// Numbers as people read them.

// Four significant digits: 0.2812, 0.009712; small and large ones with an exponent.
function lossText(value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e5)) return value.toExponential(3);
  return value.toPrecision(4);
}

// A number that is zero to these decimals has no sign.
function decimalText(value, decimals) {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

// An error that the page holds with three digits.
function errorText(value) {
  return value === null ? "–" : value < 1e-4 && value !== 0 ? value.toExponential(2) : value.toPrecision(3);
}

function countText(value) {
  return value === null ? "–" : value.toLocaleString("en", { maximumFractionDigits: 1 });
}

function secondsText(value) {
  if (value === null || value === undefined) return "–";
  if (value < 10) return value.toPrecision(2) + " s";
  if (value < 60) return value.toFixed(0) + " s";
  if (value < 3600) return Math.floor(value / 60) + " min " + Math.floor(value % 60) + " s";
  return Math.floor(value / 3600) + " h " + Math.floor((value % 3600) / 60) + " min";
}

function timeText(utc) {
  return utc === "" ? "–" : utc.replace("T", " ").replace(/:\d\dZ$/, " UTC");
}

// Of what may also count something.
function numberText(value) {
  return Number.isInteger(value) && Math.abs(value) < 1e5 ? countText(value) : lossText(value);
}

const numberTexts = {
  loss: lossText,
  number: numberText,
  count: countText,
  seconds: secondsText,
};

// Round numbers between low and high, about `wanted` of them.
function ticksBetween(low, high, wanted) {
  const rough = (high - low) / Math.max(wanted, 1);
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const ticks = [];
  for (let i = Math.ceil(low / step); i * step <= high; ++i) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}
