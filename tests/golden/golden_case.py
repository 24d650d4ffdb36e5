"""Makes the data of one golden case: random weights and images, the expected answer, and the files that hold them."""
import json
import pathlib
import zlib

import numpy
import torch

import safetensors_file
from cae_model import CaeModel


def random_weights(model, generator):
    """Weights that keep activations near 1, with biases and batch-norm values away from their defaults."""
    weights = {}
    for name, shape in model.parameters.items():
        if name.endswith(".weight"):
            fan_in = max(1, int(numpy.prod(shape[1:])))
            array = generator.normal(size=shape) * (1.5 / fan_in) ** 0.5
        elif name.endswith(".gamma"):
            array = generator.uniform(0.5, 1.5, shape)
        elif name.endswith(".var"):
            array = generator.uniform(0.5, 2.0, shape)
        elif name.endswith(".codebook"):
            array = generator.normal(size=shape)
        else:
            array = generator.normal(size=shape) * 0.3
        weights[name] = array.astype(numpy.float32)
    return weights


def nchw(shape):
    """The order in which tensors leave the program, for one image."""
    return (shape[2], shape[0], shape[1]) if len(shape) == 3 else tuple(shape)


def random_input(model, batch, generator):
    return generator.normal(size=(batch, *nchw(model.model.input))).astype(numpy.float32)


def random_target(model, batch, loss, generator):
    shape = (batch, *nchw(model.output))
    in_0_to_1 = loss.startswith("bce") or loss.endswith("ssim")
    array = generator.uniform(0, 1, shape) if in_0_to_1 else generator.normal(size=shape)
    return array.astype(numpy.float32)


def scales(expected):
    """The magnitude that each result is compared against: its largest, and for a gradient no less than a two-hundredth
    of the largest gradient's, for a term of the loss no less than a millionth of the largest term's, since one that
    cancels to zero in theory is rounding alone."""
    largest = {name: float(numpy.abs(array).max()) if array.size else 0.0 for name, array in expected.items()}

    def floor(share, mark):
        return share * max([value for name, value in largest.items() if mark in name], default=0.0)

    floors = {"grad.": floor(5e-3, "grad."), "loss.": floor(1e-6, "loss.")}
    return {name: max([value, 1e-30] + [least for mark, least in floors.items() if mark in name])
            for name, value in largest.items()}


def wobble(model, weights, x, generator, view=lambda results: results, **settings):
    """The float64 results, and by how much of its scale each moves when all numbers going in move by a few float32
    roundings, or when all is computed in float32. `view` makes of the results what is compared.

    Large where an activation stands at its kink, two values of a pooling window are level, or digits cancel.
    """
    exact = view(model.probe(weights, x, **settings))
    worst, scale = {name: 0.0 for name in exact}, scales(exact)

    def shake(array):
        return array * (1 + 1e-6 * generator.uniform(-1, 1, array.shape))

    for trial in range(3):
        if trial == 0:
            moved = view(model.probe(weights, x, dtype=torch.float32, **settings))
        else:
            shaken = {name: shake(array.astype(float)) for name, array in weights.items()}
            moved = view(model.probe(shaken, shake(x.astype(float)), **settings))
        for name, array in exact.items():
            if array.size:
                worst[name] = max(worst[name], float(numpy.abs(moved[name] - array).max()) / scale[name])
    return exact, worst


def write_case(folder, text, batch=2, loss="mse", training=False, tolerance=1e-4, scale=1.0, included=None):
    """One case: model.cae, weights, input, target, case.json and the float64 answer, rounded to float32. `included`
    holds the texts of the files that the model includes, by path."""
    path = pathlib.Path(__file__).parent / folder
    path.mkdir(parents=True, exist_ok=True)
    for name, content in (included or {}).items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(content)
    (path / "model.cae").write_text(text)
    model = CaeModel(text, folder=path)
    for attempt in range(50):
        generator = numpy.random.default_rng([zlib.crc32(str(folder).encode()), attempt])
        weights = random_weights(model, generator)
        x = random_input(model, batch, generator) * numpy.float32(scale)
        settings = dict(target=random_target(model, batch, loss, generator), loss=loss, training=training)
        expected, moved = wobble(model, weights, x, generator, **settings)
        if loss == "bce":
            # PyTorch's float32 cannot hold 1 - 1e-7; a loss can be summed in float64
            moved = {name: value for name, value in moved.items() if not name.startswith("loss")}
        if max(moved.values()) < tolerance / 5:
            break
    else:
        raise RuntimeError(f"{folder}: no numbers found at which the answer is steady: {moved}")
    settings_text = json.dumps({"loss": loss, "mode": "train" if training else "eval", "tolerance": tolerance})
    (path / "case.json").write_text(settings_text + "\n")
    safetensors_file.write(path / "weights.safetensors", weights)
    numpy.save(path / "input.npy", x)
    numpy.save(path / "target.npy", settings["target"])
    safetensors_file.write(path / "expected.safetensors", {
        name: array.astype(numpy.float64 if name.startswith("loss") else numpy.float32)
        for name, array in expected.items()})
