#!/usr/bin/env python3
"""Writes fixture.sql, the rows that docs/sql.md asks its questions of.

Two runs hold the loss tables of the reference report (reference/*.csv; what the report does not state is 'not recorded').
All others are samples: invented by the formulas below, named sample-*, and the same at every call.

    python3 make_fixture.py > fixture.sql
"""
import csv
import datetime
import json
import math
import pathlib
import random

here = pathlib.Path(__file__).parent
start_of_time = datetime.datetime(2026, 1, 5, 8, 0, 0)


def quote(value):
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return repr(value)


def insert(table, **values):
    print(f"INSERT INTO {table} ({', '.join(values)})\nVALUES ({', '.join(map(quote, values.values()))});")


def utc(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def model_text(width, norm=True, transposed=False):
    bn = "    bn\n" if norm else ""
    rise = "    deconv width 3x3 relu stride=3\n" if transposed else "    upsample 3\n    conv width 3x3 relu\n"
    return (f"model fashion {{\n  param width = {width}\n  input 28x28x1\n  encoder {{\n    conv width 3x3 relu\n{bn}"
            f"    pool max 2\n    conv width 3x3 relu\n{bn}    pool max 2\n    flatten\n    dense 2 relu as code\n{bn}  }}\n"
            f"  decoder {{\n    dense 1024 relu\n{bn}    reshape 4x4x64\n{bn}{rise}{bn}{rise}{bn}    conv 1 1x1 sigmoid as pixels\n  }}\n}}\n")


def configuration(experiment, variant, seed, epochs, width, augment):
    return json.dumps({
        "analyse": [{"images": 500, "layer": "code", "plugin": "latent"}, {"components": 2, "plugin": "pca"}],
        "augment": augment, "data": {"dataset": "fashion-mnist"}, "experiment": experiment, "set": {"width": float(width)},
        "train": {"batch": 100, "epochs": epochs, "loss": "bce", "optimizer": {"kind": "adam", "rate": 0.001},
                  "precision": "fp32", "seed": seed}, "variant": variant}, separators=(",", ":"))


class Store:
    def __init__(self):
        self.runs = 0
        self.clock = start_of_time

    def run(self, experiment, variant, seed, losses, seconds, planned=None, status="done", error=None, width=112,
            parameters=306699, trainable=303623, norm=True, transposed=False, augment=(), cpu="Sample CPU 2 cores",
            isa="avx2", threads=2, version="0.1.0", metrics=(), rate=0.001):
        self.runs += 1
        run_id = self.runs
        planned = planned or len(losses)
        name = f"{run_id:04}-{experiment}{'-' + variant if variant else ''}-s{seed}"
        took = round(seconds * len(losses), 1)
        started = self.clock
        finished = started + datetime.timedelta(seconds=round(took))
        insert("runs", id=run_id, name=name, experiment=experiment, variant=variant, seed=seed, status=status, error=error,
               experiment_file=f"experiments/{experiment}.yaml", experiment_text=f"experiment: {experiment}\nmodel: models/fashion.cae\n",
               model_file="experiments/models/fashion.cae", model_text=model_text(width, norm, transposed),
               configuration=configuration(experiment, variant, seed, planned, width, list(augment)),
               command=f"cae-lab run experiments/{experiment}.yaml", cae_lab_version=version,
               onednn_version="2.6.3" if version == "0.1.0" else "not recorded", cpu=cpu, isa=isa, threads=threads,
               git_revision=None, parameters=parameters, trainable_parameters=trainable, epochs_planned=planned,
               started_at=utc(started), finished_at=None if status in ("running", "interrupted") else utc(finished), seconds=took)
        for plugin in augment:
            insert("plugins", run_id=run_id, name=plugin["plugin"], version="1.0.0",
                   path=f"plugins/{plugin['plugin']}.so", sha256="5a" * 32)
        for epoch, (train, test) in enumerate(losses, start=1):
            insert("epochs", run_id=run_id, epoch=epoch, train_loss=train, test_loss=test, seconds=float(seconds),
                   learning_rate=rate, images_per_second=round(60000 / seconds, 1),
                   recorded_at=utc(started + datetime.timedelta(seconds=round(seconds * epoch))))
        for metric, value in metrics:
            insert("metrics", run_id=run_id, analysis="pca", name=metric, value=value)
        if status == "done":
            insert("artefacts", run_id=run_id, kind="plot", path=f"{name}/losses.svg", description="Training and test loss")
            insert("artefacts", run_id=run_id, kind="checkpoint", path=f"{name}/best.safetensors", description="Weights of the best epoch")
        self.clock = finished + datetime.timedelta(minutes=10)


def reference(name):
    with open(here / "reference" / name, newline="") as file:
        return [(float(row["train_loss"]), float(row["test_loss"])) for row in csv.DictReader(file)]


def sample_losses(seed, floor, epochs, wild=0.3):
    """Training loss falls to `floor`; test loss starts wild, as batch norm's moving statistics do, and settles above it."""
    numbers = random.Random(seed)
    losses = []
    for epoch in range(1, epochs + 1):
        train = floor + 0.11 * math.exp(-(epoch - 1) / 1.5) + 0.012 / epoch + numbers.uniform(0, 0.0006)
        test = train + 0.002 + 0.0003 * epoch + wild * math.exp(-epoch / 1.5) * numbers.random() + numbers.uniform(0, 0.0012)
        losses.append((round(train, 6), round(test, 6)))
    return losses


def main():
    print("-- Written by make_fixture.py; rows for a store of cae-lab. Runs named sample-* are invented.\nBEGIN;")
    store = Store()
    report = dict(cpu="not recorded", isa="not recorded", threads=0, version="not recorded (Keras)", seconds=108.0)
    store.run("report-cae", "", 0, reference("cae_losses.csv"), **report)
    noise = [{"clip": True, "draw": "once", "plugin": "gaussian-noise", "sigma": 0.2}]
    store.run("report-denoise", "", 0, reference("denoise_losses.csv"), augment=noise, **report)

    variants = {
        "": dict(floor=0.3270, seconds=81.5),
        "narrow": dict(floor=0.3310, seconds=24.1, width=56, parameters=97707, trainable=95303),
        "no-batch-norm": dict(floor=0.3345, seconds=70.2, norm=False, parameters=300547, trainable=300547),
    }
    for variant, settings in variants.items():
        for seed in (1, 2, 3):
            rest = {key: value for key, value in settings.items() if key not in ("floor", "seconds")}
            losses = sample_losses(f"{variant}/{seed}", settings["floor"], 12)
            numbers = random.Random(f"pca {variant}/{seed}")
            metrics = [("latent-code.explained_variance_ratio", round(0.97 + numbers.uniform(0, 0.02), 4)),
                       ("latent-code.reconstruction_error", round(0.11 + numbers.uniform(0, 0.03), 4))]
            store.run("sample-widths", variant, seed, losses, round(settings["seconds"] + seed * 0.7, 1), metrics=metrics, **rest)

    store.run("sample-widths", "transposed", 1, sample_losses("transposed", 0.345, 4), 66.0, planned=12, status="failed",
              error="the loss is not finite at epoch 5, step 118", transposed=True)
    store.run("sample-widths", "narrow", 4, sample_losses("narrow/4", 0.331, 7), 24.6, planned=12, status="stopped", width=56,
              parameters=97707, trainable=95303)
    same = sample_losses("threads", 0.3280, 3)
    store.run("sample-threads", "", 1, same, 152.4, threads=1)
    store.run("sample-threads", "", 1, same, 81.9, threads=2)
    store.run("sample-threads", "", 1, same, 22.8, threads=8, cpu="Sample CPU 8 cores", isa="avx512_core_bf16")
    store.run("sample-threads", "", 2, sample_losses("killed", 0.3280, 2), 82.3, planned=3, status="interrupted")
    print("COMMIT;")


main()
