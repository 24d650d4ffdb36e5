#!/usr/bin/env python3
"""Makes tests/golden/augmentations/*.txt: what each shipped augmentation gives for a few images, computed with NumPy,
SciPy and scikit-image in float64 from the random numbers that cae_draws.py draws a second time.

    python3 tests/golden/make_augmentations.py        # needs numpy, scipy and scikit-image

A file holds lines `plugin NAME`, `set KEY VALUE`, `seed N`, `epoch N`, `test 0|1`, `shape COUNT CHANNELS HEIGHT WIDTH`,
then `images` and `expected`, each followed by its numbers (float32 as decimal, float64).
"""
import pathlib

import numpy
import scipy.ndimage
import scipy.stats
import skimage.transform

import cae_draws

FOLDER = pathlib.Path(__file__).parent / "augmentations"
FLOAT = numpy.float32


def images_of(count, channels, height, width):
    """A blob, a ramp and some noise, in [0,1]."""
    random = numpy.random.RandomState(count * 1000 + height * 10 + width)
    y, x = numpy.mgrid[0:height, 0:width]
    images = numpy.empty((count, channels, height, width))
    for image in images:
        for plane in image:
            blob = numpy.exp(-((y - height * random.rand()) ** 2 + (x - width * random.rand()) ** 2) / 8)
            plane[...] = 0.6 * blob + 0.25 * x / max(width - 1, 1) + 0.15 * random.rand(height, width)
    return numpy.round(images, 4).astype(FLOAT)


class Case:
    """One use of a plugin on some images, and its random numbers."""

    def __init__(self, plugin, settings, shape, seed=3, epoch=2, test=False):
        self.plugin, self.settings, self.shape = plugin, settings, shape
        self.seed, self.epoch, self.test = seed, epoch, test
        self.images = images_of(*shape)
        self.pixels = self.images.astype(float)

    def about(self, count):
        purpose = self.plugin + (" test" if self.test else "")
        drawn_once = self.test or self.settings.get("draw") == "once"
        return self.seed, purpose, 0 if drawn_once else self.epoch, self.shape[0], count

    def uniform(self, count):
        """For each image; float32, as plugins are given them."""
        return cae_draws.uniform(*self.about(count)).astype(FLOAT).astype(float)

    def normal(self, count):
        return cae_draws.normal(*self.about(count)).astype(FLOAT).astype(float)

    def write(self, name, expected):
        lines = [f"plugin {self.plugin}"]
        lines += [f"set {key} {value}" for key, value in self.settings.items()]
        lines += [f"seed {self.seed}", f"epoch {self.epoch}", f"test {int(self.test)}"]
        lines += ["shape " + " ".join(map(str, self.shape))]
        lines += ["images", " ".join(str(value) for value in self.images.ravel())]
        lines += ["expected", " ".join(f"{value:.9g}" for value in numpy.asarray(expected, float).ravel())]
        (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n")


def each(case, function):
    """function(plane, image number) for each channel of each image."""
    return numpy.array([[function(plane, number) for plane in image] for number, image in enumerate(case.pixels)])


def number(case, key, default):
    return float(case.settings.get(key, default))


def gaussian_noise(case):
    noise = case.normal(case.images[0].size).reshape(case.shape)
    return numpy.clip(case.pixels + number(case, "sigma", 0.1) * noise, 0, 1)


def speckle(case):
    noise = case.normal(case.images[0].size).reshape(case.shape)
    noisy = case.pixels + case.pixels * number(case, "sigma", 0.3) * noise
    return noisy if case.settings.get("clip") == "false" else numpy.clip(noisy, 0, 1)


def chances(case):
    count, channels, height, width = case.shape
    if case.settings.get("whole_pixels") == "true":
        return numpy.repeat(case.uniform(height * width).reshape(count, 1, height, width), channels, 1)
    return case.uniform(channels * height * width).reshape(case.shape)


def salt_and_pepper(case):
    chance, rate = chances(case), number(case, "rate", 0.1)
    replaced, salted = chance < rate, chance < rate * number(case, "salt", 0.5)
    extremes = numpy.where(salted, number(case, "high", 1), number(case, "low", 0))
    return numpy.where(replaced, extremes, case.pixels)


def masking(case):
    return numpy.where(chances(case) < number(case, "rate", 0.25), number(case, "value", 0), case.pixels)


def cut_out(case):
    result, (_, _, height, width) = case.pixels.copy(), case.shape
    count, low, high = int(number(case, "count", 1)), number(case, "smallest", 0.25), number(case, "largest", 0.5)
    for image, drawn in zip(result, case.uniform(4 * count).reshape(-1, count, 4)):
        for u in drawn:
            # C's round, which takes halves away from zero.
            size = [max(1, int(numpy.floor((low + part * (high - low)) * extent + 0.5)))
                    for part, extent in zip(u[:2], (height, width))]
            first = [int(part * extent) - length // 2 for part, extent, length in zip(u[2:], (height, width), size)]
            rows, columns = (slice(max(at, 0), max(at + length, 0)) for at, length in zip(first, size))
            image[:, rows, columns] = number(case, "value", 0)
    return result


def poisson(case):
    peak = number(case, "peak", 30)
    chance = case.uniform(case.images[0].size).reshape(case.shape)
    counts = scipy.stats.poisson.ppf(chance, numpy.maximum(case.pixels, 1e-300) * peak)
    return numpy.clip(counts / peak, 0, 1)


def blur(case):
    sigma, spread = number(case, "sigma", 1), number(case, "spread", 0)
    own = sigma + spread * (2 * case.uniform(1)[:, 0] - 1) if spread else [sigma] * case.shape[0]
    return each(case, lambda plane, n: scipy.ndimage.gaussian_filter(plane, own[n], mode="reflect", truncate=4))


def shift(case):
    u = case.uniform(2)
    most = number(case, "y", 2), number(case, "x", 2)
    by = [[size * (2 * part - 1) if case.settings.get("whole") == "false"
           else numpy.floor(part * (2 * numpy.floor(size) + 1)) - numpy.floor(size)
           for size, part in zip(most, parts)] for parts in u]
    return each(case, lambda plane, n: scipy.ndimage.shift(plane, by[n], order=1, mode="grid-constant",
                                                           cval=number(case, "fill", 0)))


def rotate(case):
    """SciPy's; and scikit-image's, where no pixel comes from outside of the image, to be sure of the direction."""
    angle = number(case, "degrees", 15) * (2 * case.uniform(1)[:, 0] - 1)
    fill = number(case, "fill", 0)
    result = each(case, lambda plane, n: scipy.ndimage.rotate(plane, angle[n], reshape=False, order=1,
                                                              mode="grid-constant", cval=fill))
    for n, image in enumerate(case.pixels):
        other = skimage.transform.rotate(image[0], angle[n], order=1, cval=fill)
        height, width = image[0].shape
        middle = slice(height // 3, 2 * height // 3), slice(width // 3, 2 * width // 3)
        assert numpy.allclose(other[middle], result[n, 0][middle], atol=1e-6)
    return result


def zoom(case):
    low, high = number(case, "smallest", 0.9), number(case, "largest", 1.1)
    factors = low + (high - low) * case.uniform(2)
    if case.settings.get("keep_aspect") != "false":
        factors[:, 1] = factors[:, 0]
    centre = (numpy.array(case.shape[2:]) - 1) / 2
    return each(case, lambda plane, n: scipy.ndimage.affine_transform(
        plane, 1 / factors[n], centre - centre / factors[n], order=1, mode="grid-constant",
        cval=number(case, "fill", 0)))


def flip(case):
    mirrored, upside_down = (case.uniform(2) < [number(case, "horizontal", 0.5), number(case, "vertical", 0)]).T

    def flipped(plane, n):
        plane = numpy.fliplr(plane) if mirrored[n] else plane
        return numpy.flipud(plane) if upside_down[n] else plane
    return each(case, flipped)


def elastic(case):
    alpha, sigma = number(case, "alpha", 34), number(case, "sigma", 4)
    _, _, height, width = case.shape
    fields = 2 * case.uniform(2 * height * width).reshape(-1, 2, height, width) - 1
    moved = numpy.array([[alpha * scipy.ndimage.gaussian_filter(field, sigma, mode="constant", cval=0, truncate=4)
                          for field in two] for two in fields])
    grid = numpy.mgrid[0:height, 0:width]
    return each(case, lambda plane, n: scipy.ndimage.map_coordinates(
        plane, grid + moved[n], order=1, mode="grid-constant", cval=number(case, "fill", 0)))


GREY, COLOUR, ODD, ONE = (4, 1, 12, 12), (3, 3, 9, 8), (4, 1, 7, 11), (3, 1, 1, 1)
CASES = {
    gaussian_noise: [("gaussian-noise", {"sigma": 0.2, "draw": "epoch"}, COLOUR)],
    speckle: [("speckle", {"draw": "epoch"}, COLOUR), ("speckle", {"sigma": 0.8, "clip": "false", "draw": "once"}, ODD)],
    salt_and_pepper: [("salt-and-pepper", {"rate": 0.3, "salt": 0.2, "draw": "epoch"}, COLOUR),
                      ("salt-and-pepper", {"rate": 0.4, "low": -1, "high": 2, "whole_pixels": "true", "draw": "once"},
                       COLOUR)],
    masking: [("masking", {"draw": "epoch"}, COLOUR),
              ("masking", {"rate": 0.6, "value": 0.5, "whole_pixels": "true", "draw": "once"}, COLOUR)],
    cut_out: [("cut-out", {"draw": "epoch"}, GREY),
              ("cut-out", {"count": 3, "smallest": 0.1, "largest": 0.9, "value": 0.5, "draw": "once"}, COLOUR),
              ("cut-out", {"draw": "once"}, ONE)],
    poisson: [("poisson", {"draw": "epoch"}, COLOUR), ("poisson", {"peak": 5000, "draw": "once"}, GREY),
              ("poisson", {"peak": 0.7, "draw": "once"}, GREY)],
    blur: [("blur", {"draw": "once"}, COLOUR), ("blur", {"sigma": 6, "draw": "once"}, ODD),
           ("blur", {"sigma": 1.5, "spread": 1.4, "draw": "epoch"}, ODD), ("blur", {"sigma": 3, "draw": "once"}, ONE)],
    shift: [("shift", {}, GREY), ("shift", {"x": 4.5, "y": 1.5, "whole": "false", "fill": 0.5}, COLOUR),
            ("shift", {"x": 30, "y": 3}, ODD)],
    rotate: [("rotate", {}, GREY), ("rotate", {"degrees": 180, "fill": 0.3}, COLOUR), ("rotate", {"degrees": 45}, ODD)],
    zoom: [("zoom", {}, GREY), ("zoom", {"smallest": 0.4, "largest": 3, "keep_aspect": "false", "fill": 0.2}, COLOUR),
           ("zoom", {"smallest": 0.5, "largest": 0.5}, ONE)],
    flip: [("flip", {}, GREY), ("flip", {"horizontal": 0.4, "vertical": 0.6}, COLOUR)],
    elastic: [("elastic", {}, GREY), ("elastic", {"alpha": 8, "sigma": 1.3, "fill": 0.4}, COLOUR),
              ("elastic", {"alpha": 3, "sigma": 0}, ODD)],
}


def main():
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.glob("*.txt"):
        file.unlink()
    for compute, uses in CASES.items():
        for index, (plugin, settings, shape) in enumerate(uses, 1):
            case = Case(plugin, settings, shape)
            case.write(f"{plugin}-{index}", compute(case))
        if compute in (cut_out, rotate):  # as test images get them
            plugin, settings, shape = uses[0]
            case = Case(plugin, {**settings, "test": "true"}, shape, test=True)
            case.write(f"{plugin}-test", compute(case))


main()
