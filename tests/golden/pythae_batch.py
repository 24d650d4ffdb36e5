#!/usr/bin/env python3
"""One batch through each model of experiments/models/pythae and through pythae's own, with the same weights and draws.

    tests/golden/pythae_batch.py --program build/release/bin/cae-lab [MODEL...]

Prints the largest relative difference of the terms and, against the largest gradient, of the gradients; exit status 1
if one is above 1e-4. Needs pythae 0.1.2, numpy and Debian's package dataset-fashion-mnist.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
from unittest import mock

import numpy
import pythae.models as pythae
import torch

import safetensors_file
from beside import BATCH
from make_reference import images as fashion_images
from pythae_models import IMAGES, PEERS, PIXELS, params_of

MODELS = pathlib.Path(__file__).resolve().parent.parent.parent / "experiments/models/pythae"
TOLERANCE = 1e-4


class Probed:
    """What cae-lab computes of a batch: its weights, draws, terms and gradients."""

    def __init__(self, program, name, images):
        self.path = MODELS / f"{name}.cae"
        loss = "bce" if "variational_code" in self.path.read_text() else "mse"
        with tempfile.TemporaryDirectory() as folder:
            self.program, self.folder = program, pathlib.Path(folder)
            self.weights = self.start()
            safetensors_file.write(self.folder / "start.safetensors", self.weights)
            numpy.save(self.folder / "images.npy", images)
            self.call("probe", self.path, "--weights", self.folder / "start.safetensors", "--input",
                      self.folder / "images.npy", "--target", self.folder / "images.npy", "--loss", loss, "--mode",
                      "train", "-o", self.folder / "out.safetensors")
            self.found = safetensors_file.read(self.folder / "out.safetensors")
            self.layers = [layer["name"] for layer in json.loads(self.call("summary", self.path, "--json"))["nodes"]]

    def start(self):
        """Start weights, with variances so small that the KL of each image is above every C."""
        self.call("init", self.path, "-o", self.folder / "start.safetensors")
        weights = safetensors_file.read(self.folder / "start.safetensors")
        if "code.log_variance.bias" in weights:
            weights["code.log_variance.bias"] = weights["code.log_variance.bias"] - 2
        return weights

    def call(self, *arguments):
        done = subprocess.run([self.program, *map(str, arguments)], stdout=subprocess.PIPE, check=True, text=True)
        return done.stdout

    def parameters(self):
        """Their names in the order of the layers, weights before biases."""
        names = [f"{layer}.{part}" for layer in self.layers for part in ("weight", "bias", "codebook")]
        return [name for name in names if name in self.weights]

    def draws(self):
        """What layers draw, in their order."""
        return [torch.tensor(self.found[f"random.{layer}"]) for layer in self.layers
                if f"random.{layer}" in self.found]

    def terms(self):
        return {name[5:].split(".")[0]: float(value) for name, value in self.found.items() if name.startswith("loss.")}


def parameters_of(model):
    """pythae's parameters in the order of the layers."""
    parts = [model.encoder, model.quantizer, model.decoder] if hasattr(model, "quantizer") else [model.encoder,
                                                                                                  model.decoder]
    return [tensor for part in parts for tensor in part.parameters()]


def exact_divergence(model, images):
    """The KL term as pythae's VAE has it, where the model estimates it from the draws."""
    x = torch.tensor(images)
    code = model.encoder(x)
    return pythae.VAE.loss_function(model, x, x, code.embedding, code.log_covariance, None)[2] / PIXELS


def run_pythae(name, probed, images):
    """pythae's terms, and the gradients in the order of the layers."""
    params = params_of(probed.path.read_text())
    model = PEERS[name].make(params)
    own = parameters_of(model)
    with torch.no_grad():
        for tensor, parameter in zip(own, probed.parameters(), strict=True):
            tensor.copy_(torch.tensor(probed.weights[parameter]))

    def output():
        draws = iter(probed.draws())
        with mock.patch("torch.randn_like", lambda *_, **__: next(draws)):
            return model({"data": torch.tensor(images)}, epoch=1, dataset_size=IMAGES)

    terms = PEERS[name].terms(model, params, output())
    if "kl+tc" in terms:
        model.beta = 1
        one = PEERS[name].terms(model, {**params, "beta": 1}, output())["kl+tc"]
        terms = {"pixels": terms["pixels"], "tc": terms["kl+tc"] - one, "kl": exact_divergence(model, images)}
    sum(terms.values()).backward()
    return {term: value.item() for term, value in terms.items()}, [tensor.grad.numpy() for tensor in own]


def differences(name, program, images):
    """Of the terms and of the gradients."""
    probed = Probed(program, name, images)
    theirs, gradients = run_pythae(name, probed, images)
    ours = probed.terms()
    if set(ours) != set(theirs):
        raise ValueError(f"{name} has the terms {sorted(ours)}, in pythae {sorted(theirs)}")
    largest = max(abs(gradient).max() for gradient in gradients)
    return (max(abs(ours[term] - value) / abs(value) for term, value in theirs.items()),
            max(abs(probed.found[f"grad.{parameter}"] - gradient).max() / largest
                for parameter, gradient in zip(probed.parameters(), gradients)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", metavar="MODEL", help="default: all of experiments/models/pythae")
    parser.add_argument("--program", default="cae-lab")
    arguments = parser.parse_args()
    images, worst = fashion_images(0, BATCH), 0.0
    for name in arguments.models or PEERS:
        found = differences(name, arguments.program, images)
        worst = max(worst, *found)
        print(f"{name:24} terms {found[0]:.1e}, gradients {found[1]:.1e}", flush=True)
    return 0 if worst <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
