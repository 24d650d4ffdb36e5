#!/usr/bin/env python3
"""Makes tests/golden/pca/*.txt with scikit-learn's PCA (full SVD in float64). Signs are free: the test ignores them.

    python3 tests/golden/make_pca.py        # Debian: python3-sklearn

A file holds, in this order and separated by white space: rows, columns, components; the data (float32 as decimal);
the scores; explained variances; explained variance ratios; the mean squared error of the reconstruction.
"""
import pathlib

import numpy
from sklearn.decomposition import PCA


def correlated_rows(rows, columns, rank, seed):
    """Few hidden causes and some noise, in [0,1], as images are."""
    random = numpy.random.RandomState(seed)
    values = random.randn(rows, rank) @ random.randn(rank, columns) + 0.2 * random.randn(rows, columns)
    values = (values - values.min()) / (values.max() - values.min())
    return numpy.round(values, 4).astype(numpy.float32)


def write(path, data, components):
    exact = data.astype(numpy.float64)
    pca = PCA(n_components=components, svd_solver="full")
    scores = pca.fit_transform(exact)
    error = numpy.mean((exact - pca.inverse_transform(scores)) ** 2)
    with open(path, "w") as file:
        print(*exact.shape, components, file=file)
        for row in data:
            print(*row, file=file)
        for row in scores:
            print(*(repr(float(value)) for value in row), file=file)
        for values in (pca.explained_variance_, pca.explained_variance_ratio_, [error]):
            print(*(repr(float(value)) for value in values), file=file)


folder = pathlib.Path(__file__).parent / "pca"
folder.mkdir(exist_ok=True)
write(folder / "tall.txt", correlated_rows(60, 20, 4, 1), 3)
write(folder / "wide.txt", correlated_rows(12, 48, 3, 2), 5)
