#!/usr/bin/env python3
"""Makes tests/golden/t-sne/digits.txt with scikit-learn and openTSNE.

    python3 tests/golden/make_t_sne.py        # scikit-learn and openTSNE from PyPI

The data are 200 of scikit-learn's handwritten digits. The file holds, separated by white space:
rows, columns and the data; the perplexity; the affinities of the first 3 rows to all, in float64 with perplexities
solved by SciPy's brentq (the script checks that scikit-learn's, of float32, agree); points of the plane, then the
divergence and its gradient there as scikit-learn computes them in float64; and for exact t-SNE and Barnes and Hut's,
each: how many runs, and the divergence after each run. A run is one seed of scikit-learn or openTSNE; the divergence is
computed here from its points in float64, with the affinities of all pairs or of the nearest 3 * perplexity + 1.
"""
import pathlib

import numpy
import openTSNE
import sklearn
from scipy.optimize import brentq
from scipy.spatial.distance import cdist
from sklearn.datasets import load_digits
from sklearn.manifold import TSNE
from sklearn.manifold import _t_sne

ROWS, PERPLEXITY, SEEDS = 200, 20.0, range(8)


def conditional(distances):
    """p(j|i) over the neighbours of one row."""
    def shares(beta):
        weights = numpy.exp(-beta * (distances - distances.min()))
        return weights / weights.sum()

    def excess(log_beta):
        p = shares(numpy.exp(log_beta))
        return -numpy.sum(p * numpy.log(p + 1e-300)) - numpy.log(PERPLEXITY)
    return shares(numpy.exp(brentq(excess, -30.0, 30.0, xtol=1e-14, rtol=1e-14)))


def affinities(squares, neighbours):
    p = numpy.zeros_like(squares)
    for i, row in enumerate(squares):
        others = [j for j in numpy.argsort(row, kind="stable") if j != i][:neighbours]
        p[i, others] = conditional(row[others])
    return (p + p.T) / (2.0 * len(squares))


def divergence(points, p):
    w = 1.0 / (1.0 + cdist(points, points, "sqeuclidean"))
    numpy.fill_diagonal(w, 0.0)
    pairs = p > 0.0
    return float(numpy.sum(p[pairs] * numpy.log(p[pairs] * w.sum() / w[pairs])))


def sklearn_points(data, method, seed, start):
    return TSNE(perplexity=PERPLEXITY, method=method, random_state=seed, init=start).fit_transform(data)


def opentsne_points(data, seed, start):
    return numpy.asarray(openTSNE.TSNE(perplexity=PERPLEXITY, random_state=seed, initialization=start, neighbors="exact",
                                       negative_gradient_method="bh", n_iter=750).fit(data))


def write(file, values):
    print(*(repr(float(value)) for value in numpy.ravel(values)), file=file)


data = load_digits().data[:ROWS]
squares = cdist(data, data, "sqeuclidean")
exact, near = affinities(squares, ROWS - 1), affinities(squares, int(3 * PERPLEXITY) + 1)
theirs = numpy.zeros_like(exact)
theirs[numpy.triu_indices(ROWS, 1)] = _t_sne._joint_probabilities(squares.astype(numpy.float32), PERPLEXITY, 0)
theirs += theirs.T
theirs /= theirs.sum()
print("scikit-learn", sklearn.__version__, "openTSNE", openTSNE.__version__, "numpy", numpy.__version__)
print("affinities differ from scikit-learn's by", numpy.abs(exact - theirs).max(), "of at most", exact.max())

points = numpy.round(numpy.random.RandomState(3).randn(ROWS, 2) * 3.0, 4)
error, gradient = _t_sne._kl_divergence(points.ravel().copy(), exact[numpy.triu_indices(ROWS, 1)], 1.0, ROWS, 2)
print("divergence", error, "from points", divergence(points, exact))

runs = {"exact": [divergence(sklearn_points(data, "exact", seed, "random"), exact) for seed in SEEDS],
        "tree": [divergence(sklearn_points(data, "barnes_hut", seed, "random"), near) for seed in SEEDS]
                + [divergence(opentsne_points(data, seed, "random"), near) for seed in SEEDS]}
for name, values in runs.items():
    print(name, "from", min(values), "to", max(values), values)
print("from principal components", divergence(sklearn_points(data, "exact", 0, "pca"), exact),
      divergence(sklearn_points(data, "barnes_hut", 0, "pca"), near), divergence(opentsne_points(data, 0, "pca"), near))

folder = pathlib.Path(__file__).parent / "t-sne"
folder.mkdir(exist_ok=True)
with open(folder / "digits.txt", "w") as file:
    print(*data.shape, file=file)
    for row in data:
        print(*(int(value) for value in row), file=file)
    print(PERPLEXITY, file=file)
    write(file, exact[:3])
    write(file, points)
    write(file, [error])
    write(file, gradient)
    for values in runs.values():
        print(len(values), file=file)
        write(file, values)
