// Small runs, and pages of them.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const model = `model small {
  input 28x28x1
  encoder {
    conv 4 3x3 relu stride=2 pad=same   # </script><script>window.hacked = 1</script> <!--
    flatten
    dense 2 as code
  }
  decoder {
    dense 196 relu
    reshape 14x14x1
    upsample 2
    conv 1 3x3 sigmoid pad=same
  }
}
`;

const experiment = `experiment: page
model: small.cae
data: { dataset: fashion-mnist, limit: 600, limit_test: 300 }
augment:
  - { plugin: gaussian-noise, sigma: 0.3, clip: true }
train: { epochs: 4, batch: 50, loss: bce, optimizer: { kind: adam, rate: 0.003 } }
analyse:
  - { plugin: latent, layer: code, images: 200 }
  - { plugin: pca, components: 3, images: 200 }
seeds: [1, 2]
`;

// Names that a store from somebody else can hold.
export const hostile = `</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">'"\u2028`;

export class Runs {
  constructor(program, place) {
    this.program = program;
    this.place = place;
    this.store = join(place, "store");
    rmSync(this.store, { recursive: true, force: true });
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "small.cae"), model);
    writeFileSync(join(place, "page.yaml"), experiment);
  }

  call(words, environment = {}) {
    const done = spawnSync(this.program, words, { cwd: this.place, env: { ...process.env, ...environment }, encoding: "utf8" });
    if (done.status !== 0) throw new Error("cae-lab " + words.join(" ") + ": " + done.stdout + done.stderr);
    return done.stdout;
  }

  train() {
    this.call(["run", "page.yaml", "--store", this.store, "--quiet"]);
  }

  page(name, { store = this.store, runs = ["page"], environment = {} } = {}) {
    this.call(["report", ...runs, "-o", name, "--store", store], environment);
    return join(this.place, name);
  }

  // The same runs, with hostile texts wherever a store can hold them.
  hostileStore() {
    const store = join(this.place, "hostile");
    rmSync(store, { recursive: true, force: true });
    cpSync(this.store, store, { recursive: true });
    const text = hostile.replaceAll("'", "''");
    const change = ["experiment", "command", "cpu", "isa", "experiment_text", "onednn_version", "experiment_file"]
      .map((column) => `${column} = '${text}'`).join(", ");
    const done = spawnSync("sqlite3", [join(store, "cae-lab.db"),
      `UPDATE runs SET ${change}; UPDATE metrics SET name = '${text}' || name; UPDATE run_inputs SET path = '${text}';
       UPDATE analyses SET error = '${text}';`], { encoding: "utf8" });
    if (done.status !== 0) throw new Error("sqlite3: " + done.stderr);
    return store;
  }

  // A run that goes on: calls back with its store once it has an epoch, and ends it after that.
  async whileOneRuns(callback) {
    const store = join(this.place, "live");
    rmSync(store, { recursive: true, force: true });
    const live = spawn(this.program, ["run", "page.yaml", "--store", store, "--epochs", "100000", "--json"], { cwd: this.place });
    try {
      await new Promise((done, failed) => {
        live.stdout.on("data", (text) => String(text).includes('"epoch"') && done());
        live.on("exit", () => failed(new Error("the live run ended by itself")));
      });
      live.removeAllListeners("exit");
      return await callback(store);
    } finally {
      live.kill("SIGKILL");
    }
  }

}
