"""Start weights that a rule draws, so that large ones need not be committed; golden_files.cpp holds the same rule.

Element i of tensor t is low + (high - low) * u, where u is the upper 24 bits of splitmix64(seed + (t << 32) + i) as a
fraction (Steele, Lea and Flood, 2014).
"""
import numpy


def splitmix64(state):
    z = state + numpy.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return z ^ (z >> numpy.uint64(31))


def ranges(parameters):
    """The draw of each tensor: Glorot-uniform weights, the rest away from their defaults."""
    tensors = []
    for name, shape in parameters.items():
        if name.endswith(".weight"):
            area = int(numpy.prod(shape[2:]))
            high = round(float((6 / ((shape[0] + shape[1]) * area)) ** 0.5), 4)
            low = -high
        else:
            low, high = {"gamma": (0.5, 1.5), "var": (0.5, 1.5), "beta": (-0.3, 0.3), "mean": (-0.2, 0.2),
                         "bias": (-0.1, 0.1)}[name.split(".")[1]]
        tensors.append({"name": name, "shape": list(shape), "low": low, "high": high})
    return tensors


def draw(seed, tensors):
    """The weights by name, float32."""
    weights = {}
    for index, tensor in enumerate(tensors):
        count = int(numpy.prod(tensor["shape"]))
        state = numpy.arange(count, dtype=numpy.uint64) + numpy.uint64(seed + (index << 32))
        with numpy.errstate(over="ignore"):
            fraction = (splitmix64(state) >> numpy.uint64(40)).astype(float) / 2 ** 24
        values = tensor["low"] + (tensor["high"] - tensor["low"]) * fraction
        weights[tensor["name"]] = values.astype(numpy.float32).reshape(tensor["shape"])
    return weights


def condensed(tensors, kept=64):
    """Large tensors as 64 elements at equal distances and their Euclidean norm, small ones as they are."""
    result = {}
    for name, array in tensors.items():
        flat = numpy.asarray(array, float).reshape(-1)
        if flat.size <= 2 * kept:
            result[name] = array
            continue
        chosen = [k * flat.size // kept for k in range(kept)]
        result["sample/" + name] = flat[chosen]
        result["norm/" + name] = numpy.array([numpy.sqrt((flat ** 2).sum())])
    return result
