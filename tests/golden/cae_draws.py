"""The random numbers of cae-lab, drawn a second time with numpy: every number is a function of (seed, purpose, epoch,
sample, index). Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), Philox4x32-10.
"""
import numpy

LOW = numpy.uint64(0xFFFFFFFF)
HALF = numpy.uint64(32)
MULTIPLIERS = numpy.uint64(0xD2511F53), numpy.uint64(0xCD9E8D57)
KEY_STEPS = 0x9E3779B9, 0xBB67AE85


def fnv1a(text):
    """The 64-bit hash that gives each purpose a key of its own."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2 ** 64
    return value


def philox(counter, key):
    """Four 32-bit words, held in uint64, for each counter; `counter` is four arrays of that kind, `key` two ints."""
    first, second, third, fourth = counter
    for turn in range(10):
        keys = [numpy.uint64((word + turn * step) % 2 ** 32) for word, step in zip(key, KEY_STEPS)]
        product0, product1 = MULTIPLIERS[0] * first, MULTIPLIERS[1] * third
        first, second, third, fourth = ((product1 >> HALF) ^ second ^ keys[0], product1 & LOW,
                                        (product0 >> HALF) ^ fourth ^ keys[1], product0 & LOW)
    return first, second, third, fourth


def words(seed, purpose, epoch, samples, count):
    """`count` random words for each of the first `samples` images: [samples, count]."""
    key = (seed * 0x9E3779B97F4A7C15 % 2 ** 64) ^ fnv1a(purpose)
    blocks = -(-count // 4)
    block, sample = numpy.arange(blocks, dtype=numpy.uint64), numpy.arange(samples, dtype=numpy.uint64)
    counter = [numpy.broadcast_to(part, (samples, blocks))
               for part in (block, numpy.uint64(epoch), sample[:, None] & LOW, sample[:, None] >> HALF)]
    four = philox(counter, (key % 2 ** 32, key >> 32))
    return numpy.stack(four, axis=-1).reshape(samples, blocks * 4)[:, :count]


def uniform(seed, purpose, epoch, samples, count):
    """In [0, 1)."""
    return words(seed, purpose, epoch, samples, count).astype(float) * 2.0 ** -32


def normal(seed, purpose, epoch, samples, count):
    """Mean 0 and variance 1, by Box and Muller: two words make two numbers."""
    even = words(seed, purpose, epoch, samples, count + count % 2).astype(float)
    radius = numpy.sqrt(-2 * numpy.log((even[:, 0::2] + 1) * 2.0 ** -32))
    angle = 2 * numpy.pi * (even[:, 1::2] * 2.0 ** -32)
    pairs = numpy.stack([radius * numpy.cos(angle), radius * numpy.sin(angle)], axis=-1)
    return pairs.reshape(samples, -1)[:, :count]


def as_nchw(rows, shape):
    """Rows that walk height, width, channels as images that walk channels first."""
    return rows.reshape(-1, *shape).transpose(0, 3, 1, 2) if len(shape) == 3 else rows


def draw_layer(layer, shape, samples, seed=1, epoch=1):
    """What a layer draws for a batch, as `random.<layer>` of probe: e of a sample, the noise that is added, the mask of
    a dropout (1 = kept), the normal rows that a match compares with. None if the layer draws nothing."""
    about = seed, f"{layer.kind}:{layer.name}", epoch, samples, int(numpy.prod(shape))
    if layer.kind == "dropout":
        return as_nchw((uniform(*about) >= layer["rate"]).astype(float), shape)
    if layer.kind in ("sample", "match"):
        return as_nchw(normal(*about), shape)
    if layer.kind == "noise":
        return as_nchw(layer["sigma"] * normal(*about), shape)
    return None
