#!/usr/bin/env python3
"""Makes tests/golden/statistics/*.txt with SciPy and statsmodels (both from PyPI, made with 1.17 and 0.14).

    python3 tests/golden/make_statistics.py

samples.txt holds cases of two samples. A case is a line "case NAME" and lines of a word and its numbers, or "none"
where a number is not defined:
    a, b         the samples; paired tests are of b - a, where both have the same length
    summary      mean and standard deviation of b, low and high end of the 95 % interval of its mean
    paired       t, degrees of freedom, two-sided p, low and high end of the 95 % interval of the difference
    welch        the same of mean(b) - mean(a), without the pairs
    wilcoxon     statistic and two-sided p (zero_method "wilcox", method "auto")
    cohen_dz     mean / standard deviation of the differences
    hedges_g     with the small-sample correction 1 - 3 / (4 (na + nb) - 9)
holm.txt holds pairs of lines: probabilities, and the same with Holm's correction.
"""
import math
import pathlib
import warnings

import numpy
from scipy import stats
from statsmodels.stats.meta_analysis import effectsize_smd
from statsmodels.stats.multitest import multipletests

warnings.simplefilter("ignore")  # of samples that do not vary
random = numpy.random.RandomState(15)


def summary(b):
    if len(b) < 2:
        return None
    interval = stats.t.interval(0.95, len(b) - 1, numpy.mean(b), stats.sem(b))
    # Of equal values SciPy's interval is not a number; the formula gives the mean itself.
    low, high = (numpy.mean(b), numpy.mean(b)) if numpy.ptp(b) == 0 else interval
    return [numpy.mean(b), numpy.std(b, ddof=1), low, high]


def t_numbers(result):
    interval = result.confidence_interval(0.95)
    return [result.statistic, result.df, result.pvalue, interval.low, interval.high]


def paired(a, b):
    if len(a) != len(b) or len(a) < 2 or numpy.ptp(b - a) == 0:
        return None
    return t_numbers(stats.ttest_rel(b, a))


def welch(a, b):
    if min(len(a), len(b)) < 2 or (numpy.ptp(a) == 0 and numpy.ptp(b) == 0):
        return None
    return t_numbers(stats.ttest_ind(b, a, equal_var=False))


def wilcoxon(a, b):
    if len(a) != len(b) or numpy.all(a == b):
        return None
    result = stats.wilcoxon(b, a, zero_method="wilcox", method="auto")
    return [result.statistic, result.pvalue]


def cohen_dz(a, b):
    if len(a) != len(b) or len(a) < 2 or numpy.ptp(b - a) == 0:
        return None
    return [numpy.mean(b - a) / numpy.std(b - a, ddof=1)]


def hedges_g(a, b):
    if min(len(a), len(b)) < 2 or (numpy.ptp(a) == 0 and numpy.ptp(b) == 0):
        return None
    of_b = (numpy.mean(b), numpy.std(b, ddof=1), len(b))
    of_a = (numpy.mean(a), numpy.std(a, ddof=1), len(a))
    return [effectsize_smd(*of_b, *of_a)[0]]


def text(values):
    if values is None or not all(math.isfinite(value) for value in values):
        return "none"
    return " ".join(repr(float(value)) for value in values)


def normal(count, mean, deviation, digits=6):
    return numpy.round(mean + deviation * random.randn(count), digits)


# Eighths are exact in binary, so that ties among differences are ties.
def eighths(count):
    return random.randint(-6, 7, count) / 8.0


cases = {
    "one seed": ([0.33], [0.32]),
    "two seeds": ([0.3343, 0.3345], [0.3387, 0.3382]),
    "three seeds": ([0.3343, 0.3345, 0.3344], [0.3387, 0.3382, 0.3379]),
    "five seeds": (normal(5, 0.33, 0.001), normal(5, 0.331, 0.001)),
    "six pairs, all higher": (normal(6, 0.33, 0.001), normal(6, 0.34, 0.001)),
    "twelve pairs": (normal(12, 0.33, 0.002), normal(12, 0.331, 0.002)),
    "fifty pairs": (normal(50, 1.0, 0.2), normal(50, 1.05, 0.2)),
    "fifty-one pairs": (normal(51, 1.0, 0.2), normal(51, 1.05, 0.2)),
    "unequal counts": (normal(4, 0.5, 0.01), normal(9, 0.52, 0.05)),
    "one against five": (normal(1, 0.5, 0.01), normal(5, 0.52, 0.05)),
    "ties": ([0.0] * 9, [0.125, 0.125, -0.125, 0.25, 0.25, 0.5, -0.625, 0.75, 1.0]),
    "ties and zeros": ([1.0] * 8, [1.0, 1.125, 1.125, 0.875, 1.5, 1.0, 1.25, 1.625]),
    "thirteen with ties": (numpy.zeros(13), eighths(13)),
    "twenty with ties": (numpy.zeros(20), eighths(20)),
    "sixty with ties and zeros": (numpy.zeros(60), eighths(60)),
    "twenty with a zero": (numpy.append(normal(19, 1.0, 0.2), 1.0), numpy.append(normal(19, 1.1, 0.2), 1.0)),
    "all differences zero": ([0.3, 0.4, 0.5], [0.3, 0.4, 0.5]),
    "all differences equal": ([0.25, 0.5, 0.75], [0.375, 0.625, 0.875]),
    "base does not vary": ([0.5, 0.5, 0.5], [0.25, 0.5, 1.0]),
    "nothing varies": ([0.5, 0.5, 0.5], [0.25, 0.25, 0.25]),
    "large and small": (normal(6, 1e12, 1e7, 0), normal(6, 1e12, 1e7, 0)),
    "tiny": (normal(6, 1e-9, 1e-11, 15), normal(6, 1.1e-9, 1e-11, 15)),
}
folder = pathlib.Path(__file__).parent / "statistics"
folder.mkdir(exist_ok=True)
with open(folder / "samples.txt", "w") as file:
    for name, (a, b) in cases.items():
        a, b = numpy.array(a, dtype=float), numpy.array(b, dtype=float)
        print("case", name, file=file)
        print("a", text(a), file=file)
        print("b", text(b), file=file)
        print("summary", text(summary(b)), file=file)
        for function in (paired, welch, wilcoxon, cohen_dz, hedges_g):
            print(function.__name__, text(function(a, b)), file=file)

probabilities = [[0.04], [0.01, 0.04, 0.03, 0.005], [0.5, 0.5, 0.9], [0.02, 0.02, 0.02],
                 [0.06, 0.0001, 0.011, 0.2, 0.025, 1.0, 0.0]]
with open(folder / "holm.txt", "w") as file:
    for p in probabilities:
        print(text(p), file=file)
        print(text(multipletests(p, method="holm")[1]), file=file)
