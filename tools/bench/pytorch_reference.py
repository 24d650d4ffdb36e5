"""The reference model (experiments/models/fashion.cae) as an ordinary PyTorch module, with Keras's settings.

Its state takes the weights of `cae-lab init` and gives them back: the names differ, the layouts do not.
"""
import pathlib
import sys

import torch
from torch import nn

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/golden"))
import safetensors_file  # noqa: E402

MODEL = ROOT / "experiments/models/fashion.cae"
IMAGES = pathlib.Path("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz")


def batch_norm(kind, channels):
    # PyTorch's momentum is what the batch adds, Keras's what the past keeps.
    return kind(channels, eps=1e-3, momentum=0.01)


def reference_model(width=112, latent=2):
    conv = nn.Conv2d
    return nn.Sequential(
        conv(1, width, 3), nn.ReLU(), batch_norm(nn.BatchNorm2d, width), nn.MaxPool2d(2),
        conv(width, width, 3), nn.ReLU(), batch_norm(nn.BatchNorm2d, width), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(25 * width, latent), nn.ReLU(), batch_norm(nn.BatchNorm1d, latent),
        nn.Linear(latent, 1024), nn.ReLU(), batch_norm(nn.BatchNorm1d, 1024),
        nn.Unflatten(1, (64, 4, 4)), batch_norm(nn.BatchNorm2d, 64),
        nn.Upsample(scale_factor=3), conv(64, width, 3), nn.ReLU(), batch_norm(nn.BatchNorm2d, width),
        nn.Upsample(scale_factor=3), conv(width, width, 3), nn.ReLU(), batch_norm(nn.BatchNorm2d, width),
        conv(width, 1, 1), nn.Sigmoid())


def named_tensors(model):
    """Pairs of cae-lab's name of a parameter and the module's tensor for it, layer by layer in order."""
    convs = iter(["conv1", "conv2", "code", "dense2", "conv3", "conv4", "pixels"])
    norms = iter([f"bn{number}" for number in range(1, 8)])
    for layer in model:
        if hasattr(layer, "running_mean"):
            name = next(norms)
            yield from ((f"{name}.gamma", layer.weight), (f"{name}.beta", layer.bias),
                        (f"{name}.mean", layer.running_mean), (f"{name}.var", layer.running_var))
        elif list(layer.parameters()):
            name = next(convs)
            yield from ((f"{name}.weight", layer.weight), (f"{name}.bias", layer.bias))


def load_weights(model, path):
    """Copies a cae-lab weights file into the module."""
    tensors = safetensors_file.read(path)
    with torch.no_grad():
        for name, tensor in named_tensors(model):
            tensor.copy_(torch.tensor(tensors[name]))


def save_weights(model, path):
    """Writes the module's weights as a cae-lab weights file."""
    safetensors_file.write(path, {name: tensor.detach().float().contiguous().numpy()
                                  for name, tensor in named_tensors(model)})


def adam(model):
    return torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)


def cross_entropy(prediction, target):
    """Binary cross-entropy as Keras: p clipped to [1e-7, 1 - 1e-7], the mean over all pixels."""
    p = prediction.clamp(1e-7, 1 - 1e-7)
    return -(target * torch.log(p) + (1 - target) * torch.log1p(-p)).mean()


def fashion_images(count):
    """The first training images, [count, 1, 28, 28] in [0, 1]."""
    import gzip

    import numpy
    with gzip.open(IMAGES) as file:
        pixels = numpy.frombuffer(file.read(16 + 784 * count), numpy.uint8, offset=16)
    return torch.tensor(pixels.reshape(count, 1, 28, 28) / numpy.float32(255))
