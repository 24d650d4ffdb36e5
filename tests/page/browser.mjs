// A browser without a network, and what the checks ask of its pages.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";

const programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// `place` has node_modules/.
export async function openBrowser(place) {
  const puppeteer = createRequire(place + "/")("puppeteer-core");
  const executablePath = process.env.CHROMIUM || programs.find((program) => existsSync(program));
  // Root has no sandbox of its own, and a container no shared memory to speak of.
  return puppeteer.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}

export const widths = { desktop: 1280, phone: 360 };

// A page of the file, with everything that went wrong in it so far: errors of scripts and of the console, and requests
// for anything but the file itself and what is inside it.
export async function openPage(browser, file, { width = widths.desktop, dark = false } = {}) {
  const page = await browser.newPage();
  const problems = [];
  page.on("console", (message) => {
    // The checks read canvases, which Chromium finds slow.
    if (["error", "warn", "warning"].includes(message.type()) && !message.text().includes("willReadFrequently"))
      problems.push("console: " + message.text());
  });
  page.on("pageerror", (error) => problems.push("script: " + error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && url !== "file://" + file) problems.push("request: " + url);
  });
  page.session = await page.createCDPSession();
  await page.session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.setOfflineMode(true);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  const begun = Date.now();
  await page.goto("file://" + file);
  await frames(page);
  return { page, problems, milliseconds: Date.now() - begun };
}

// That the page has taken so far, whatever else the machine does.
export async function processorSeconds(page) {
  const { metrics } = await page.session.send("Performance.getMetrics");
  return metrics.find((metric) => metric.name === "TaskDuration").value;
}

// Waits until what was asked for is drawn.
export async function frames(page, count = 2) {
  await page.evaluate((n) => new Promise((done) => {
    const next = (left) => (left === 0 ? done() : requestAnimationFrame(() => next(left - 1)));
    next(n);
  }), count);
}

export async function boxOf(page, selector) {
  const found = await page.waitForSelector(selector);
  await found.scrollIntoView();
  await frames(page);
  return found.boundingBox();
}

export function textOf(page, selector) {
  return page.$eval(selector, (found) => found.textContent);
}

// A sum of a canvas's pixels: another picture has another.
export function pixelSum(page, selector) {
  return page.$eval(selector, (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let i = 0; i < data.length; ++i) sum = (sum * 31 + data[i]) % 1000003;
    return sum;
  });
}

// How many pixels of a canvas have this colour.
export function pixelsOf(page, selector, colour) {
  return page.$eval(selector, (canvas, [red, green, blue]) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) count += data[i] === red && data[i + 1] === green && data[i + 2] === blue ? 1 : 0;
    return count;
  }, colour);
}

export async function press(page, selector, ...keys) {
  await page.focus(selector);
  for (const key of keys) await page.keyboard.press(key);
  await frames(page);
}

// A click as a mouse makes it.
export async function click(page, selector) {
  await boxOf(page, selector);
  await page.click(selector);
  await frames(page);
}

export async function clickText(page, within, text) {
  const done = await page.$$eval(within + " button", (buttons, wanted) => {
    const found = buttons.find((one) => one.textContent === wanted);
    if (found) found.click();
    return found !== undefined;
  }, text);
  if (!done) throw new Error("no button '" + text + "' in " + within);
  await frames(page);
}
