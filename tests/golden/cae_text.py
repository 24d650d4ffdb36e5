"""A second reading of the `.cae` language, written from its description and not from the C++ parser.

It reads right models only: whatever it does not understand is a ValueError. Blocks and repeats are written out: a
call reads the block's text again, a repeat its own.
"""
import pathlib
import re
from typing import NamedTuple

from cae_mirror import mirror
from cae_values import ACTIVATIONS, NAME, Activation, ValueReader, Word

DRAWN = dict(bias="on", init="glorot_uniform")
# Positional settings in order, then the options with their defaults.
LAYERS = {
    "conv": (["filters", "kernel", "activation"], dict(stride=1, pad="valid", dilation=1, groups=1, decay=0, **DRAWN)),
    "depthwise": (["kernel", "activation"], dict(multiplier=1, stride=1, pad="valid", dilation=1, decay=0, **DRAWN)),
    "deconv": (["filters", "kernel", "activation"],
               dict(stride=1, pad="valid", output_padding=None, groups=1, decay=0, tied=None, **DRAWN)),
    "dense": (["units", "activation"], dict(decay=0, tied=None, **DRAWN)),
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
    "sample": ([], dict(beta=1, warmup=0, capacity=0, tc=1)),
    "noise": (["sigma"], {}),
    "sparsity": ([], dict(l1=0, l2=0, rate=None, weight=1)),
    "quantize": (["codes"], dict(beta=0.25)),
    "match": ([], dict(weight=1)),
    "add": ([], {}), "multiply": ([], {}), "concat": ([], {}),
    **{kind: ([], dict(arguments)) for kind, arguments in ACTIVATIONS.items()},
}
JOINS = ["add", "multiply", "concat"]  # their lines name the layers that they join to what arrives
STATEMENT = r"(?:^|[;{}\n])[ \t]*"


class Layer:
    """One line of a model: kind, name, stage, settings and the names of what it reads ("input" or layers above, what
    arrives first); `activation` is (kind, arguments) or None."""

    def __init__(self, kind, name, stage, settings, inputs):
        self.kind, self.name, self.stage, self.settings, self.inputs = kind, name, stage, settings, inputs
        self.activation = settings.pop("activation", None)

    def __getitem__(self, setting):
        return self.settings[setting]


class Output(NamedTuple):
    """A thing to learn; `loss` is None where the line leaves it to the training."""
    layer: str
    loss: str = None
    weight: float = 1
    target: str = "input"

    @property
    def learns_labels(self):
        return self.target == "labels" or self.loss == "cross_entropy"


class Model:
    """A model as read: its name, the input (height, width, channels), its layers in order, its `output` lines, and the
    layers that names outside of all blocks mean, calls among them."""

    def __init__(self, name, names):
        self.name, self.input, self.layers, self.outputs, self.names = name, None, [], [], names


class Call:
    """What names mean inside one call of a block, or outside of all: the numbers given so far and the layers' full
    names."""

    def __init__(self, prefix, arriving):
        self.prefix, self.counts, self.layers = prefix, {}, {"input": arriving}


class Line(NamedTuple):
    values: list
    options: dict
    name: str


class Reader(ValueReader):
    def __init__(self, text, overrides, folder):
        super().__init__(without_comments(text), Call("", "input"))
        self.overrides = dict(overrides or {})
        self.blocks = {}  # name: the text that holds the block, and the place behind the name
        self.files = set()
        self.tip = "input"  # what the next layer reads
        self.model, self.top_scope = None, self.scope  # a block finds the params and lets of the top level
        self.find_blocks(self.text, folder)

    def find_blocks(self, text, folder):
        """Blocks can be called above their place."""
        for found in re.finditer(STATEMENT + rf"block[ \t]+({NAME})", text):
            self.blocks[found.group(1)] = text, found.end()
        for found in re.finditer(STATEMENT + r'include[ \t]*"([^"]*)"', text):
            path = (pathlib.Path(folder) / found.group(1)).resolve()
            if path not in self.files:
                self.files.add(path)
                self.find_blocks(without_comments(path.read_text()), path.parent)

    # The statements.
    def line_ends(self):
        return self.sees(r"(?:\n|;|\}|$)")

    def statements(self, stage):
        self.expect(r"\{", skip=r"\s*")
        while not self.match(r"\}", skip=r"[\s;]*"):
            word = self.expect(NAME, skip=r"[\s;]*")
            self.statement(word, stage)
            if not self.line_ends() and self.text[self.position - 1] != "}":
                raise ValueError(f"more stands after the line of {word}")

    def body(self, stage, values=None):
        """Statements whose lets end with their braces."""
        outside = self.scope
        self.scope = self.scope.new_child(values)
        self.statements(stage)
        self.scope = outside

    def skip_body(self):
        self.position = self.text.index("{", self.position) + 1
        depth = 1
        while depth:
            depth += {"{": 1, "}": -1}[self.expect(r"[{}]", skip=r"[^{}]*")]

    def statement(self, word, stage):
        meaning = self.scope.get(word)
        if isinstance(meaning, Activation):  # a block's parameter as the kind of a layer
            self.layer(meaning.kind, stage, meaning.arguments)
            return
        word = meaning if isinstance(meaning, Word) else word
        if word in ("param", "let"):
            name = self.expect(NAME)
            self.expect("=")
            value = self.sum()
            self.scope[name] = self.overrides.get(name, value) if word == "param" else value
        elif word == "input":
            shape = self.value()
            self.model.input = shape if isinstance(shape, tuple) else (shape,)
        elif word in ("encoder", "decoder"):
            self.body(word)
        elif word == "block":
            self.skip_body()
        elif word == "include":
            self.expect(r'"[^"]*"')
        elif word == "repeat":
            self.repeat(stage)
        elif word == "from":
            self.tip = self.layer_named(self.reference())
        elif word == "output":
            line = self.line(word)
            self.model.outputs.append(Output(self.layer_named(*line.values), **line.options))
        elif word == "mirror":
            self.mirror(stage)
        elif word in self.blocks:
            self.call_block(word, stage)
        else:
            self.layer(word, stage)

    def repeat(self, stage):
        times = self.sum()
        name = self.expect(NAME) if self.match(r"as(?=[ \t])") else None
        start = self.position
        for number in range(1, times + 1):
            self.position = start
            self.body(stage, {name: number} if name else {})
        if times == 0:
            self.skip_body()

    def next_name(self, kind):
        self.call.counts[kind] = self.call.counts.get(kind, 0) + 1
        return f"{kind}{self.call.counts[kind]}"

    def line(self, kind):
        """The rest of a line: values, then `key=value`, then `as NAME`."""
        values, options, name = [], {}, self.next_name(kind)
        named_layers = kind in JOINS or kind in ("sample", "output")
        while not self.line_ends():
            option = self.match(rf"{NAME}(?=[ \t]*=)")
            if option is not None:
                self.expect("=")
                options[option] = self.value()
            elif self.match(r"as(?=[ \t])"):
                name = self.given_name()
                break
            elif options:
                raise ValueError(f"more stands after the options of {kind}")
            else:
                values.append(self.reference() if named_layers else self.value())
        return Line(values, options, name)

    def layer_named(self, word):
        """The full name of a layer that a word means where it was written."""
        if not isinstance(word, Word) or word not in word.call.layers:
            raise ValueError(f"no layer is called {word}")
        return word.call.layers[word]

    def layer(self, kind, stage, given=None):
        """One layer; `given` are arguments of an activation that a block's parameter brought along."""
        positional, defaults = LAYERS[kind]
        settings = dict(given or defaults)
        if kind in ACTIVATIONS and given is None:
            settings = self.activation(kind).arguments
        line = self.line(kind)
        inputs = [self.tip]
        if kind == "sample":
            inputs = [self.layer_named(word) for word in line.values]
        elif kind in JOINS:
            inputs += [self.layer_named(word) for word in line.values]
        elif len(line.values) > len(positional):
            raise ValueError(f"too many values for {kind}")
        else:
            settings.update(zip(positional, line.values))
        settings.update(line.options)
        settings["activation"] = activation_of(settings.get("activation"))
        if settings.get("tied") is not None:
            settings["tied"] = self.layer_named(settings["tied"])
        self.add(kind, line.name, stage, settings, inputs)

    def add(self, kind, name, stage, settings, inputs):
        self.tip = self.call.layers[name] = self.call.prefix + name
        self.model.layers.append(Layer(kind, self.tip, stage, settings, inputs))

    def mirror(self, stage):
        self.expect("encoder")
        options = self.line("mirror").options
        options["last"] = activation_of(options.get("last"))
        defaults = lambda kind: dict(LAYERS[kind][1])  # noqa: E731
        for kind, settings in mirror(self.model.layers, self.model.input, self.tip, defaults, **options):
            self.add(kind, self.next_name(kind), stage, settings, [self.tip])

    def call_block(self, kind, stage):
        line = self.line(kind)
        inside = Call(f"{self.call.prefix}{line.name}.", self.tip)
        text, place = self.blocks[kind]
        with self.elsewhere(text, place, self.top_scope.new_child(), inside):
            self.bind(line)
            self.body(stage)
        self.call.layers[line.name] = self.tip

    def bind(self, line):
        """Gives the parameters of a block their values: those of the call, else their defaults."""
        values = list(line.values)
        if not self.match(r"\("):
            return
        while not self.match(r"\)", skip=r"\s*"):
            name = self.expect(NAME, skip=r"\s*")
            default = self.value() if self.match("=") else None
            self.scope[name] = values.pop(0) if values else line.options.get(name, default)
            self.match(",", skip=r"\s*")

    def whole(self):
        self.expect("model", skip=r"\s*")
        self.model = Model(self.expect(r"[\w-]+", skip=r"\s*"), self.call.layers)
        self.statements("")
        return self.model


def activation_of(value):
    """An activation from the word that it may be, or None."""
    return Activation(value, ACTIVATIONS[value]) if isinstance(value, Word) else value


def without_comments(text):
    return re.sub(r"#[^\n]*", "", text.replace("\r\n", "\n"))


def read_model(text, overrides=None, folder="."):
    """The model that a text holds; `overrides` replaces the values of its params, and included files are looked for
    from `folder` on."""
    return Reader(text, overrides, folder).whole()
