#!/usr/bin/env python3
"""Random models through `cae-lab init` and `cae-lab probe`, each against PyTorch in float64.

    tests/fuzz/fuzz_probe.py --program build/release/bin/cae-lab --count 300 --seed 1

Prints every model that disagrees, cut down to the layers that matter, with the command that repeats it. Exit
status 1 if one did. A case is a function of (seed, number) alone: --first N --count 1 repeats number N.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy
import torch

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "golden"))
import safetensors_file  # noqa: E402
from golden_case import random_input, random_target, random_weights, scales, wobble  # noqa: E402
from random_model import INCLUDED, RandomModel  # noqa: E402

TOLERANCE = 1e-4


def start_limits(layer, shape):
    """The largest magnitude (or None) and the deviation of weights or a codebook that `init` draws."""
    if layer.kind == "quantize":
        return 1 / layer["codes"], 1 / layer["codes"] / 3 ** 0.5
    # Keras reads a transposed convolution's kernel as if it were a convolution's, so one rule serves all three.
    area = int(numpy.prod(shape[2:]))
    fan_in, fan_out = shape[1] * area, shape[0] * area
    init = layer["init"]
    variance = {"glorot": 2 / (fan_in + fan_out), "he": 2 / fan_in, "lecun": 1 / fan_in}[init.split("_")[0]]
    deviation = variance ** 0.5
    return (deviation * 3 ** 0.5 if init.endswith("uniform") else None), deviation


def check_start(model, weights):
    """What is wrong with the weights that `init` gave."""
    problems = []
    if set(weights) != set(model.parameters):
        problems.append(f"init names {sorted(set(weights) ^ set(model.parameters))}")
    for name, shape in model.parameters.items():
        if name not in weights:
            continue
        array = weights[name]
        if array.shape != tuple(shape):
            problems.append(f"init gives {name} the shape {array.shape}, not {tuple(shape)}")
        owner, kind = name.rsplit(".", 1)
        if kind in ("bias", "beta", "mean") and numpy.any(array != 0):
            problems.append(f"init: {name} does not start at 0")
        if kind in ("gamma", "var") and numpy.any(array != 1):
            problems.append(f"init: {name} does not start at 1")
        if kind == "slope" and numpy.any(array != 0.25):
            problems.append(f"init: {name} does not start at 0.25")
        if kind in ("weight", "codebook"):
            limit, deviation = start_limits(model.by_name[owner], shape)
            if limit is not None and numpy.abs(array).max() > limit * 1.0001:
                problems.append(f"init: {name} exceeds {limit}")
            if array.size > 500 and not 0.85 < array.std() / deviation < 1.15:
                problems.append(f"init: {name} deviates by {array.std()}, not {deviation}")
    return problems


def overflows(model, weights, x, settings):
    """Whether the results leave float32's range, as the exponential of a large log variance does."""
    results = model.probe(weights, x, dtype=torch.float32, **settings)
    return not all(numpy.isfinite(array).all() for array in results.values())


def rounding(name, settings):
    """The largest number that float32 may give where the answer cancels to 0: of what the loss sends back to each
    number of the output, and of a mean of numbers near 1."""
    if name.startswith("grad."):
        return 1e-6 / settings["target"].size
    return 1e-7 if name.startswith("new.") else 0.0


class Case:
    """One random model with its numbers."""

    def __init__(self, seed, number, program, folder):
        self.generator = numpy.random.default_rng([seed, number])
        self.random = RandomModel(self.generator, folder)
        self.program, self.folder, self.number = program, folder, number
        pick = self.random.pick
        self.batch = pick([1, 1, 2, 3, 5, 8, 13, 33, 51])
        self.training = bool(self.random.chance(0.5))
        self.loss = pick(self.random.losses()) if self.random.chance(0.95) else None
        self.start = bool(self.random.chance(0.3))  # the weights of `init`, else all random
        self.numbers = int(self.generator.integers(2 ** 31))
        self.seed = pick([1, 1, 2, 12345, 2 ** 40 + 3])  # of sample, noise, dropout and match
        self.random.end(self.loss)

    def call(self, *arguments, one_cpu=False):
        def bind():
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

        try:
            return subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True, timeout=120,
                                  preexec_fn=bind if one_cpu else None)
        except subprocess.TimeoutExpired as error:
            return subprocess.CompletedProcess(error.cmd, 124, "", "timed out")

    def overrides(self):
        return [f"--set={name}={value}" for name, value in self.random.overrides.items()]

    def settings(self):
        return f"batch {self.batch}, {'train' if self.training else 'eval'}, loss {self.loss}, " \
               f"{'init' if self.start else 'random'} weights, draws of seed {self.seed} {' '.join(self.overrides())}"

    def run(self, layers=None):
        """A list of what is wrong with the model of these layers, and whether any of it was put down to kinks."""
        model = self.random.reading(layers)
        generator = numpy.random.default_rng(self.numbers)
        path = self.folder
        (path / "model.cae").write_text(self.random.text(layers))
        (path / INCLUDED).write_text(self.random.included())
        done = self.call("init", path / "model.cae", "-o", path / "start.safetensors", "--seed", self.number,
                         *self.overrides())
        if done.returncode != 0:
            return [f"init: exit status {done.returncode}\n{done.stderr}"], False
        start = safetensors_file.read(path / "start.safetensors")
        problems = check_start(model, start)
        if problems:
            return problems, False
        weights = start if self.start else random_weights(model, generator)
        x = random_input(model, self.batch, generator)
        settings = self.draw_settings(model, generator)
        arguments = self.write_probe(weights, x, settings)
        bits = []
        for one_cpu in (True, False):
            (path / "out.safetensors").unlink(missing_ok=True)
            done = self.call("probe", path / "model.cae", *arguments, one_cpu=one_cpu)
            if done.returncode == 1 and overflows(model, weights, x, settings):
                return [], True
            if done.returncode != 0:
                return [f"probe: exit status {done.returncode}\n{done.stderr}"], False
            bits.append((path / "out.safetensors").read_bytes())
        if bits[0] != bits[1]:
            problems.append("probe gives other bits on one CPU")
        actual = safetensors_file.read(path / "out.safetensors")
        missing = [f"out.{layer.name}" for layer in model.layers if f"out.{layer.name}" not in actual]
        if missing:
            return [f"{missing} missing"], False
        different, kink = self.compare(model, weights, x, settings, actual)
        return problems + different, kink

    def draw_settings(self, model, generator):
        """What the results depend on beside weights and images, as CaeModel.probe takes it."""
        target = random_target(model, self.batch, self.loss or "mse", generator)
        labels = None if model.classes() is None else generator.integers(model.classes(), size=self.batch)
        return dict(target=target if self.loss else None, labels=labels if self.loss else None, loss=self.loss,
                    training=self.training, seed=self.seed)

    def write_probe(self, weights, x, settings):
        """Writes the files that probe reads; its arguments behind the model."""
        path = self.folder
        safetensors_file.write(path / "weights.safetensors", weights)
        numpy.save(path / "input.npy", x)
        arguments = ["--weights", path / "weights.safetensors", "--input", path / "input.npy", "--mode",
                     "train" if self.training else "eval", "--seed", self.seed, *self.overrides(), "-o",
                     path / "out.safetensors"]
        if self.loss:
            arguments += ["--loss", self.loss]
        for name in ("target", "labels"):
            if settings[name] is not None:
                numpy.save(path / f"{name}.npy", settings[name])
                arguments += [f"--{name}", path / f"{name}.npy"]
        return arguments

    def compare(self, model, weights, x, settings, actual):
        expected = model.probe(weights, x, **settings)
        problems = []
        if set(expected) != set(actual):
            problems.append(f"the names differ: {sorted(set(expected) ^ set(actual))}")
        terms = [float(value) for name, value in actual.items() if name.startswith("loss.")]
        if terms and abs(sum(terms) - actual["loss"]) > 1e-12 * sum(map(abs, terms)):
            problems.append("the terms do not add up to the loss")
        scale, off = scales(expected), {}
        for name, wanted in expected.items():
            if name not in actual:
                continue
            got = actual[name].astype(float)
            if got.shape != wanted.shape:
                problems.append(f"{name} has the shape {got.shape}, not {wanted.shape}")
                continue
            difference = numpy.abs(got.reshape(wanted.shape) - wanted).max() if wanted.size else 0.0
            if not difference <= max(TOLERANCE * scale[name], rounding(name, settings)):
                off[name] = difference / scale[name]
        if not off:
            return problems, False
        _, unsteady = wobble(model, weights, x, numpy.random.default_rng(1), **settings)
        real = {name: value for name, value in off.items() if not value <= TOLERANCE + 10 * unsteady[name]}
        problems += [f"{name} is off by {value:.2e} of its largest magnitude (steady to {unsteady[name]:.1e})"
                     for name, value in real.items()]
        return problems, not real

    def shrink(self):
        """The fewest layers that still disagree."""
        layers = list(self.random.layers)
        shrunk = True
        while shrunk:
            shrunk = False
            for index in reversed(range(len(layers))):
                fewer = layers[:index] + layers[index + 1:]
                if fewer and self.random.fits(fewer) and self.run(fewer)[0]:
                    layers, shrunk = fewer, True
                    break
        return layers


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT.parent / "build/release/bin/cae-lab"))
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the files of each disagreement")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    failed, kinks, ran = 0, 0, 0
    for number in range(arguments.first, arguments.first + arguments.count):
        with tempfile.TemporaryDirectory(prefix="cae-fuzz-") as folder:
            case = Case(arguments.seed, number, arguments.program, pathlib.Path(folder))
            if not case.random.layers:
                continue
            ran += 1
            problems, kink = case.run()
            kinks += kink
            if not problems:
                continue
            failed += 1
            layers = case.shrink()
            problems = case.run(layers)[0] or problems
            print(f"--- seed {arguments.seed}, number {number}: {case.settings()}\n{case.random.included()}"
                  + case.random.text(layers) + "".join(f"  * {problem}\n" for problem in problems), flush=True)
            if arguments.keep:
                kept = pathlib.Path(arguments.keep) / f"{arguments.seed}-{number}"
                kept.mkdir(parents=True, exist_ok=True)
                for file in pathlib.Path(folder).iterdir():
                    (kept / file.name).write_bytes(file.read_bytes())
    print(f"{ran} models, {failed} disagree, {kinks} stood at a kink and were let pass")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
