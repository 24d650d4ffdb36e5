"""Geometry of a model's nodes, as `cae-lab summary --json` gives them, that all peers need."""


def is_chain(nodes):
    """Whether each node reads the one before it alone."""
    return all(node["inputs"] == [before["name"]] for before, node in zip(nodes, nodes[1:]))


def input_shapes(nodes):
    """Each node's first input's shape [H, W, C] by its name."""
    shapes = {node["name"]: node["shape"] for node in nodes}
    return {node["name"]: shapes[node["inputs"][0]] if node["inputs"] else None for node in nodes}


def pool_stride(settings):
    """A pool's stride is its window unless it says otherwise."""
    return settings.get("stride", settings["window"])


def conv_padding(settings, shape, output):
    """Zeros as ((top, bottom), (left, right)) around a convolution's or a pool's input."""
    kernel = settings["kernel"] if "kernel" in settings else settings["window"]
    stride = settings["stride"] if "kernel" in settings else pool_stride(settings)
    dilation = settings.get("dilation", [1, 1])
    pads = []
    for axis in range(2):
        if settings["pad"] == "valid":
            total = 0
        elif settings["pad"] == "same":
            extent = (kernel[axis] - 1) * dilation[axis] + 1
            total = max((output[axis] - 1) * stride[axis] + extent - shape[axis], 0)
        else:
            total = 2 * settings["pad"][axis]
        pads.append((total // 2, total - total // 2))
    return tuple(pads)


def deconv_crop(settings):
    """Rows and columns as ((top, bottom), (left, right)) to crop from a transposed convolution's full output."""
    crops = []
    for axis in range(2):
        if settings["pad"] == "valid":
            crops.append((0, 0))
        elif settings["pad"] == "same":
            total = settings["kernel"][axis] - settings["stride"][axis]
            if total < 0:
                raise ValueError("a stride above the kernel with pad=same is not built for the peers")
            crops.append((total // 2, total - total // 2))
        else:
            crops.append((settings["pad"][axis],) * 2)
    return tuple(crops)
