#!/usr/bin/env python3
"""Makes tests/golden/reconstruction-error/*.txt: MSE, MAE, PSNR and SSIM of pairs of images, by scikit-image.

    python3 -m venv venv && venv/bin/pip install scikit-image
    venv/bin/python tests/golden/make_reconstruction_error.py

A file holds, separated by white space: pairs, channels, height, width; the images and then the others (float32 as
decimal, C,H,W); a row mse, mae, psnr, ssim for each pair; the quantiles 0.05, 0.25, 0.5, 0.75, 0.95 of the MSE. The last
pair is of equal images, whose PSNR cae-lab limits to 100. Images smaller than the window of 11 are refused by
scikit-image; small.txt has SSIM from the same formula with a window of the largest odd side that fits, by NumPy.
versions.txt says which versions made the files.
"""
import pathlib

import numpy
import scipy
import skimage
from numpy.lib.stride_tricks import sliding_window_view
from skimage.metrics import mean_squared_error, peak_signal_noise_ratio, structural_similarity


def pairs_of(count, shape, seed):
    random = numpy.random.RandomState(seed)
    images = random.rand(count, *shape)
    images = (images + numpy.roll(images, 1, axis=-1) + numpy.roll(images, 1, axis=-2)) / 3
    others = numpy.clip(images + 0.1 * random.randn(*images.shape), -0.2, 1.3)
    images, others = (numpy.round(a, 3).astype(numpy.float32) for a in (images, others))
    others[-1] = images[-1]
    return images, others


def similarity(image, other):
    if min(image.shape[1:]) >= 11:
        return structural_similarity(image, other, gaussian_weights=True, sigma=1.5, use_sample_covariance=False,
                                     data_range=1, channel_axis=0)
    side = min(image.shape[1:])
    side -= 1 - side % 2
    line = numpy.exp(-0.5 * ((numpy.arange(side) - side // 2) / 1.5) ** 2)
    weights = numpy.outer(line, line)
    weights /= weights.sum()

    def mean(values):
        return (sliding_window_view(values, (side, side), axis=(1, 2)) * weights).sum(axis=(-2, -1))

    a, b = mean(image), mean(other)
    variances = mean(image**2) - a**2 + mean(other**2) - b**2
    covariance = mean(image * other) - a * b
    return ((2 * a * b + 0.01**2) * (2 * covariance + 0.03**2)
            / ((a**2 + b**2 + 0.01**2) * (variances + 0.03**2))).mean()


def measures(image, other):
    image, other = image.astype(numpy.float64), other.astype(numpy.float64)
    mse = mean_squared_error(image, other)
    psnr = 100.0 if mse == 0 else peak_signal_noise_ratio(image, other, data_range=1)
    return mse, numpy.abs(image - other).mean(), psnr, similarity(image, other)


def write(name, count, shape, seed):
    images, others = pairs_of(count, shape, seed)
    rows = [measures(*pair) for pair in zip(images, others)]
    with open(folder / name, "w") as file:
        print(count, *shape, file=file)
        for values in (images, others):
            for image in values:
                print(*image.ravel(), file=file)
        for row in rows:
            print(*(repr(float(value)) for value in row), file=file)
        quantiles = numpy.quantile([row[0] for row in rows], [0.05, 0.25, 0.5, 0.75, 0.95])
        print(*(repr(float(value)) for value in quantiles), file=file)


folder = pathlib.Path(__file__).parent / "reconstruction-error"
folder.mkdir(exist_ok=True)
write("grey.txt", 4, (1, 16, 13), 1)
write("colour.txt", 3, (3, 12, 15), 2)
write("small.txt", 3, (1, 8, 9), 3)
(folder / "versions.txt").write_text(
    f"scikit-image {skimage.__version__}, SciPy {scipy.__version__}, NumPy {numpy.__version__}\n")
