"""Random right models of the `.cae` language, as a list of lines."""
import re

from cae_layers import joined_shape
from cae_model import CaeModel
from random_blocks import RandomBlock

ACTIVATIONS = ["relu", "leaky_relu", "leaky_relu(slope=0.05)", "elu", "elu(alpha=0.7)", "selu", "gelu", "sigmoid",
               "tanh", "softplus", "silu", "linear"]
CHANNELS = [1, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 24, 32, 33]
INITS = ["glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_normal"]
LARGEST_IMAGE = 6000  # numbers in one layer's output for one image
MOST_PRODUCTS = 3e6  # multiplications of one convolution for one image
LARGER = 8  # by how much both are more in one model of ten
LARGEST_MATCH = 200  # numbers in a row that PyTorch compares with each other row
LOSSES = ["bce", "mse", "mae", "bce_logits"]
IMAGE_LOSSES = ["ssim", "ms_ssim"]  # of outputs that are no rows


INCLUDED = "parts.cae"  # the file of the blocks that a model includes


class RandomModel:
    """`layers` is a list of (stage, line); `text()` the model, `included()` the file that it includes from `folder`,
    `reading()` both as read."""

    def __init__(self, generator, folder):
        self.generator, self.folder = generator, folder
        self.larger = LARGER if self.chance(0.1) else 1
        sides = range(1, 33 if self.larger > 1 else 15)
        self.input = (self.pick(sides), self.pick(sides), self.pick([1, 1, 2, 3, 4, 6, 16, 17]))
        if self.chance(0.3):
            self.input = (self.pick([1, 2, 3, 7, 9, 16, 17, 40, 100]),)
        self.layers, self.blocks = [], []
        self.overrides = {"two": 2} if self.chance(0.2) else {}
        self.names = 0
        self.loss = None
        while self.chance(0.35) and len(self.blocks) < 3:
            self.blocks.append(RandomBlock(f"part{len(self.blocks) + 1}", self, self.blocks))
        self.includes = bool(self.chance(0.5))
        staged = self.pick(["", "", "both", "encoder"])
        wanted = self.pick(range(1, 9))
        for tries in range(60):
            if len(self.layers) >= wanted:
                break
            early = staged == "encoder" or len(self.layers) < wanted / 2
            stage = "" if not staged else "encoder" if early else "decoder"
            self.layers.append((stage, self.line(self.shape())))
            if not self.fits():
                self.layers.pop()
        self.mirrors = staged == "encoder" and self.chance(0.6) and self.add_mirror()
        self.style = self.pick(range(3))

    def add_mirror(self):
        """A decoder that undoes the encoder, if it can be undone."""
        self.layers.append(("decoder", "mirror encoder" + self.options(
            (0.4, "tied=on"), (0.5, f"last={self.pick(ACTIVATIONS)}"))))
        fits = self.layers[0][0] == "encoder" and self.fits()
        if not fits:
            self.layers.pop()
        return fits

    def losses(self):
        """What an output that is like the last layer can be compared by."""
        return LOSSES + (IMAGE_LOSSES if len(self.shape()) == 3 else [])

    def end(self, loss):
        """The last lines of a model that is trained with this loss."""
        self.loss = loss
        if not self.layers:
            return
        stage = "" if self.mirrors else self.layers[-1][0]  # a mirror is alone in its decoder
        if (loss == "bce" or loss in IMAGE_LOSSES) and self.chance(0.9):
            self.layers.append((stage, "sigmoid"))
        if self.chance(0.2):
            self.outputs(stage)

    def outputs(self, stage):
        """`output` lines for some layers of the last one's shape, and perhaps one for labels; each layer once."""
        reading, above = self.reading().model.names, self.above()
        distinct = {reading[name]: name for name in above if name != "input"}.values()
        same = [name for name in distinct if above[name] == self.shape()]
        self.generator.shuffle(same)
        chosen = same[:self.pick([1, 2, 2, 3])]
        for name in chosen:
            options = self.options((0.6, f"loss={self.pick(self.losses())}"),
                                   (0.5, f"weight={self.pick([0.1, 0.5, 3])}"), (0.2, "target=input"))
            self.layers.append((stage, f"output {name}{options}"))
        rows = [name for name in distinct if len(above[name]) == 1 and name not in chosen]
        if self.chance(0.5) and rows:
            what = self.pick(["target=labels", "loss=cross_entropy target=labels", "loss=cross_entropy"])
            self.layers.append((stage, f"output {self.pick(rows)} {what}" + self.options((0.5, "weight=0.3"))))

    # Drawing.
    def pick(self, choices):
        choices = list(choices)
        return choices[int(self.generator.integers(len(choices)))]

    def chance(self, part):
        return self.generator.random() < part

    def window(self, most, bound=(10 ** 9, 10 ** 9)):
        """A number, or HxW."""
        rows = self.pick(range(1, max(1, min(most, bound[0])) + 1))
        columns = self.pick(range(1, max(1, min(most, bound[1])) + 1))
        if self.chance(0.5):
            return str(min(rows, columns))
        return f"{rows}x{columns}"

    # The model.
    def text(self, layers=None):
        layers = self.layers if layers is None else layers
        lines = [f"  input {'x'.join(map(str, self.input))}"]
        open_stage = ""
        for stage, line in layers:
            if stage != open_stage:
                if open_stage:
                    lines.append("  }")
                if stage:
                    lines.append(f"  {stage} {{")
                open_stage = stage
            lines.append(("    " if stage else "  ") + line)
        if open_stage:
            lines.append("  }")
        separator = {0: "\n", 1: "\n", 2: "  # a comment\n"}[getattr(self, "style", 0)]
        values = f"  param two = {9 if self.overrides else 2}\n  let three = min(two + 1, 7)\n"
        include = f'  include "{INCLUDED}"\n' if self.included() else ""
        blocks = self.needed_blocks(" ".join(lines))
        return "model fuzz {\n" + values + include + blocks + separator.join(lines) + "\n}\n"

    def included(self):
        """The text of the blocks that are in a file of their own: they know neither the model's values nor blocks."""
        return "".join(block.text() for block in self.included_blocks())

    def included_blocks(self):
        chosen = []
        for block in self.blocks if self.includes else []:
            calls = {name for name in re.findall(r"\bpart[0-9]+\b", block.text())} - {block.name}
            if "two" not in block.text() and calls <= {other.name for other in chosen}:
                chosen.append(block)
        return chosen

    def needed_blocks(self, lines):
        """The texts of the model's own blocks that are called; a block calls only those above it."""
        text, elsewhere = "", self.included_blocks()
        for block in reversed(self.blocks):
            if block not in elsewhere and re.search(rf"\b{block.name}\b", lines + text):
                text = block.text() + text
        return text

    def reading(self, layers=None):
        (self.folder / INCLUDED).write_text(self.included())
        return CaeModel(self.text(layers), self.overrides, self.folder)

    def shape(self):
        return self.reading().output if self.layers else self.input

    def fits(self, layers=None):
        """Whether all sizes are positive and small enough to be quick."""
        try:
            model = self.reading(layers)
        except (ValueError, IndexError, KeyError, TypeError, ZeroDivisionError):
            return False
        if len(model.output) == 1 and any(output.loss in IMAGE_LOSSES or not output.loss and self.loss in IMAGE_LOSSES
                                          for output in model.outputs if not output.learns_labels):
            return False
        if len({layer.name for layer in model.layers}) < len(model.layers):
            return False
        for layer in model.layers:
            before, shape = model.shapes[layer.inputs[0]], model.shapes[layer.name]
            size = 1
            for side in shape:
                size *= side
            if min(shape) < 1 or size > LARGEST_IMAGE * self.larger:
                return False
            if (layer.kind == "match" or layer.settings.get("tc", 1) != 1) and size > LARGEST_MATCH:
                return False
            if model.weight_of(layer) in model.parameters:
                weights = 1
                for side in model.parameters[model.weight_of(layer)]:
                    weights *= side
                pixels = shape[0] * shape[1] if len(shape) == 3 else 1
                if layer.kind == "deconv":
                    pixels = before[0] * before[1]
                if weights * pixels > MOST_PRODUCTS * self.larger or weights > 200000:
                    return False
        return True

    def line(self, shape):
        if self.layers and self.chance(0.3):
            return self.branch(shape)
        if self.blocks and self.chance(0.4):
            return self.pick(self.blocks).call(list(self.above())) + self.alias(0.4)
        return self.repeat(shape) if self.chance(0.08) else self.layer(shape)

    def above(self):
        """The shape of all that can be named at the end of the model."""
        if not self.layers:
            return {"input": self.input}
        reading = self.reading()
        return {name: reading.shapes[layer] for name, layer in reading.model.names.items()}

    def repeat(self, shape):
        """A line or two, written several times; a name in them has the number behind it."""
        self.names += 1
        name = f"turn_{self.names}_"
        lines = [self.layer(shape) for _ in range(self.pick([1, 1, 2]))]
        lines = [line for line in lines if " as " not in line] or ["relu"]
        if self.chance(0.5):
            lines.append(f"{self.layer(shape).split(' as ')[0]} as {name}[i]")
        if self.chance(0.2):
            lines.append("let again = i - 1; repeat again as j { tanh }")
        return f"repeat {self.pick(['1', '2', 'two', 'three', '0'])} as i {{ {'; '.join(lines)} }}"

    def branch(self, shape):
        """A layer that reads another than the one above, or that joins some."""
        above = self.above()
        kind = self.pick(["from", "add", "multiply", "concat", "concat", "sample", "sample", "tied", "tied"])
        if kind == "sample":
            return self.sample(shape, above)
        if kind == "tied":
            return self.tied(shape) or self.layer(shape)
        if kind == "from":
            name = self.pick(above)
            return f"from {name}; {self.layer(above[name])}"
        fitting = [name for name, other in above.items() if self.joins(kind, [shape, other])]
        line = " ".join([kind] + [self.pick(fitting) for _ in range(self.pick([1, 1, 1, 2, 3]))])
        return line + self.alias(0.3)

    def sample(self, shape, above):
        """Of two layers of one shape, or of two new ones that read what arrives."""
        options = self.options((0.5, f"beta={self.pick([0, 0.3, 'two'])}"), (0.3, "warmup=3"),
                               (0.3, f"capacity={self.pick([0.5, 3, 20])}"),
                               (0.3, f"tc={self.pick([0, 1, 5.5])}")) + self.alias(0.5)
        same = [name for name, other in above.items() if other == shape]
        if self.chance(0.4) and same:
            return f"sample {self.pick(same)} {self.pick(same)}{options}"
        self.names += 2
        mean, spread = f"name_{self.names - 1}", f"name_{self.names}"
        count = self.pick([1, 2, 3, 8])
        line = f"dense {count}" if len(shape) == 1 else f"conv {count} 1x1"
        # What arrives has no name that is always known, so one more layer gives it one.
        return f"linear as {mean}_of; {line} as {mean}; from {mean}_of; {line} as {spread}; " \
               f"sample {mean} {spread}{options}"

    def tied(self, shape):
        """A layer with the transposed weights of one above, if one has as many outputs as what arrives."""
        model = self.reading()
        owners = [layer for layer in model.layers if "." not in layer.name and layer.settings.get("tied") is None
                  and layer.kind == ("dense" if len(shape) == 1 else "conv")
                  and model.shapes[layer.name][-1] == shape[-1]]
        if not owners:
            return None
        owner = self.pick(owners)
        weight = model.parameters[model.weight_of(owner)]
        options = [(1, f"tied={owner.name}"), (0.2, "bias=off"), (0.2, "decay=0.02")]
        if len(shape) == 1:
            return f"dense {weight[1]}{self.activation_word()}" + self.options(*options)
        groups = self.pick([count for count in range(1, shape[2] + 1) if shape[2] % count == 0])
        return f"deconv {weight[1] * groups} {weight[2]}x{weight[3]}{self.activation_word()}" + self.options(
            (groups > 1, f"groups={groups}"), (0.5, f"stride={self.window(3)}"), (0.5, self.padding(1)), *options)

    @staticmethod
    def joins(kind, shapes):
        try:
            joined_shape(kind, shapes)
        except ValueError:
            return False
        return True

    def alias(self, part):
        if not self.chance(part):
            return ""
        self.names += 1
        return f" as name_{self.names}"

    def layer(self, shape):
        flat = len(shape) == 1
        kinds = (["dense"] * 6 + ["bn"] * 2 + ["reshape"] * 3 +
                 ["activation", "dropout", "layer_norm", "group_norm", "prelu", "softmax", "noise", "sparsity",
                  "sparsity", "quantize", "match", "match"]) if flat else (
            ["conv"] * 7 + ["depthwise"] * 2 + ["deconv"] * 4 + ["bn"] * 4 + ["pool"] * 4 + ["upsample"] * 4 +
            ["flatten", "flatten", "flatten", "reshape", "zeropad", "crop", "dropout", "activation", "activation",
             "layer_norm", "group_norm", "prelu", "softmax", "pixel_shuffle", "noise", "sparsity", "quantize",
             "quantize"])
        kind = self.pick(kinds)
        return getattr(self, kind)(shape) + (self.alias(0.15) if kind != "activation" else "")

    def activation_word(self):
        return " " + self.pick(ACTIVATIONS) if self.chance(0.6) else ""

    def options(self, *choices):
        """Some `key=value`, in any order; each choice is (chance, text)."""
        chosen = [text for part, text in choices if self.chance(part)]
        self.generator.shuffle(chosen)
        return "".join(" " + text for text in chosen)

    def number(self, value):
        """A number, at times written as an expression."""
        ways = [str(value)] * 12 + [f"min({value}, 1000)", f"ceil({value}-0.5)", f"three*{value}-two*{value}"]
        return self.pick(ways + [f"two*{value // 2}"] * 4 * (value % 2 == 0))

    def padding(self, most=3):
        return "pad=" + self.pick(["same", "same", "valid", str(self.pick(range(most + 1))),
                                   f"{self.pick(range(most + 1))}x{self.pick(range(most + 1))}"])

    def common_divisor(self, channels, filters):
        return self.pick([g for g in range(1, channels + 1) if channels % g == 0 and filters % g == 0])

    def conv(self, shape):
        filters = self.pick(CHANNELS + [shape[2], shape[2] * 2])
        groups = self.common_divisor(shape[2], filters)
        return f"conv {self.number(filters)} {self.window(5)}{self.activation_word()}" + self.options(
            (0.4, f"stride={self.window(3)}"), (0.6, self.padding()), (0.25, f"dilation={self.window(3)}"),
            (0.35, f"groups={groups}"), (0.2, f"bias={self.pick(['on', 'off'])}"), (0.2, f"init={self.pick(INITS)}"),
            self.decay())

    def depthwise(self, shape):
        return f"depthwise {self.window(5)}{self.activation_word()}" + self.options(
            (0.4, f"multiplier={self.pick([1, 2, 3])}"), (0.4, f"stride={self.window(3)}"), (0.6, self.padding()),
            (0.25, f"dilation={self.window(3)}"), (0.2, "bias=off"), (0.2, f"init={self.pick(INITS)}"), self.decay())

    def deconv(self, shape):
        filters = self.pick(CHANNELS + [shape[2], shape[2] * 2])
        groups = self.common_divisor(shape[2], filters)
        stride = self.window(3)
        more = "x".join(str(self.pick(range(int(side)))) for side in stride.split("x"))
        strides = self.pick(["", f" stride={stride}", f" stride={stride} output_padding={more}"])
        return f"deconv {filters} {self.window(5)}{self.activation_word()}{strides}" + self.options(
            (0.6, self.padding(2)), (0.35, f"groups={groups}"), (0.2, "bias=off"), (0.2, f"init={self.pick(INITS)}"),
            self.decay())

    def dense(self, shape):
        units = self.number(self.pick([1, 2, 3, 5, 8, 16, 17, 31, 64, 100, 130]))
        return f"dense {units}{self.activation_word()}" + self.options(
            (0.2, "bias=off"), (0.2, f"init={self.pick(INITS)}"), self.decay())

    def decay(self):
        return 0.1, f"decay={self.pick(['0.5', '1e-3', '0'])}"

    def bn(self, shape):
        return "bn" + self.options((0.3, f"momentum={self.pick([0.0, 0.5, 0.9, 0.999])}"),
                                   (0.3, f"eps={self.pick(['0.1', '1e-3', '1e-4', '0.01'])}"),
                                   (0.15, "scale=off"), (0.15, "shift=off"))

    def pool(self, shape):
        method = self.pick(["max", "avg"])
        if self.chance(0.15):
            return f"pool {method} global"
        rows, columns = self.pick(range(1, 5)), self.pick(range(1, 5))
        window = f"{rows}x{columns}" if self.chance(0.5) else str(rows)
        least = min(rows, columns) if "x" in window else rows
        pads = ["same", "same", "valid"] + [str(amount) for amount in range(least)]
        return f"pool {method} {window}" + self.options((0.4, f"stride={self.window(3)}"),
                                                        (0.5, f"pad={self.pick(pads)}"))

    def upsample(self, shape):
        return f"upsample {self.window(4)}" + self.pick(["", " nearest", " bilinear", " bilinear"])

    def flatten(self, shape):
        return "flatten"

    def reshape(self, shape):
        total = 1
        for side in shape:
            total *= side
        rows = self.pick([side for side in range(1, total + 1) if total % side == 0 and side <= 16])
        rest = total // rows
        columns = self.pick([side for side in range(1, rest + 1) if rest % side == 0 and side <= 16])
        return f"reshape {rows}x{columns}x{rest // columns}"

    def zeropad(self, shape):
        return self.sides("zeropad", ["1", "2", "1x0", "0x2", "3"])

    def crop(self, shape):
        return self.sides("crop", ["1", "2", "1x0", "0x2"])

    def sides(self, kind, amounts):
        """For all sides, for some of them, or both."""
        own = self.options(*[(0.4, f"{side}={self.pick([0, 1, 2])}") for side in ("top", "bottom", "left", "right")])
        if own and self.chance(0.5):
            return kind + own
        return f"{kind} {self.pick(amounts)}" + (own if self.chance(0.4) else "")

    def dropout(self, shape):
        return f"dropout {self.pick(['0', '0.1', '0.5', '0.8'])}"

    def noise(self, shape):
        return f"noise {self.pick(['0', '0.1', '2'])}"

    def sparsity(self, shape):
        parts = [f"l1={self.pick(['0.1', '2'])}", f"l2={self.pick(['0.1', '1'])}", f"rate={self.pick(['0.05', '0.5'])}"]
        chosen = self.options(*[(0.5, part) for part in parts]) or " l1=0.01"
        return "sparsity" + chosen + (self.options((0.6, "weight=0.3")) if "rate" in chosen else "")

    def quantize(self, shape):
        codes = self.number(self.pick([1, 2, 5, 16, 33]))
        return f"quantize {codes}" + self.options((0.4, f"beta={self.pick([0, 1])}"))

    def match(self, shape):
        return "match" + self.options((0.5, f"weight={self.pick(['0.1', '5'])}"))

    def layer_norm(self, shape):
        return "layer_norm" + self.options((0.3, "eps=0.1"), (0.15, "scale=off"), (0.15, "shift=off"))

    def group_norm(self, shape):
        groups = self.pick([g for g in range(1, shape[-1] + 1) if shape[-1] % g == 0])
        return f"group_norm {groups}" + self.options((0.3, "eps=0.1"), (0.15, "scale=off"), (0.15, "shift=off"))

    def prelu(self, shape):
        return "prelu"

    def softmax(self, shape):
        return "softmax"

    def pixel_shuffle(self, shape):
        return f"pixel_shuffle {self.pick(['1', '2', '1x2', '3x1'])}"

    def activation(self, shape):
        return self.pick(ACTIVATIONS + ["leaky_relu slope=0.1", "elu alpha=0.4"])
