// Tests the report page: node page_test.mjs PROGRAM PLACE, as tools/test-page calls it.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { boxOf, click, clickText, frames, openBrowser, openPage, pixelSum, pixelsOf, press, processorSeconds, textOf, widths } from "./browser.mjs";
import { hostile, Runs } from "./runs.mjs";

const [, , program, place] = process.argv;
const runs = new Runs(program, join(place, "runs"));
const checks = [];
const check = (name, work) => checks.push([name, work]);

// The tooltip that Chart.js draws into its canvas.
const tooltip = (page) => page.evaluate(() => {
  const { opacity, title, body } = Chart.getChart("loss-chart").tooltip;
  return { opacity, title, lines: (body || []).flatMap((part) => part.lines) };
});
const chartData = (page, name) => page.$eval("#loss-chart", (canvas, key) => canvas.dataset[key], name);
const shownEpochs = async (page) => (await chartData(page, "shown")).split(" ").map(Number);

check("hovering over the curves shows the losses of an epoch", async ({ page }) => {
  const box = await boxOf(page, "#loss-chart");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await frames(page);
  const { opacity, title, lines } = await tooltip(page);
  assert.ok(opacity > 0);
  assert.match(title[0], /^epoch [23]$/);
  assert.equal(lines.length, 4);
  assert.match(lines[0], /^run 1, page, seed 1, test: 0\.\d{4}$/);
});

check("dragging over the curves zooms, a double click shows the whole", async ({ page }) => {
  const box = await boxOf(page, "#loss-chart");
  await page.mouse.move(box.x + box.width * 0.5, box.y + 80);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 120, { steps: 4 });
  await page.mouse.up();
  await frames(page);
  const [low, high] = await shownEpochs(page);
  assert.ok(low > 2 && high < 4 && low < high, `shows ${low} to ${high}`);
  await page.mouse.click(box.x + box.width / 2, box.y + 100, { count: 2 });
  await frames(page);
  assert.deepEqual(await shownEpochs(page), [1, 4]);
});

check("the buttons zoom, and the axis becomes logarithmic", async ({ page }) => {
  await clickText(page, "#losses", "Zoom in");
  const [low, high] = await shownEpochs(page);
  assert.ok(high - low < 2);
  await clickText(page, "#losses", "Whole");
  await click(page, "#log-axis");
  assert.equal(await page.evaluate(() => Chart.getChart("loss-chart").scales.y.type), "logarithmic");
  assert.equal(await page.$eval("#log-axis", (one) => one.getAttribute("aria-pressed")), "true");
  await click(page, "#log-axis");
  assert.equal(await page.evaluate(() => Chart.getChart("loss-chart").scales.y.type), "linear");
});

check("runs and curves can be chosen, seeds become a mean with its deviation", async ({ page }) => {
  assert.equal(await chartData(page, "curves"), "4");
  const boxes = await page.$$("#losses .legend input");
  await boxes[3].click();
  assert.equal(await chartData(page, "curves"), "2");
  await boxes[1].click();
  assert.equal(await chartData(page, "curves"), "1");
  await boxes[1].click();
  await boxes[3].click();
  await click(page, "#seed-means");
  assert.deepEqual(await page.evaluate(() => Chart.getChart("loss-chart").data.datasets.map((set) => set.label).filter((label) => label !== "")),
    ["page, mean of 2, test", "page, mean of 2, training"]);
  await click(page, "#seed-means");
});

check("the curves answer to the keyboard, and speak", async ({ page }) => {
  await press(page, "#loss-chart", "Home", "ArrowRight");
  assert.match(await textOf(page, "#spoken"), /^Epoch 2: run 1, page, seed 1, test 0\.\d{4}; /);
  assert.equal((await tooltip(page)).title[0], "epoch 2");
  await press(page, "#loss-chart", "+");
  const [low, high] = await shownEpochs(page);
  assert.ok(high - low < 2);
  await press(page, "#loss-chart", "0");
  assert.deepEqual(await shownEpochs(page), [1, 4]);
});

const opacities = (page) => page.$$eval(".tile:first-child .layer", (layers) => layers.map((layer) => Number(layer.style.opacity)));

check("the slider fades from original over input to reconstruction", async ({ page }) => {
  assert.deepEqual(await opacities(page), [1, 1, 1]);
  await press(page, "#stage", "Home");
  await page.$eval("#stage", (slider) => {
    slider.value = "0";
    slider.dispatchEvent(new Event("input"));
  });
  assert.deepEqual(await opacities(page), [1, 0, 0]);
  await press(page, "#stage", "ArrowRight");
  assert.deepEqual(await opacities(page), [1, 0.1, 0]);
  assert.equal(await page.$eval("#stage", (slider) => slider.getAttribute("aria-valuetext")), "original to input, 10 %");
  await press(page, "#stage", "PageUp", "ArrowRight");
  assert.ok((await opacities(page))[2] > 0.1);
  await clickText(page, "#reconstructions", "input");
  assert.deepEqual(await opacities(page), [1, 1, 0]);
  const sums = await page.$$eval(".tile:first-child canvas", (all) => all.map((canvas) =>
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.reduce((sum, value) => sum + value, 0)));
  assert.equal(new Set(sums).size, 3, "three different images");
});

// Moves over the map until a card is there.
async function findPoint(page, selector) {
  const box = await boxOf(page, selector);
  for (let row = 2; row < 9; ++row) {
    for (let column = 2; column < 40; ++column) {
      await page.mouse.move(box.x + (box.width * column) / 41, box.y + (box.height * row) / 10);
      if (await page.$eval(selector + " + .card", (card) => !card.hidden)) return;
    }
  }
  assert.fail("no point was found");
}

check("hovering over a point shows its image and its reconstruction", async ({ page }) => {
  await findPoint(page, ".panel:first-child .scatter");
  await frames(page, 4);
  const card = ".panel:first-child .card";
  assert.match(await textOf(page, card), /original.*reconstruction.*, test image \d+.*code_1 .*MSE 0\.\d+/s);
  const sums = await page.$$eval(card + " canvas", (all) => all.map((canvas) =>
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.reduce((sum, value) => sum + value, 0)));
  assert.equal(sums.length, 2);
  assert.ok(sums.every((sum) => sum > 28 * 28 * 255), "neither is black");
  await page.mouse.move(5, 5);
  await frames(page);
  assert.ok(await page.$eval(card, (one) => one.hidden));
});

check("a click on a class hides its points in all maps, and another shows them", async ({ page }) => {
  const sneaker = [0xaa, 0x44, 0x99], button = "#maps .class[data-label='7']";
  const scatters = [".panel:nth-child(1) .scatter", ".panel:nth-child(2) .scatter"];
  for (const scatter of scatters) assert.ok((await pixelsOf(page, scatter, sneaker)) > 20);
  await click(page, button);
  assert.equal(await page.$eval(button, (one) => one.getAttribute("aria-pressed")), "false");
  for (const scatter of scatters) assert.equal(await pixelsOf(page, scatter, sneaker), 0);
  await press(page, button, "Enter");
  for (const scatter of scatters) assert.ok((await pixelsOf(page, scatter, sneaker)) > 20);
});

check("the arrow keys go from point to point", async ({ page }) => {
  const scatter = ".panel:first-child .scatter";
  await press(page, scatter, "ArrowRight");
  const first = await textOf(page, "#spoken");
  assert.match(first, /, test image \d+: code_1 /);
  await press(page, scatter, "ArrowRight");
  assert.notEqual(await textOf(page, "#spoken"), first);
  assert.ok(await page.$eval(".panel:first-child .card", (card) => !card.hidden));
  await press(page, scatter, "Escape");
  assert.ok(await page.$eval(".panel:first-child .card", (card) => card.hidden));
});

check("other axes and maps can be chosen", async ({ page }) => {
  const scatter = ".panel:nth-child(2) .scatter";
  const before = await pixelSum(page, scatter);
  await page.select(".panel:nth-child(2) .choice:nth-child(3) select", "2");
  await frames(page);
  assert.notEqual(await pixelSum(page, scatter), before);
  assert.match(await textOf(page, ".panel:nth-child(2) .hint"), /analysis pca, table pca-images: 200 test images/);
});

check("dragging over the grid decodes codes, and marks them in the map", async ({ page }) => {
  const box = await boxOf(page, ".grid");
  const map = await pixelSum(page, ".panel:first-child .scatter"), image = await pixelSum(page, ".big");
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.9);
  await page.mouse.down();
  const begun = await textOf(page, ".decoded");
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.1, { steps: 5 });
  await page.mouse.up();
  await frames(page, 4);
  assert.notEqual(await textOf(page, ".decoded"), begun);
  assert.notEqual(await pixelSum(page, ".panel:first-child .scatter"), map);
  assert.notEqual(await pixelSum(page, ".big"), image);
  await press(page, ".grid", "ArrowRight", "ArrowDown");
  assert.match(await textOf(page, "#spoken"), /^Decoded code \(/);
});

check("another run can be chosen for the whole page", async ({ page }) => {
  await page.select("#run", "1");
  await frames(page);
  for (const section of ["summary", "repeat"]) assert.match(await textOf(page, "#" + section + " .chosen h3"), /^Run 2: page, seed 2/);
  assert.match(await textOf(page, "#maps .panel .hint"), /^Run 2, code/);
  await page.select("#run", "0");
});

check("everything that is drawn is a table, too", async ({ page }) => {
  await page.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
  await frames(page);
  assert.equal(await page.$$eval("#losses tbody tr", (rows) => rows.length), 4);
  assert.equal(await page.$$eval("#maps .panel:first-child tbody tr", (rows) => rows.length), 10);
  assert.ok((await page.$$eval("#model tbody tr", (rows) => rows.length)) >= 7);
  assert.match(await textOf(page, "#comparison"), /page1, 2.* ± /s);
  assert.match(await textOf(page, "#comparison"), /Final test loss of the runs that are done.*page20\.\d+-?\d+\.\d+ to \d+\.\d+/s);
  assert.equal((await page.$$("#comparison svg.interval line")).length, 1);
  await page.$$eval("details", (all) => all.forEach((one) => { one.open = false; }));
});

check("it says how to repeat it all", async ({ page }) => {
  const text = await textOf(page, "#repeat");
  assert.match(text, /cae-lab run page\.yaml/);
  assert.match(text, /cae-lab report page -o page\.html/);
  assert.match(text, /test images.*t10k-images.*[0-9a-f]{64}/s);
  assert.match(text, /gaussian-noise/);
});

check("every control has a name, every picture a description", async ({ page }) => {
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("button, select, input, canvas, img, svg")].filter((one) => {
    if (one.getAttribute("aria-hidden") === "true") return false;
    const label = one.getAttribute("aria-label") || one.getAttribute("alt") || (one.labels && [...one.labels].map((label) => label.textContent).join("")) || one.textContent;
    return label.trim() === "";
  }).map((one) => one.outerHTML.slice(0, 80))), []);
});

check("on paper each image stands beside what the model saw and made of it", async ({ page }) => {
  await page.emulateMediaType("print");
  const layers = await page.$$eval(".tile:first-child .layer", (all) => all.map((layer) => [layer.getBoundingClientRect().left, getComputedStyle(layer).opacity]));
  assert.deepEqual(layers.map(([, opacity]) => opacity), ["1", "1", "1"]);
  assert.ok(layers[0][0] < layers[1][0] && layers[1][0] < layers[2][0]);
  assert.equal(await page.$eval(".bar", (bar) => getComputedStyle(bar).display), "none");
  await page.emulateMediaType("screen");
});

// Opens the page, tries it, and wants no problem to have come up.
async function withPage(browser, file, options, work) {
  const opened = await openPage(browser, file, options);
  try {
    await work(opened);
    assert.deepEqual(opened.problems, []);
  } finally {
    await opened.page.close();
  }
}

async function picture(page, name) {
  await frames(page, 4);
  await page.screenshot({ path: join(place, name + ".png"), fullPage: true });
}

const pages = {
  "the focus can be seen, and the first thing it reaches is the way to the content": async (browser, file) => {
    await withPage(browser, file, {}, async ({ page }) => {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
      assert.ok((await page.evaluate(() => document.activeElement.getBoundingClientRect().left)) >= 0);
      await page.focus("#log-axis");
      await page.keyboard.press("Tab");
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
    });
  },
  "a page for a phone is no wider than the phone": async (browser, file) => {
    await withPage(browser, file, { width: widths.phone }, async ({ page }) => {
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= widths.phone);
      await picture(page, "phone");
    });
  },
  "dark ground has light letters, in canvases too": async (browser, file) => {
    await withPage(browser, file, { dark: true }, async ({ page }) => {
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(23, 27, 31)");
      assert.ok((await pixelsOf(page, ".panel:first-child .scatter", [0xd6, 0x7c, 0xc9])) > 20);
      await picture(page, "dark");
    });
  },
  "texts from runs stay texts": async (browser) => {
    const file = runs.page("hostile.html", { store: runs.hostileStore(), runs: ["1", "2"] });
    await withPage(browser, file, {}, async ({ page }) => {
      await page.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
      await frames(page);
      assert.equal(await page.evaluate(() => window.hacked), undefined);
      assert.equal(await page.$("img[src='x']"), null);
      const shown = hostile.replace("\u2028", "\\u2028");
      for (const section of ["summary", "comparison", "results", "repeat"])
        assert.ok((await textOf(page, "#" + section)).includes(shown), section);
      assert.ok((await textOf(page, "h1")).includes(shown));
    });
  },
  "without the images the page says so, and shows what it has": async (browser) => {
    const file = runs.page("no-images.html", { environment: { CAE_LAB_DATASETS: "/nowhere" } });
    await withPage(browser, file, {}, async ({ page }) => {
      assert.match(await textOf(page, "#reconstructions .note"), /images cannot be shown/);
      assert.ok(await page.$("#reconstructions img"), "the recorded sheet");
      await findPoint(page, ".panel:first-child .scatter");
      assert.match(await textOf(page, ".panel:first-child .card"), /^reconstruction/);
    });
  },
  "a page of a run that goes on": async (browser) => {
    await runs.whileOneRuns(async (store) => {
      const file = runs.page("live.html", { store });
      await withPage(browser, file, {}, async ({ page }) => {
        assert.match(await textOf(page, "#made"), /while runs were going on/);
        assert.match(await textOf(page, "#summary"), /running/);
        await findPoint(page, ".panel:first-child .scatter");
      });
    });
  },
};

let failed = 0;
async function attempt(name, work) {
  try {
    await work();
    console.log("ok      " + name);
  } catch (error) {
    ++failed;
    console.log("FAILED  " + name + "\n" + (error.stack || error).replace(/^/gm, "        "));
  }
}

const browser = await openBrowser(place);
try {
  runs.train();
  const file = runs.page("page.html");
  const opened = await openPage(browser, file);
  const processor = await processorSeconds(opened.page);
  console.log(`opened in ${opened.milliseconds} ms, ${processor.toFixed(2)} s of processor time, ${(statSync(file).size / 1e6).toFixed(2)} MB`);
  await attempt("the page opens within a second of processor time", () => assert.ok(processor < 1));
  await picture(opened.page, "desktop");
  for (const [name, work] of checks) await attempt(name, () => work(opened));
  await attempt("nothing went wrong in the console, and nothing was asked of a network", () => assert.deepEqual(opened.problems, []));
  await attempt("the page is below 5 MB", () => assert.ok(statSync(file).size < 5e6));
  await opened.page.pdf({ path: join(place, "print.pdf"), format: "A4" });
  for (const [name, work] of Object.entries(pages)) await attempt(name, () => work(browser, file));
} finally {
  await browser.close();
}
console.log(failed === 0 ? "all passed; screenshots in " + place : failed + " failed");
process.exitCode = failed === 0 ? 0 : 1;
