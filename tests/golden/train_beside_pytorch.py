#!/usr/bin/env python3
"""Trains each model of experiments/models for 50 steps by `cae-lab run` and in PyTorch, side by side: the same start
weights, images in the same order, the same draws. Prints how far the losses differ, and as the yardstick how far those
of PyTorch in float32 and in float64 differ from each other.

    tests/golden/train_beside_pytorch.py --program build/release/bin/cae-lab [MODEL...]

The loss of every step shall agree to 1e-3 of itself while the runs can be compared. Where a relu, a pool or a nearest
vector turns at a step, rounding grows into another path: then PyTorch parts from itself too, in float32 or from start
weights moved by 1e-7 of themselves. A model that parts passes if PyTorch does so no later, and not within ten steps.
Exit status 1 if a model does not. Needs PyTorch (any from 1.13), numpy and Debian's package dataset-fashion-mnist.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import torch

import safetensors_file
from cae_model import CaeModel
from make_reference import images as fashion_images
from training import make_optimizer, train_step

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MODELS = ROOT / "experiments/models"
TOLERANCE, AGREED_STEPS = 1e-3, 10
PRECISION = {torch.float32: "float32", torch.float64: "float64"}
OTHER = {torch.float32: torch.float64, torch.float64: torch.float32}
NUDGE, NUDGED_RUNS = 1e-7, 5  # float32 rounds to 6e-8
SETTINGS = {"loss": "bce", "optimizer": {"kind": "adam", "rate": 0.001}}
# A step of 20 images takes more than two seconds of a core in float64.
BATCH, SMALL_BATCH = 20, 10
SLOW = {"deep", "report", "fashion", "fashion-conv-first", "fashion-deconv", "fashion-deeper", "fashion-dense",
        "fashion-no-bn"}


def images_of(shape, count, folder):
    """float32 [count, channels, height, width]: real images if the model takes those, made colour images if not."""
    if shape == (28, 28, 1):
        return fashion_images(0, count)
    height, width, channels = shape
    if height != width or channels != 3:
        raise ValueError(f"no images of {shape} can be had")
    make = [sys.executable, ROOT / "experiments/data/make_shapes.py", folder / "shapes.npy", count, height, 1]
    subprocess.run([*map(str, make)], check=True)
    return (numpy.load(folder / "shapes.npy") / 255).astype(numpy.float32)


class Case:
    """One model with its images and start weights, in a folder of its own."""

    def __init__(self, path, batch, steps, program, folder):
        self.path, self.batch, self.steps, self.program, self.folder = path, batch, steps, program, folder
        self.model = CaeModel(path.read_text(), folder=path.parent)
        self.images = images_of(self.model.model.input, batch * steps, folder)
        self.labels = numpy.arange(len(self.images)) % (self.model.classes() or 10)
        self.call("init", path, "-o", folder / "start.safetensors")
        self.start = safetensors_file.read(folder / "start.safetensors")
        if set(self.start) != set(self.model.parameters):
            raise ValueError(f"{path}: the program's parameters have other names than the second reading's")

    def call(self, *arguments):
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{self.program} {arguments[0]}: exit status {done.returncode}\n{done.stderr}")
        return done.stdout

    def program_run(self):
        """The loss of every step, and the mean of each term over all steps (of a loss of one term: none)."""
        numpy.save(self.folder / "images.npy", self.images)
        numpy.save(self.folder / "labels.npy", self.labels)
        train = {**SETTINGS, "epochs": 1, "batch": self.batch, "shuffle": False, "seed": 1, "init": "start.safetensors"}
        experiment = {"experiment": "beside", "model": str(self.path),
                      "data": {"train": {"images": "images.npy", "labels": "labels.npy"}}, "train": train}
        # What JSON writes is YAML too.
        (self.folder / "experiment.yaml").write_text(json.dumps(experiment))
        store = self.folder / "store"
        lines = self.call("run", self.folder / "experiment.yaml", "--store", store, "--threads", 1, "--json")
        events = map(json.loads, lines.splitlines())
        losses = [event["loss"] for event in events if event["event"] == "step"]
        terms = json.loads(self.call("sql", "SELECT term, value FROM loss_terms", "--store", store, "--json"))
        return numpy.array(losses), {row["term"]: row["value"] for row in terms}

    def pytorch_run(self, dtype, steps=None, nudged=None):
        """The same of PyTorch, of the first steps only if so many are given; `nudged` is the seed of the noise that
        moves the start weights."""
        start = self.start
        if nudged is not None:
            noise = numpy.random.default_rng(nudged)
            start = {name: array * (1 + NUDGE * noise.normal(size=array.shape)) for name, array in start.items()}
        tensors = {name: torch.tensor(array, dtype=dtype) for name, array in start.items()}
        trainable = [tensors[name].requires_grad_(True) for name in self.model.trainable()]
        optimizer = make_optimizer(SETTINGS["optimizer"], trainable)
        images = torch.tensor(self.images[:(steps or self.steps) * self.batch], dtype=dtype)
        labels = torch.tensor(self.labels)
        # A draw depends on the image's place in the data alone, so all of an epoch are drawn at once.
        draws = {name: torch.tensor(array, dtype=dtype) for name, array in self.model.draws(len(images)).items()}
        found = []
        for first in range(0, len(images), self.batch):
            part = slice(first, first + self.batch)
            drawn = {name: array[part] for name, array in draws.items()}
            found.append(train_step(self.model, tensors, optimizer, images[part], SETTINGS, labels[part], drawn))
        losses = numpy.array([sum(terms.values()) for terms in found])
        return losses, {name: numpy.mean([terms[name] for terms in found]) for name in found[0]}


def relative(value, wanted):
    return numpy.abs(value - wanted) / numpy.abs(wanted)


def first_apart(differences):
    """The first step, counted from 1, at which two runs have parted; None if they have not."""
    apart = ~(differences <= TOLERANCE)  # what is no number has parted
    return int(apart.argmax()) + 1 if apart.any() else None


def itself_apart(case, dtype, expected, own, steps):
    """Where PyTorch parts from itself within so many steps, and by what; (None, None) if it does not. `own` holds the
    differences of its run in the other precision."""
    first = first_apart(own[:steps])
    if first is not None:
        return first, PRECISION[OTHER[dtype]]
    for seed in range(1, NUDGED_RUNS + 1):
        losses, _ = case.pytorch_run(dtype, steps, nudged=seed)
        first = first_apart(relative(losses, expected[:steps]))
        if first is not None:
            return first, f"moved start {seed}"
    return None, None


def compare(case, dtype):
    """The columns of the table behind the model, and whether it passes."""
    losses, terms = case.program_run()
    expected, expected_terms = case.pytorch_run(dtype)
    differences = relative(losses, expected)
    own = relative(case.pytorch_run(OTHER[dtype])[0], expected)
    first, remark, passes = first_apart(differences), "", True
    if first is not None:
        other, name = itself_apart(case, dtype, expected, own, first)
        passes = first > AGREED_STEPS and other is not None
        itself = f"from itself at {other} ({name})" if other else "not from itself by then"
        remark = f"{'parts' if passes else 'FAILS'} at step {first}, PyTorch {itself}"
    named = [f"{name} {relative(value, expected_terms[name]):.1e}" for name, value in terms.items()]
    columns = f"{case.batch:5}  {differences.max():16.1e}  {own.max():14.1e}  {', '.join(named) or '-':40} {remark}"
    return columns, passes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", type=pathlib.Path, metavar="MODEL", help="default: all that are shipped")
    parser.add_argument("--program", default="cae-lab")
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--batch", type=int, help=f"default: {BATCH}, of slow models {SMALL_BATCH}")
    parser.add_argument("--float32", action="store_true", help="PyTorch in float32 instead of float64")
    arguments = parser.parse_args()
    print(f"{'model':20} batch  loss of any step  PyTorch itself  terms, means over the steps (relative differences)")
    failed = 0
    for path in arguments.models or sorted(MODELS.glob("*.cae")):
        batch = arguments.batch or (SMALL_BATCH if path.stem in SLOW else BATCH)
        with tempfile.TemporaryDirectory() as folder:
            case = Case(path.resolve(), batch, arguments.steps, arguments.program, pathlib.Path(folder))
            columns, passes = compare(case, torch.float32 if arguments.float32 else torch.float64)
        print(f"{path.stem:20} {columns}".rstrip(), flush=True)
        failed += not passes
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
