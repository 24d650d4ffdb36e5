"""A cae-lab model as an ordinary PyTorch module, with cae-lab's weights."""
from collections import OrderedDict

import torch
from torch import nn

from model_nodes import conv_padding, deconv_crop, input_shapes, is_chain, pool_stride


class Crop(nn.Module):
    """Leaves out rows and columns at the bottom and right: torch crops both sides of a transposed convolution alike."""

    def __init__(self, rows, columns):
        super().__init__()
        self.rows, self.columns = rows, columns

    def forward(self, x):
        return x[:, :, :x.shape[2] - self.rows, :x.shape[3] - self.columns]


def _zero_pad(pads):
    (top, bottom), (left, right) = pads
    return nn.ZeroPad2d((left, right, top, bottom))


def _conv(node, shape):
    settings = node["settings"]
    pads = conv_padding(settings, shape, node["shape"])
    even = all(before == after for before, after in pads)
    layer = nn.Conv2d(shape[2], settings["filters"], settings["kernel"], stride=settings["stride"],
                      padding=tuple(before for before, _ in pads) if even else 0, dilation=settings["dilation"],
                      groups=settings["groups"], bias=settings["bias"])
    return [layer] if even else [_zero_pad(pads), layer]


def _depthwise(node, shape):
    channels = shape[2]
    settings = {**node["settings"], "groups": channels, "filters": channels * node["settings"]["multiplier"]}
    return _conv({**node, "settings": settings}, shape)


def _deconv(node, shape):
    settings = node["settings"]
    crop = deconv_crop(settings)
    layer = nn.ConvTranspose2d(shape[2], settings["filters"], settings["kernel"], stride=settings["stride"],
                               padding=tuple(before for before, _ in crop), groups=settings["groups"],
                               bias=settings["bias"])
    more = [after - before for before, after in crop]
    return [layer, Crop(*more)] if any(more) else [layer]


def _bn(node, shape):
    kind = nn.BatchNorm1d if shape[:2] == [1, 1] else nn.BatchNorm2d
    # PyTorch's momentum is what the batch adds, Keras's and ours what the past keeps.
    return [kind(shape[2], eps=node["settings"]["eps"], momentum=1 - node["settings"]["momentum"])]


def _pool(node, shape):
    settings = node["settings"]
    if settings["mode"] != "max":
        raise ValueError(f"{node['name']}: only max pools are built")
    pads = conv_padding(settings, shape, node["shape"])
    if any(pads[0] + pads[1]):
        raise ValueError(f"{node['name']}: pools with padding are not built")
    return [nn.MaxPool2d(tuple(settings["window"]), stride=tuple(pool_stride(settings)))]


def _reshape(node, _):
    height, width, channels = node["shape"]
    return [nn.Unflatten(1, (channels, height, width))]


BUILDERS = {
    "conv": _conv,
    "depthwise": _depthwise,
    "deconv": _deconv,
    "dense": lambda node, shape: [nn.Linear(shape[2], node["settings"]["units"], bias=node["settings"]["bias"])],
    "bn": _bn,
    "pool": _pool,
    "upsample": lambda node, _: [nn.Upsample(scale_factor=tuple(map(float, node["settings"]["factor"])))],
    "flatten": lambda *_: [nn.Flatten()],
    "reshape": _reshape,
    "relu": lambda *_: [nn.ReLU()],
    "leaky_relu": lambda node, _: [nn.LeakyReLU(node["settings"]["slope"])],
    "sigmoid": lambda *_: [nn.Sigmoid()],
}
TENSORS = {"weight": "weight", "bias": "bias", "gamma": "weight", "beta": "bias", "mean": "running_mean",
           "var": "running_var"}


class Add(nn.Module):
    def forward(self, *tensors):
        return sum(tensors[1:], tensors[0])


class Concat(nn.Module):
    def forward(self, *tensors):
        return torch.cat(tensors, 1)


class Sample(nn.Module):
    """A draw, and the term that it adds to the loss."""

    def __init__(self, beta, output_numbers):
        super().__init__()
        self.factor = beta / output_numbers

    def forward(self, mean, log_variance):
        divergence = -0.5 * (1 + log_variance - mean ** 2 - log_variance.exp()).sum(1).mean()
        drawn = mean + torch.exp(log_variance / 2) * torch.randn_like(mean) if self.training else mean
        return drawn, self.factor * divergence


class Branching(nn.Module):
    """Nodes that read others than the one before them. Gives the output and the sum of the terms."""

    def __init__(self, nodes, layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.inputs = [node["inputs"] for node in nodes[1:]]
        self.names = [node["name"] for node in nodes[1:]]

    def forward(self, x):
        outputs, terms = {"input": x}, 0.0
        for name, inputs, layer in zip(self.names, self.inputs, self.layers):
            given = layer(*(outputs[one] for one in inputs))
            if isinstance(given, tuple):
                given, term = given
                terms = terms + term
            outputs[name] = given
        return outputs[self.names[-1]], terms


def join(node, nodes):
    """The module of a node that is no layer of a chain, or nothing."""
    if node["kind"] == "add":
        return Add()
    if node["kind"] == "concat":
        return Concat()
    if node["kind"] != "sample":
        return None
    height, width, channels = nodes[-1]["shape"]
    return Sample(node["settings"]["beta"], height * width * channels)


def layer_of(node, shape, weights):
    """What computes a node, with its weights: some modules one after another."""
    if node["kind"] not in BUILDERS:
        raise ValueError(f"{node['name']}: no {node['kind']} among the PyTorch layers")
    built = BUILDERS[node["kind"]](node, shape)
    for layer in built:
        for name in node["parameters"] if hasattr(layer, "weight") else []:
            with torch.no_grad():
                getattr(layer, TENSORS[name.split(".")[-1]]).copy_(torch.tensor(weights[name]))
    return built


def build(nodes, weights):
    """The module; `weights` are arrays by parameter name. A model with branches gives its terms beside its output."""
    shapes = input_shapes(nodes)
    if is_chain(nodes):
        layers = OrderedDict()
        for node in nodes[1:]:
            for number, layer in enumerate(layer_of(node, shapes[node["name"]], weights)):
                layers[f"{node['name'].replace('.', '_')}_{number}"] = layer
        return nn.Sequential(layers)
    return Branching(nodes, [join(node, nodes) or nn.Sequential(*layer_of(node, shapes[node["name"]], weights))
                             for node in nodes[1:]])
