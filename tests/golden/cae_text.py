"""A second reading of the `.cae` language, written from its description and not from the C++ parser.

It reads right models only: whatever it does not understand is a ValueError.
"""
import re
from fractions import Fraction

ACTIVATIONS = {
    "relu": {}, "leaky_relu": {"slope": 0.3}, "elu": {"alpha": 1.0}, "selu": {}, "gelu": {}, "sigmoid": {},
    "tanh": {}, "softplus": {}, "silu": {}, "linear": {},
}
# Positional settings in order, then the options with their defaults.
LAYERS = {
    "conv": (["filters", "kernel", "activation"],
             dict(stride=1, pad="valid", dilation=1, groups=1, bias="on", init="glorot_uniform")),
    "depthwise": (["kernel", "activation"],
                  dict(multiplier=1, stride=1, pad="valid", dilation=1, bias="on", init="glorot_uniform")),
    "deconv": (["filters", "kernel", "activation"],
               dict(stride=1, pad="valid", output_padding=None, groups=1, bias="on", init="glorot_uniform")),
    "dense": (["units", "activation"], dict(bias="on", init="glorot_uniform")),
    "bn": ([], dict(momentum=0.99, eps=1e-3, scale="on", shift="on")),
    "pool": (["method", "window"], dict(stride=None, pad="valid")),
    "upsample": (["factor", "method"], dict(method="nearest")),
    "flatten": ([], {}),
    "reshape": (["shape"], {}),
    "zeropad": (["amount"], dict(amount=0, top=None, bottom=None, left=None, right=None)),
    "crop": (["amount"], dict(amount=0, top=None, bottom=None, left=None, right=None)),
    "dropout": (["rate"], {}),
    "pixel_shuffle": (["factor"], {}),
    "prelu": ([], {}),
    "softmax": ([], {}),
    "layer_norm": ([], dict(eps=1e-3, scale="on", shift="on")),
    "group_norm": (["groups"], dict(eps=1e-3, scale="on", shift="on")),
}
JOINS = ["add", "multiply", "concat"]  # their lines name the layers that they join to what arrives
for _kind in JOINS:
    LAYERS[_kind] = ([], {})
for _kind, _arguments in ACTIVATIONS.items():
    LAYERS[_kind] = ([], dict(_arguments))


class Layer:
    """One line of a model: kind, name, stage, settings and the names of what it reads ("input" or layers above, what
    arrives first); `activation` is (kind, arguments) or None."""

    def __init__(self, kind, name, stage, settings, inputs):
        self.kind, self.name, self.stage, self.settings, self.inputs = kind, name, stage, settings, inputs
        self.activation = settings.pop("activation", None)

    def __getitem__(self, setting):
        return self.settings[setting]


class Model:
    """A model as read: its name, the input (height, width, channels) and its layers in order."""

    def __init__(self, name):
        self.name, self.input, self.layers = name, None, []


class Reader:
    def __init__(self, text, overrides):
        self.text = re.sub(r"#[^\n]*", "", text.replace("\r\n", "\n"))
        self.position = 0
        self.overrides = dict(overrides or {})
        self.parameters = {}
        self.counts = {}
        self.tip = "input"  # what the next layer reads

    # The characters.
    def match(self, pattern, skip=r"[ \t]*"):
        found = re.compile(skip + "(" + pattern + ")").match(self.text, self.position)
        if found:
            self.position = found.end()
            return found.group(1)
        return None

    def expect(self, pattern, skip=r"[ \t]*"):
        found = self.match(pattern, skip)
        if found is None:
            line = self.text.count("\n", 0, self.position) + 1
            raise ValueError(f"line {line}: expected {pattern} at {self.text[self.position:self.position + 20]!r}")
        return found

    # Expressions over params: exact fractions where all numbers are integers, so that `/` can be checked.
    def atom(self):
        if self.match(r"\("):
            value = self.sum()
            self.expect(r"\)")
            return value
        if self.match(r"-"):
            return -self.atom()
        number = self.match(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
        if number is not None:
            return int(number) if number.isdigit() else float(number)
        return self.parameters[self.expect(r"[A-Za-z_]\w*")]

    def product(self):
        value = self.atom()
        while True:
            operator = self.match(r"[*/]")
            if operator is None:
                return value
            other = self.atom()
            if operator == "*":
                value = value * other
            elif isinstance(value, int) and isinstance(other, int):
                exact = Fraction(value, other)
                if exact.denominator != 1:
                    raise ValueError(f"{value}/{other} does not divide evenly")
                value = int(exact)
            else:
                value = value / other

    def sum(self):
        value = self.product()
        while True:
            operator = self.match(r"[+-]")
            if operator is None:
                return value
            other = self.product()
            value = value + other if operator == "+" else value - other

    def value(self):
        """A word, a number, or a tuple for `HxW` and `HxWxC`."""
        word = self.match(r"[A-Za-z_]\w*")
        if word is not None and word not in self.parameters:
            return word
        if word is not None:
            self.position -= len(word)
        parts = [self.sum()]
        while self.match("x", skip=""):
            parts.append(self.sum())
        return parts[0] if len(parts) == 1 else tuple(parts)

    def activation(self, kind):
        arguments = dict(ACTIVATIONS[kind])
        if self.match(r"\(", skip=""):
            while not self.match(r"\)"):
                name = self.expect(r"\w+")
                self.expect("=")
                arguments[name] = self.sum()
                self.match(",")
        return kind, arguments

    # The lines.
    def line_ends(self):
        return re.compile(r"[ \t]*(?:\n|;|\}|$)").match(self.text, self.position) is not None

    def layer(self, kind, stage):
        positional, defaults = LAYERS[kind]
        settings = dict(defaults)
        self.counts[kind] = self.counts.get(kind, 0) + 1
        name = f"{kind}{self.counts[kind]}"
        inputs = [self.tip]
        positional = list(positional)
        if kind in ACTIVATIONS:
            settings = self.activation(kind)[1]
        options = False
        while not self.line_ends():
            option = self.match(r"[a-z_]+(?=[ \t]*=)")
            if option is not None:
                self.expect("=")
                settings[option] = self.value()
                options = True
                continue
            value = self.value()
            if value == "as":
                name = self.expect(r"[A-Za-z_]\w*")
                break
            if kind in JOINS:
                inputs.append(value)
                continue
            if options:
                raise ValueError(f"{value} stands after an option")
            setting = positional.pop(0)
            settings[setting] = self.activation(value) if setting == "activation" else value
        if not self.line_ends():
            raise ValueError(f"more stands after {kind}'s line")
        self.tip = name
        return Layer(kind, name, stage, settings, inputs)

    def block(self, model, stage):
        anything = r"[\s;]*"
        self.expect(r"\{", skip=r"\s*")
        while not self.match(r"\}", skip=anything):
            word = self.expect(r"[A-Za-z_]\w*", skip=anything)
            if word == "param":
                name = self.expect(r"\w+")
                self.expect("=")
                self.parameters[name] = self.overrides.get(name, self.sum())
            elif word == "input":
                shape = self.value()
                model.input = shape if isinstance(shape, tuple) else (shape,)
                if not self.line_ends():
                    raise ValueError("more stands after the input")
            elif word in ("encoder", "decoder"):
                self.block(model, word)
            elif word == "from":
                self.tip = self.expect(r"[A-Za-z_]\w*")
            else:
                model.layers.append(self.layer(word, stage))

    def model(self):
        self.expect("model", skip=r"\s*")
        model = Model(self.expect(r"[\w-]+", skip=r"\s*"))
        self.block(model, "")
        return model


def read_model(text, overrides=None):
    """The model that a text holds; `overrides` replaces the values of its params."""
    return Reader(text, overrides).model()
