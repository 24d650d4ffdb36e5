#!/usr/bin/env python3
"""Writes the golden files of the whole reference model, experiments/models/fashion.cae, on real Fashion-MNIST images:
reference/eval and reference/train (every layer's output and every gradient) and training/reference (ten optimizer
steps). Needs PyTorch (any from 1.13), numpy and Debian's package dataset-fashion-mnist.
"""
import gzip
import json
import pathlib

import numpy

import safetensors_file
from cae_model import CaeModel
from drawn_weights import condensed, draw, ranges
from golden_case import wobble
from make_training import write_training_case

HERE = pathlib.Path(__file__).parent
MODEL = HERE.parent.parent / "experiments/models/fashion.cae"
IMAGES = "/usr/share/datasets/fashion-mnist/{}-images-idx3-ubyte.gz"


def images(first, count, split="train"):
    """Of split `train` or `t10k`, float32 [count, 1, 28, 28]."""
    with gzip.open(IMAGES.format(split)) as file:
        pixels = numpy.frombuffer(file.read(16 + 784 * (first + count)), numpy.uint8, offset=16 + 784 * first)
    return (pixels.reshape(count, 1, 28, 28) / 255).astype(numpy.float32)


def start(model):
    """The draw of the start weights, with a bias that keeps both units of the latent code alive."""
    tensors = ranges(model.parameters)
    for tensor in tensors:
        if tensor["name"] == "code.bias":
            tensor["low"], tensor["high"] = 1.0, 1.5
    return tensors


def write_probe_case(name, training):
    """Takes the first seed at which no activation that matters stands at its kink."""
    model, x = CaeModel(MODEL.read_text()), images(0, 4)
    tensors, tolerance = start(model), 1e-3
    # With batch statistics single pixels of the input's gradient hang on kinks of the first layer at any start.
    without = ["grad.input"] if training else []
    for seed in range(1, 60):
        expected, moved = wobble(model, draw(seed, tensors), x, numpy.random.default_rng(seed), target=x, loss="bce",
                                 training=training, view=lambda results: condensed(
                                     {name: array for name, array in results.items() if name not in without}))
        print(name, "seed", seed, "steady to", max(moved.values()), max(moved, key=moved.get), flush=True)
        if max(moved.values()) < tolerance / 3:
            break
    else:
        raise RuntimeError("no steady start found")
    folder = HERE / "reference" / name
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"model": "../../../../experiments/models/fashion.cae", "target": "input.npy", "loss": "bce",
                "mode": "train" if training else "eval", "tolerance": tolerance,
                "without": without, "draw": {"seed": seed, "tensors": tensors}}
    (folder / "case.json").write_text(json.dumps(settings) + "\n")
    numpy.save(folder / "input.npy", x)
    expected["loss"] = numpy.float64(expected["loss"])
    safetensors_file.write(folder / "expected.safetensors", expected)


def main():
    write_probe_case("eval", training=False)
    write_probe_case("train", training=True)
    # A gentle optimizer: at Adam's equal steps, rounding at the model's kinks grows tenfold every few steps, in PyTorch
    # too (a change of the start weights by 1e-7 moves its weights by 7e-2 in ten steps).
    write_training_case("reference", MODEL.read_text(), images(0, 8), images(100, 4),
                        {"epochs": 10, "batch": 8, "loss": "bce",
                         "optimizer": {"kind": "sgd", "rate": 0.003, "momentum": 0.9}},
                        tensors=start(CaeModel(MODEL.read_text())), tolerance=2e-2,
                        model_path="../../../../experiments/models/fashion.cae")


if __name__ == "__main__":
    main()
