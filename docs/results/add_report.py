#!/usr/bin/env python3
"""Adds the losses of the student's report to a store, as two runs beside one's own.

    docs/results/add_report.py results/store

They are then plotted, compared and asked for like any run: `cae-lab plot losses report-cae 0001-cae-s1 --store
results/store -o losses.svg`. Epochs 75 to 79 of the denoising table stand in the report with their two columns
exchanged; the file keeps them as printed, the store gets them in order. What the report does not say is empty.
"""
import csv
import pathlib
import sqlite3
import sys

HERE = pathlib.Path(__file__).parent
EXCHANGED = {"denoise": range(75, 80)}


def losses(experiment):
    with open(HERE / "report" / f"{experiment}_losses.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            epoch, pair = int(row["epoch"]), (float(row["train_loss"]), float(row["test_loss"]))
            yield epoch, *(reversed(pair) if epoch in EXCHANGED.get(experiment, ()) else pair)


def add(store, experiment):
    rows = list(losses(experiment))
    run = store.execute(
        "INSERT INTO runs (name, experiment, seed, status, experiment_file, experiment_text, model_file, model_text, "
        "configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, parameters, trainable_parameters, "
        "epochs_planned, started_at) VALUES (?, ?, 0, 'done', '', '', '', '', '{}', 'Keras, of the report', '', '', '', "
        "'', 0, 306699, 303623, ?, '1970-01-01T00:00:00Z')",
        (f"report-{experiment}", f"report-{experiment}", len(rows))).lastrowid
    store.executemany(
        "INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, "
        "recorded_at) VALUES (?, ?, ?, ?, 108, 0.001, 556, '1970-01-01T00:00:00Z')",  # about three hours in all
        [(run, *row) for row in rows])


def main():
    with sqlite3.connect(pathlib.Path(sys.argv[1]) / "cae-lab.db") as store:
        for experiment in ("cae", "denoise"):
            add(store, experiment)


if __name__ == "__main__":
    main()
