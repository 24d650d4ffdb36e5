"""What each layer of the `.cae` language computes, in PyTorch: the parameters it owns, the shape it gives, its numbers.

Written from the language's description. Tensors are NCHW; a flat row is [n, units].
"""
import math

import torch
import torch.nn.functional as F


def pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def span(kernel, dilation=1):
    """How many input rows a dilated kernel covers."""
    return (kernel - 1) * dilation + 1


def padding(mode, size, kernel, stride, dilation=(1, 1)):
    """(before, after) for rows and for columns. `same` as TensorFlow: what is odd goes to the end."""
    if mode == "valid":
        return [(0, 0), (0, 0)]
    if mode != "same":
        return [(amount, amount) for amount in pair(mode)]
    sides = []
    for axis in range(2):
        out = -(-size[axis] // stride[axis])
        total = max((out - 1) * stride[axis] + span(kernel[axis], dilation[axis]) - size[axis], 0)
        sides.append((total // 2, total - total // 2))
    return sides


def image_sides(layer):
    """(top, bottom, left, right) of a zeropad or crop: a side of its own counts before the amount for all."""
    rows, columns = pair(layer["amount"])
    return tuple(amount if layer[side] is None else layer[side]
                 for side, amount in (("top", rows), ("bottom", rows), ("left", columns), ("right", columns)))


def pad_images(x, sides, value=0.0):
    (top, bottom), (left, right) = sides
    return F.pad(x, (left, right, top, bottom), value=value)


def window_count(size, kernel, stride, sides, dilation=1):
    return (size + sum(sides) - span(kernel, dilation)) // stride + 1


def activate(activation, x):
    kind, arguments = activation
    if kind == "leaky_relu":
        return F.leaky_relu(x, arguments["slope"])
    if kind == "elu":
        return F.elu(x, arguments["alpha"])
    functions = {"relu": torch.relu, "selu": F.selu, "gelu": F.gelu, "sigmoid": torch.sigmoid, "tanh": torch.tanh,
                 "softplus": F.softplus, "silu": F.silu, "linear": lambda value: value}
    return functions[kind](x)


# Each layer kind: its output shape, (height, width, channels) or (units,), and what it does.


def conv_shape(layer, shape):
    kernel, stride, dilation = pair(layer["kernel"]), pair(layer["stride"]), pair(layer["dilation"])
    sides = padding(layer["pad"], shape, kernel, stride, dilation)
    rows, columns = (window_count(shape[i], kernel[i], stride[i], sides[i], dilation[i]) for i in range(2))
    return rows, columns, layer["filters"]


def conv_parameters(layer, shape):
    parameters = {"weight": (layer["filters"], shape[2] // layer["groups"], *pair(layer["kernel"]))}
    if layer["bias"] == "on":
        parameters["bias"] = (layer["filters"],)
    return parameters


def conv(layer, x, weights):
    kernel, stride, dilation = pair(layer["kernel"]), pair(layer["stride"]), pair(layer["dilation"])
    x = pad_images(x, padding(layer["pad"], x.shape[2:], kernel, stride, dilation))
    return F.conv2d(x, weights["weight"], weights.get("bias"), stride, 0, dilation, layer["groups"])


def depthwise_as_conv(layer, channels):
    """The settings of the convolution of C groups that a depthwise layer is."""
    return {**layer.settings, "filters": channels * layer["multiplier"], "groups": channels}


def deconv_shape(layer, shape):
    kernel, stride, extra = pair(layer["kernel"]), pair(layer["stride"]), layer["output_padding"]
    if layer["pad"] == "same" and extra is None:
        return shape[0] * stride[0], shape[1] * stride[1], layer["filters"]
    # Keras's deconv_output_length: `same` crops half a kernel on each side.
    crop = [side // 2 for side in kernel] if layer["pad"] == "same" else padding_of_deconv(layer)
    extra = pair(extra or 0)
    if layer["pad"] == "same" and any(side % 2 == 0 and more == 0 for side, more in zip(kernel, extra)):
        raise ValueError("half of an even kernel on each side is one more than `same` pads")
    rows, columns = ((shape[i] - 1) * stride[i] + kernel[i] - 2 * crop[i] + extra[i] for i in range(2))
    return rows, columns, layer["filters"]


def padding_of_deconv(layer):
    return (0, 0) if layer["pad"] == "valid" else pair(layer["pad"])


def deconv_parameters(layer, shape):
    parameters = {"weight": (shape[2], layer["filters"] // layer["groups"], *pair(layer["kernel"]))}
    if layer["bias"] == "on":
        parameters["bias"] = (layer["filters"],)
    return parameters


def deconv(layer, x, weights):
    kernel, stride = pair(layer["kernel"]), pair(layer["stride"])
    if layer["pad"] != "same":
        return F.conv_transpose2d(x, weights["weight"], weights.get("bias"), stride, padding_of_deconv(layer),
                                  pair(layer["output_padding"] or 0), layer["groups"])
    rows, columns, _ = deconv_shape(layer, (*x.shape[2:], x.shape[1]))
    full = F.conv_transpose2d(x, weights["weight"], None, stride, 0, 0, layer["groups"])
    # As TensorFlow: what is too much is cropped, the odd row at the end.
    top, left = (max(full.shape[2] - rows, 0) // 2, max(full.shape[3] - columns, 0) // 2)
    # A stride above the kernel asks for more rows than there are: they hold the bias alone.
    missing = [max(0, top + rows - full.shape[2]), max(0, left + columns - full.shape[3])]
    full = F.pad(full, (0, missing[1], 0, missing[0]))
    y = full[:, :, top:top + rows, left:left + columns]
    return y + weights["bias"].view(1, -1, 1, 1) if "bias" in weights else y


def pool_geometry(layer, shape):
    window = shape[:2] if layer["window"] == "global" else pair(layer["window"])
    stride = window if layer["stride"] is None else pair(layer["stride"])
    return window, stride, padding(layer["pad"], shape, window, stride)


def pool_shape(layer, shape):
    window, stride, sides = pool_geometry(layer, shape)
    return (*(window_count(shape[i], window[i], stride[i], sides[i]) for i in range(2)), shape[2])


def pool(layer, x):
    window, stride, sides = pool_geometry(layer, tuple(x.shape[2:]))
    if layer["method"] == "max":
        return F.max_pool2d(pad_images(x, sides, float("-inf")), window, stride)
    total = F.avg_pool2d(pad_images(x, sides), window, stride, divisor_override=1)
    count = F.avg_pool2d(pad_images(torch.ones_like(x), sides), window, stride, divisor_override=1)
    return total / count


def batch_norm(layer, x, weights, training):
    axes = [axis for axis in range(x.dim()) if axis != 1]
    view = [-1 if axis == 1 else 1 for axis in range(x.dim())]
    moved = {}
    if training:
        mean = x.mean(axes)
        variance = ((x - mean.view(view)) ** 2).mean(axes)
        keep = layer["momentum"]
        moved["mean"] = keep * weights["mean"] + (1 - keep) * mean.detach()
        moved["var"] = keep * weights["var"] + (1 - keep) * variance.detach()
    else:
        mean, variance = weights["mean"], weights["var"]
    y = (x - mean.view(view)) / torch.sqrt(variance.view(view) + layer["eps"])
    if "gamma" in weights:
        y = y * weights["gamma"].view(view)
    if "beta" in weights:
        y = y + weights["beta"].view(view)
    return y, moved


def sample_norm(layer, x, weights):
    """By its formula: PyTorch's own leave a residue where a group is one number, which would stand at a kink."""
    parts, axis = (x, 1) if layer.kind == "layer_norm" else (x.reshape(len(x), layer["groups"], -1), 2)
    centred = parts - parts.mean(axis, keepdim=True)
    y = (centred / torch.sqrt((centred ** 2).mean(axis, keepdim=True) + layer["eps"])).reshape(x.shape)
    view = [-1 if axis == 1 else 1 for axis in range(x.dim())]
    if "gamma" in weights:
        y = y * weights["gamma"].view(view)
    return y + weights["beta"].view(view) if "beta" in weights else y


def nearest_vectors(x, codebook):
    """For each vector of channels in x the nearest of the codebook, the first of several; [n, channels, ...]."""
    vectors = x.movedim(1, -1)
    distances = torch.stack([((vectors - code) ** 2).sum(-1) for code in codebook.detach()], -1)
    return codebook[distances.argmin(-1)].movedim(-1, 1)


def joined_shape(kind, shapes):
    """The shape of an `add`, `multiply` or `concat`; a ValueError if these shapes cannot be joined."""
    if len({len(shape) for shape in shapes}) > 1:
        raise ValueError(f"{kind} of a row and an image")
    if kind == "concat":
        if len({shape[:-1] for shape in shapes}) > 1:
            raise ValueError("concat of images of several sizes")
        return (*shapes[0][:-1], sum(shape[-1] for shape in shapes))
    whole = tuple(max(sides) for sides in zip(*shapes))
    for shape in shapes:
        same = shape == whole
        pixels = len(shape) == 1 or shape[:2] == (1, 1) or shape[:2] == whole[:2]
        if not same and (kind == "add" or not pixels or shape[-1] not in (1, whole[-1])):
            raise ValueError(f"{kind} of {shape} and {whole}")
    return whole


def join(kind, tensors):
    if kind == "concat":
        return torch.cat(tensors, 1)
    y = tensors[0]
    for tensor in tensors[1:]:
        y = y + tensor if kind == "add" else y * tensor
    return y


def describe(layer, shape):
    """The parameters and the output shape of a layer."""
    if layer.kind in ("conv", "deconv") and (shape[2] % layer["groups"] or layer["filters"] % layer["groups"]):
        raise ValueError("the groups do not divide the channels and filters")
    if layer.kind == "conv":
        return conv_parameters(layer, shape), conv_shape(layer, shape)
    if layer.kind == "depthwise":
        settings = depthwise_as_conv(layer, shape[2])
        return conv_parameters(settings, shape), conv_shape(settings, shape)
    if layer.kind == "deconv":
        return deconv_parameters(layer, shape), deconv_shape(layer, shape)
    if layer.kind == "dense" and len(shape) != 1:
        raise ValueError("dense works on a row")
    if layer.kind == "dense":
        owned = {"weight": (layer["units"], shape[0])}
        if layer["bias"] == "on":
            owned["bias"] = (layer["units"],)
        return owned, (layer["units"],)
    if layer.kind == "bn":
        names = ["gamma"] * (layer["scale"] == "on") + ["beta"] * (layer["shift"] == "on") + ["mean", "var"]
        return {name: (shape[-1],) for name in names}, shape
    if layer.kind in ("layer_norm", "group_norm"):
        if layer.kind == "group_norm" and shape[-1] % layer["groups"]:
            raise ValueError("the groups do not divide the channels")
        names = ["gamma"] * (layer["scale"] == "on") + ["beta"] * (layer["shift"] == "on")
        return {name: (shape[-1],) for name in names}, shape
    if layer.kind == "prelu":
        return {"slope": (shape[-1],)}, shape
    if layer.kind == "quantize":
        return {"codebook": (layer["codes"], shape[-1])}, shape
    if layer.kind == "pixel_shuffle":
        rows, columns = pair(layer["factor"])
        if shape[2] % (rows * columns):
            raise ValueError("the blocks do not divide the channels")
        return {}, (shape[0] * rows, shape[1] * columns, shape[2] // (rows * columns))
    if layer.kind == "pool":
        return {}, pool_shape(layer, shape)
    if layer.kind == "upsample":
        factor = pair(layer["factor"])
        return {}, (shape[0] * factor[0], shape[1] * factor[1], shape[2])
    if layer.kind == "flatten":
        return {}, (shape[0] * shape[1] * shape[2],)
    if layer.kind == "reshape":
        if math.prod(layer["shape"]) != math.prod(shape):
            raise ValueError("reshape changes how many numbers there are")
        return {}, tuple(layer["shape"])
    if layer.kind in ("zeropad", "crop"):
        sign = 1 if layer.kind == "zeropad" else -1
        top, bottom, left, right = image_sides(layer)
        return {}, (shape[0] + sign * (top + bottom), shape[1] + sign * (left + right), shape[2])
    return {}, shape


def apply(layer, x, weights, training, drawn):
    """What a layer gives, and the new moving statistics of a batch norm. `drawn` is what it draws."""
    if layer.kind == "conv":
        x = conv(layer, x, weights)
    elif layer.kind == "depthwise":
        x = conv(depthwise_as_conv(layer, x.shape[1]), x, weights)
    elif layer.kind == "deconv":
        x = deconv(layer, x, weights)
    elif layer.kind == "dense":
        x = F.linear(x, weights["weight"], weights.get("bias"))
    elif layer.kind == "bn":
        return batch_norm(layer, x, weights, training)
    elif layer.kind in ("layer_norm", "group_norm"):
        x = sample_norm(layer, x, weights)
    elif layer.kind == "prelu":
        x = F.prelu(x, weights["slope"])
    elif layer.kind == "softmax":
        x = torch.softmax(x, 1)
    elif layer.kind == "pixel_shuffle":
        rows, columns = pair(layer["factor"])
        x = x.reshape(x.shape[0], -1, rows, columns, *x.shape[2:]).permute(0, 1, 4, 2, 5, 3)
        x = x.reshape(*x.shape[:2], x.shape[2] * rows, x.shape[4] * columns)
    elif layer.kind == "pool":
        x = pool(layer, x)
    elif layer.kind == "upsample" and layer["method"] == "nearest":
        rows, columns = pair(layer["factor"])
        x = x.repeat_interleave(rows, 2).repeat_interleave(columns, 3)
    elif layer.kind == "upsample":
        rows, columns = pair(layer["factor"])
        size = (x.shape[2] * rows, x.shape[3] * columns)
        x = F.interpolate(x, size=size, mode="bilinear", align_corners=False)
    elif layer.kind == "flatten":
        x = x.flatten(1)
    elif layer.kind == "reshape":
        rows, columns, channels = layer["shape"]
        x = x.reshape(x.shape[0], channels, rows, columns)
    elif layer.kind == "zeropad":
        top, bottom, left, right = image_sides(layer)
        x = F.pad(x, (left, right, top, bottom))
    elif layer.kind == "crop":
        top, bottom, left, right = image_sides(layer)
        x = x[:, :, top:x.shape[2] - bottom, left:x.shape[3] - right]
    elif layer.kind == "dropout":
        x = x * drawn / (1 - layer["rate"]) if training else x
    elif layer.kind == "noise":
        x = x + drawn if training else x
    elif layer.kind == "quantize":
        # Straight through: the gradient of what arrives is that of the vector that left.
        x = x + (nearest_vectors(x.detach(), weights["codebook"]) - x).detach()
    elif layer.kind in ("sparsity", "match"):
        pass
    else:
        x = activate((layer.kind, layer.settings), x)
    return (activate(layer.activation, x) if layer.activation else x), {}
