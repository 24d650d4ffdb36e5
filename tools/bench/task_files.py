"""Files that tasks start from, with Python's own library alone: whoever starts the comparison needs no numpy."""
import array
import json
import random
import struct


def write_images(path, shape):
    """Random float32 numbers in [0, 1) as an NPY file, the same ones every time."""
    count = 1
    for size in shape:
        count *= size
    source = random.Random(1)
    header = repr({"descr": "<f4", "fortran_order": False, "shape": tuple(shape)}).encode()
    header += b" " * (-(len(header) + 11) % 64) + b"\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header)
        array.array("f", (source.random() for _ in range(count))).tofile(file)


def read_loss(path):
    """The loss in what `cae-lab probe` wrote."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        begin, end = json.loads(file.read(length))["loss"]["data_offsets"]
        file.seek(8 + length + begin)
        return struct.unpack("<d", file.read(end - begin))[0]
