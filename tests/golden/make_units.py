#!/usr/bin/env python3
"""Makes tests/golden/units/*.txt: what plugins/units says of a layer, by NumPy.

    python3 tests/golden/make_units.py

A file holds, separated by white space: rows, units, places; the numbers, row by row, unit by unit; for each unit mean,
variance (divided by one less), minimum, maximum, shares of zeros and of numbers within a hundredth of the range from
the least and from the largest; for each unit the correlation of largest magnitude with another and that unit's number;
the participation ratio, from eigenvalues. Unit 1 is dead, unit 2 constant, unit 3 a relu, unit 4 almost always at an
end, unit 5 much like unit 6.
"""
import pathlib

import numpy


def layer(rows, places, seed):
    random = numpy.random.RandomState(seed)
    values = random.randn(rows, 7, places)
    values[:, 0] = 0
    values[:, 1] = 0.7
    values[:, 2] = numpy.maximum(values[:, 2], 0)
    values[:, 3] = values[:, 3] > 0.3
    values[0, 3, 0] = 0.5
    values[:, 4] = 0.2 * values[:, 4] - 3 * values[:, 5]
    values[:, 6] *= 0.05
    return numpy.round(values, 4)


def write(name, values):
    rows, units, places = values.shape
    columns = values.transpose(0, 2, 1).reshape(-1, units)
    low, high = columns.min(0), columns.max(0)
    near = 0.01 * (high - low)
    shares = [(columns == 0).mean(0), (columns <= low + near).mean(0), (columns >= high - near).mean(0)]
    varies = numpy.flatnonzero(high > low)
    correlations = numpy.zeros((units, units))
    correlations[numpy.ix_(varies, varies)] = numpy.corrcoef(columns[:, varies].T)
    numpy.fill_diagonal(correlations, 0)
    most = numpy.where(high > low, numpy.abs(correlations).argmax(0), numpy.arange(units))
    eigenvalues = numpy.linalg.eigvalsh(numpy.cov(columns.T))
    with open(folder / name, "w") as file:
        print(rows, units, places, file=file)
        for row in values:
            print(*row.ravel(), file=file)
        for unit in zip(columns.mean(0), columns.var(0, ddof=1), low, high, *shares):
            print(*(repr(float(value)) for value in unit), file=file)
        for unit in range(units):
            print(repr(float(correlations[unit, most[unit]])), most[unit] + 1, file=file)
        print(repr(float(eigenvalues.sum() ** 2 / (eigenvalues**2).sum())), file=file)


folder = pathlib.Path(__file__).parent / "units"
folder.mkdir(exist_ok=True)
write("flat.txt", layer(40, 1, 1))
write("channels.txt", layer(9, 6, 2))
(folder / "versions.txt").write_text(f"NumPy {numpy.__version__}\n")
