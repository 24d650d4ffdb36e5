#!/usr/bin/env python3
"""Makes tests/golden/code-pictures/: the codes that plugins/decoded-grid and plugins/interpolation decode.

    python3 -m venv venv && venv/bin/pip install scipy
    venv/bin/python tests/golden/make_code_pictures.py

grid.txt, separated by white space: rows, units, cells along a side; the codes; their coordinates on the first two
principal axes at the 5th and the 90th percentile (NumPy's SVD and percentile; on each axis the coordinate of largest
magnitude is positive); the share of their variance; the code of each cell, row by row, x growing to the right and y
upwards. arc.txt: units, steps; two codes of length 1; the codes from the one to the other (SciPy's geometric_slerp).
"""
import pathlib

import numpy
import scipy
from scipy.spatial import geometric_slerp


def write_rows(file, rows):
    for row in numpy.atleast_2d(rows):
        print(*(repr(float(value)) for value in row), file=file)


def grid(rows, units, side, seed):
    random = numpy.random.RandomState(seed)
    codes = numpy.round(random.randn(rows, 3) @ random.randn(3, units) + 0.3 * random.randn(rows, units) + 2, 4)
    mean = codes.mean(0)
    left, values, right = numpy.linalg.svd(codes - mean, full_matrices=False)
    directions = right[:2] * numpy.array([[numpy.sign(column[numpy.abs(column).argmax()])] for column in left.T[:2]])
    coordinates = (codes - mean) @ directions.T
    low, high = numpy.percentile(coordinates, [5, 90], axis=0)
    x, y = (numpy.linspace(low[axis], high[axis], side) for axis in (0, 1))
    with open(folder / "grid.txt", "w") as file:
        print(rows, units, side, file=file)
        write_rows(file, codes)
        write_rows(file, numpy.stack([low, high]))
        write_rows(file, (values[:2] ** 2).sum() / (values**2).sum())
        write_rows(file, [mean + a * directions[0] + b * directions[1] for b in y[::-1] for a in x])


def arc(units, steps, seed):
    ends = numpy.random.RandomState(seed).randn(2, units)
    ends /= numpy.linalg.norm(ends, axis=1, keepdims=True)
    with open(folder / "arc.txt", "w") as file:
        print(units, steps, file=file)
        write_rows(file, ends)
        write_rows(file, geometric_slerp(*ends, numpy.linspace(0, 1, steps)))


folder = pathlib.Path(__file__).parent / "code-pictures"
folder.mkdir(exist_ok=True)
grid(25, 6, 4, 1)
arc(5, 7, 2)
(folder / "versions.txt").write_text(f"NumPy {numpy.__version__}, SciPy {scipy.__version__}\n")
