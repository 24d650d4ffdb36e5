"""Random blocks of the `.cae` language and random calls of them.

A block's lines keep rows rows and images images; whether a call fits where it stands is for the model to try.
"""

# In a block's lines `count`, `act`, `size` and `skip` are its parameters.
IMAGE_LINES = [
    "conv count size act pad=same", "conv count 1x1 act", "conv count+1 size pad=same", "depthwise size act pad=same",
    "from input; conv count size act pad=same", "from skip; conv count 1x1", "pool max 2 pad=same",
    "deconv count 2 act stride=2", "upsample size bilinear", "crop bottom=1",
    "repeat 2 as i { conv count*i 1x1 act as step[i] }; concat step[1]",
    "let more = max(count - 1, 1); conv more 1x1 act"]
ROW_LINES = [
    "dense count act", "dense count+1 act decay=0.01", "from input; dense count act", "from skip; dense count",
    "repeat 2 as i { dense count*i as step[i] }; concat step[1]", "let more = ceil(count/2.0); dense more act", "match"]
LINES = [
    "bn", "bn as last", "layer_norm", "prelu", "relu", "concat input", "add input", "multiply input", "concat skip",
    "multiply skip", "noise 0.1", "dropout 0.25", "sparsity l1=0.1", "quantize count", "sample input input beta=0.5",
    "repeat 0 { relu }", "act", "repeat 2 { tanh }", "softmax"]
DEFAULTS = {"count": ["1", "2", "two*2", "5"], "act": ["relu", "tanh", "leaky_relu(slope=0.2)", "linear"],
            "size": ["1", "2", "3x3", "1x3", "(two)x1"], "skip": ["input"]}


class RandomBlock:
    """`name`, `parameters` in order with their defaults (None where a call must give one), `lines`, and whether it
    works on rows."""

    def __init__(self, name, draw, others):
        self.name, self.draw = name, draw
        self.rows = draw.chance(0.4)
        own = ROW_LINES if self.rows else IMAGE_LINES
        lines = [draw.pick(own if draw.chance(0.6) else LINES) for _ in range(draw.pick([1, 2, 2, 3, 4]))]
        self.lines = list(dict.fromkeys(lines))  # a let stands once between two braces
        nested = [other for other in others if other.rows == self.rows]
        if nested and draw.chance(0.6):
            self.lines.append(draw.pick(nested).call(["input"]))
        words = " ".join(self.lines)
        used = [name for name in DEFAULTS if name in words] + [name for name in DEFAULTS if name not in words][:1]
        draw.generator.shuffle(used)
        optional = draw.pick(range(len(used) + 1))  # so many at the end have a default
        self.parameters = {name: draw.pick(DEFAULTS[name]) if index >= len(used) - optional else None
                           for index, name in enumerate(used)}

    def text(self):
        parameters = [name if default is None else f"{name} = {default}" for name, default in self.parameters.items()]
        lines = "\n".join(f"    {line}" for line in self.lines)
        return f"  block {self.name}({', '.join(parameters)}) {{\n{lines}\n  }}\n"

    def argument(self, name, layers):
        return self.draw.pick(layers if name == "skip" else DEFAULTS[name] + ["max(two, 3)"] * (name == "count"))

    def call(self, layers):
        """A call's line, with some values by their place, some by name, and some left out; `layers` can be named."""
        names = list(self.parameters)
        places = self.draw.pick(range(len(names) + 1))
        by_name = [name for name in names[places:] if self.parameters[name] is None or self.draw.chance(0.4)]
        self.draw.generator.shuffle(by_name)
        return " ".join([self.name] + [self.argument(name, layers) for name in names[:places]] +
                        [f"{name}={self.argument(name, layers)}" for name in by_name])
