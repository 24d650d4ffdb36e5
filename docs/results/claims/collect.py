#!/usr/bin/env python3
"""Takes what docs/report.md stands on out of a store with runs of experiments/report.yaml and experiments/beat.yaml.

    docs/results/claims/collect.py results/claims
    docs/results/claims/page.sh cae-lab results/claims > docs/report.md

It writes, beside itself, runs.sql (the runs, their losses and the numbers of their analyses, to be loaded by
tests/end_to_end/sql/load_fixture.cpp) and, of the base, confusion.csv (which classes the ten nearest neighbours in the
code take for which) and centres.csv (how far the classes lie apart in the code).
"""
import csv
import itertools
import math
import pathlib
import sqlite3
import statistics
import sys

HERE = pathlib.Path(__file__).parent
CHOSEN = "experiment IN ('report', 'beat') AND status = 'done'"
LEFT_OUT = {"experiment_file": "", "experiment_text": "", "model_file": "", "model_text": "", "configuration": "{}",
            "command": ""}
# What page.sh reads.
READ_METRICS = " OR ".join(f"name LIKE '%.{name}'" for name in ("constant", "accuracy", "mean_silhouette", "mse",
                                                               "trustworthiness", "continuity"))
READ_METRICS = f"class = '' AND ({READ_METRICS})"


def quoted(value):
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return repr(value)


def insert(table, row):
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(map(quoted, row.values()))});\n"


def rows(store, table, key, condition="1"):
    chosen = f"{key} IN (SELECT id FROM runs WHERE {CHOSEN})"
    for row in store.execute(f"SELECT * FROM {table} WHERE {chosen} AND {condition}"):
        yield dict(row)


def dump(store, file):
    file.write("-- Written by collect.py; rows for a store of cae-lab.\nBEGIN;\n")
    for row in rows(store, "runs", "id"):
        file.write(insert("runs", row | LEFT_OUT))
    for table, condition in (("epochs", "1"), ("metrics", READ_METRICS)):
        for row in rows(store, table, "run_id", condition):
            file.write(insert(table, row))
    file.write("COMMIT;\n")


def table(folder, name):
    with open(folder / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def confusion(folder, seed):
    for row in table(folder, "neighbours-code-code-code-confusion"):
        true = row.pop("label")
        for predicted, count in row.items():
            yield seed, true, predicted, int(float(count))


def centres(folder, seed):
    """The distance of two classes' centres over the root mean square distance of the images from their own centre."""
    codes = {}
    for row in table(folder, "code-code"):
        codes.setdefault(int(row["label"]), []).append((float(row["code_1"]), float(row["code_2"])))
    centre = {label: tuple(map(statistics.fmean, zip(*of_class))) for label, of_class in codes.items()}
    spread = math.sqrt(statistics.fmean(math.dist(code, centre[label]) ** 2
                                        for label, of_class in codes.items() for code in of_class))
    for a, b in itertools.combinations(sorted(centre), 2):
        yield seed, a, b, f"{math.dist(centre[a], centre[b]) / spread:.6f}"


def write(name, header, lines):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def main():
    folder = pathlib.Path(sys.argv[1])
    with sqlite3.connect(f"file:{folder / 'cae-lab.db'}?mode=ro", uri=True) as store:
        store.row_factory = sqlite3.Row
        with open(HERE / "runs.sql", "w", encoding="utf-8") as file:
            dump(store, file)
        base = store.execute(f"SELECT name, seed FROM runs WHERE {CHOSEN} AND experiment = 'report' AND variant = '' "
                             "ORDER BY seed").fetchall()
    write("confusion.csv", ("seed", "true", "predicted", "images"),
          (line for name, seed in base for line in confusion(folder / name, seed)))
    write("centres.csv", ("seed", "a", "b", "distance"),
          (line for name, seed in base for line in centres(folder / name, seed)))


if __name__ == "__main__":
    main()
