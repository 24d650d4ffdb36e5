"""The layers that `mirror encoder` stands for, written from the language's description."""
from cae_layers import describe, image_sides, joined_shape, pair
from cae_values import ACTIVATIONS, Activation

WITH_WEIGHTS = ("conv", "depthwise", "deconv", "dense")
JOINED = ("add", "multiply", "concat")


class Given(dict):
    """Settings as a layer has them, for `describe`."""

    def __init__(self, kind, settings):
        super().__init__(settings)
        self.kind, self.settings = kind, settings


def shapes_of(layers, shape):
    shapes = {"input": shape}
    for layer in layers:
        arriving = [shapes[name] for name in layer.inputs]
        shapes[layer.name] = (joined_shape(layer.kind, arriving) if layer.kind in JOINED
                              else describe(layer, arriving[0])[1])
    return shapes


def encoder_path(layers, tip):
    """From the input to the code; at a join the way of what arrives first."""
    by_name, path = {layer.name: layer for layer in layers}, []
    while tip != "input" and by_name[tip].stage == "encoder":
        path.insert(0, by_name[tip])
        tip = by_name[tip].inputs[0]
    return path


def activation_before(path, last):
    """Of the output that the last layer of the path reads."""
    for layer in reversed(path[:-1]):
        if layer.kind in WITH_WEIGHTS:
            return layer.activation
        if layer.kind in ACTIVATIONS:
            return Activation(layer.kind, dict(layer.settings))
    return last


def undone(layer, before, after):
    """(kind, settings) of the layer that undoes this one, which gives `after` from `before`; None if none is needed."""
    kind = layer.kind
    if kind == "dense":
        return "dense", {"units": before[0]}
    if kind in ("conv", "depthwise", "deconv"):
        settings = {"filters": before[2], "kernel": layer["kernel"], "stride": layer["stride"], "pad": layer["pad"]}
        settings["groups"] = before[2] if kind == "depthwise" else layer["groups"]
        if kind == "deconv":
            return "conv", settings
        if pair(layer["dilation"]) != (1, 1):
            raise ValueError("a deconv has no dilation")
        if layer["pad"] != "same":
            pad = (0, 0) if layer["pad"] == "valid" else pair(layer["pad"])
            kernel, stride = pair(layer["kernel"]), pair(layer["stride"])
            rest = tuple((before[i] + 2 * pad[i] - kernel[i]) % stride[i] for i in range(2))
            if rest != (0, 0):
                settings["output_padding"] = rest
        return "deconv", settings
    if before == after:
        return None
    if kind == "pool":
        factor = before[:2] if layer["window"] == "global" else pair(layer["stride"] or layer["window"])
        return "upsample", {"factor": factor}
    if kind == "upsample":
        return "pool", {"method": "avg", "window": layer["factor"]}
    if kind in ("crop", "zeropad"):
        sides = dict(zip(("top", "bottom", "left", "right"), image_sides(layer)))
        return "zeropad" if kind == "crop" else "crop", sides
    if kind in ("flatten", "reshape"):
        return ("flatten", {}) if len(before) == 1 else ("reshape", {"shape": before})
    raise ValueError(f"nothing undoes {kind}")


def fit(now, wanted):
    """What makes a shape as high and wide as the wanted one, at the bottom and right."""
    missing = [wanted[i] - now[i] for i in range(2)]
    found = []
    for kind, sign in (("crop", -1), ("zeropad", 1)):
        sides = {side: sign * amount for side, amount in zip(("bottom", "right"), missing) if sign * amount > 0}
        if sides:
            found.append((kind, sides))
    return found


def mirror(layers, input_shape, tip, defaults, tied="off", last=None):
    """(kind, settings) of each layer, in order; `defaults(kind)` are the settings of a line that gives none."""
    shapes, path, result = shapes_of(layers, input_shape), encoder_path(layers, tip), []
    if not path:
        raise ValueError("nothing to mirror")
    now = shapes[tip]

    def add(kind, settings):
        nonlocal now
        whole = {**defaults(kind), **settings}
        now = describe(Given(kind, whole), now)[1]
        if min(now) < 1:
            raise ValueError(f"nothing is left by {kind}")
        result.append((kind, whole))

    for end in range(len(path), 0, -1):
        layer = path[end - 1]
        before, after = shapes[layer.inputs[0]], shapes[layer.name]
        found = undone(layer, before, after)
        if found is None:
            continue
        kind, settings = found
        if layer.kind in WITH_WEIGHTS:
            settings["activation"] = activation_before(path[:end], last)
            settings["init"] = layer["init"]
            if tied == "on":
                if layer.kind == "deconv" or layer.settings.get("tied"):
                    raise ValueError(f"the weights of {layer.name} cannot be tied")
                settings["tied"] = layer.name
        add(kind, settings)
        if kind in ("conv", "deconv") or layer.kind == "pool":
            for more in fit(now, before):
                add(*more)
    return result
