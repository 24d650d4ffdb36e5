#!/usr/bin/env python3
"""Makes tests/golden/trustworthiness/*.txt with scikit-learn's trustworthiness; continuity is the same with the map and
the data swapped. Made with scikit-learn 1.9.1 and numpy 2.4.

    python3 tests/golden/make_trustworthiness.py        # scikit-learn from PyPI or Debian

A file holds, separated by white space: rows, columns of the data, columns of the map; the data and the map (float32 as
decimal); how many numbers of neighbours; and for each of these the number, trustworthiness and continuity.
"""
import pathlib

import numpy
from sklearn.manifold import trustworthiness


def case(path, rows, columns, noise, neighbours, seed):
    """A noisy projection: some neighbours are kept, some torn away."""
    random = numpy.random.RandomState(seed)
    causes = random.randn(rows, 3)
    data = causes @ random.randn(3, columns) + 0.3 * random.randn(rows, columns)
    projected = causes[:, :2] + noise * random.randn(rows, 2)
    data, projected = (numpy.round(values, 4).astype(numpy.float32).astype(numpy.float64) for values in (data, projected))
    with open(path, "w") as file:
        print(rows, columns, 2, file=file)
        for values in (data, projected):
            for row in values:
                print(*(f"{value:.4f}" for value in row), file=file)
        print(len(neighbours), file=file)
        for k in neighbours:
            print(k, repr(float(trustworthiness(data, projected, n_neighbors=k))),
                  repr(float(trustworthiness(projected, data, n_neighbors=k))), file=file)


folder = pathlib.Path(__file__).parent / "trustworthiness"
folder.mkdir(exist_ok=True)
case(folder / "wide.txt", 80, 20, 0.3, (1, 5, 15, 39), 1)
case(folder / "narrow.txt", 41, 4, 1.0, (5, 20), 2)
