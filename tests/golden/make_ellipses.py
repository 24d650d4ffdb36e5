#!/usr/bin/env python3
"""Ellipses of one standard deviation of sets of points, by numpy: tests/golden/plots/ellipses.txt.

A line a case: how many points, the centre's x and y, the longer and the shorter half axis, the angle of the
longer one, then the points.
"""
import pathlib

import numpy as np

FILE = pathlib.Path(__file__).parent / "plots" / "ellipses.txt"


def ellipse(points):
    values, vectors = np.linalg.eigh(np.cov(points.T))
    direction = vectors[:, 1]
    return [*points.mean(axis=0), *np.sqrt(np.maximum(values[::-1], 0)), np.arctan2(direction[1], direction[0])]


def main():
    random = np.random.default_rng(20261128)
    matrices = [np.eye(2), [[3, 0], [0, 0.2]], [[1, 2], [-0.5, 1]], [[0.1, 0], [0.3, 2]], [[1e-3, 0], [2e-3, 1e-3]]]
    cases = [random.normal(size=(20, 2)) @ np.array(m) + random.normal(size=2) * 10 for m in matrices]
    cases.append(np.array([[t, 2 * t + 1] for t in range(7)], dtype=float))  # on a line
    lines = []
    for points in cases:
        numbers = [*ellipse(points), *points.ravel()]
        lines.append(" ".join([str(len(points)), *(repr(float(n)) for n in numbers)]))
    FILE.write_text("\n".join(lines) + "\n")


main()
