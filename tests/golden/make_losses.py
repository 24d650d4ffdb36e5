#!/usr/bin/env python3
"""Makes losses/: models with several outputs, each with a loss and a weight of its own, as PyTorch computes them in float64.
"""
import pathlib

import numpy
import torch

import safetensors_file

HERE = pathlib.Path(__file__).parent


def two_outputs(folder):
    """images 6x6x2 -> conv 3 3x3 same tanh (a); a -> conv 2 1x1 sigmoid (left: bce, 0.7); a -> conv 2 3x3 same (right: mse,
    2.5). Both against the same target."""
    generator = numpy.random.default_rng(7)
    shapes = {"a.weight": (3, 2, 3, 3), "a.bias": (3,), "left.weight": (2, 3, 1, 1), "left.bias": (2,),
              "right.weight": (2, 3, 3, 3), "right.bias": (2,)}
    weights = {name: (generator.normal(size=shape) * 0.4).astype(numpy.float32) for name, shape in shapes.items()}
    images = generator.normal(size=(5, 2, 6, 6)).astype(numpy.float32)
    target = generator.uniform(0, 1, (5, 2, 6, 6)).astype(numpy.float32)
    parameters = {name: torch.tensor(array.astype(float), requires_grad=True) for name, array in weights.items()}
    x = torch.tensor(images.astype(float), requires_grad=True)
    wanted = torch.tensor(target.astype(float))
    a = torch.tanh(torch.nn.functional.conv2d(x, parameters["a.weight"], parameters["a.bias"], padding=1))
    left = torch.sigmoid(torch.nn.functional.conv2d(a, parameters["left.weight"], parameters["left.bias"]))
    right = torch.nn.functional.conv2d(a, parameters["right.weight"], parameters["right.bias"], padding=1)
    terms = {"left": 0.7 * torch.nn.functional.binary_cross_entropy(left, wanted),
             "right": 2.5 * torch.nn.functional.mse_loss(right, wanted)}
    (terms["left"] + terms["right"]).backward()
    folder.mkdir(parents=True, exist_ok=True)
    safetensors_file.write(folder / "given.safetensors", {**weights, "input": images, "target": target})
    expected = {f"grad.{name}": parameter.grad.numpy() for name, parameter in parameters.items()}
    expected["grad.input"] = x.grad.numpy()
    expected.update({f"loss.{name}": term.detach().numpy() for name, term in terms.items()})
    safetensors_file.write(folder / "expected.safetensors", expected)


if __name__ == "__main__":
    two_outputs(HERE / "losses" / "two_outputs")
