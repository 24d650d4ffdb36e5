#!/usr/bin/env python3
"""Makes the small files in tests/golden/data/ that the tests of framework/data read, with NumPy and the standard
library alone, and prints the checksums of Fashion-MNIST that tests/unit/data/fashion_mnist_test.cpp holds.

Run it in the repository's root: python3 tests/golden/make_data_files.py [FASHION_MNIST_FOLDER]
"""
import gzip
import json
import os
import struct
import sys
import zlib

import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")


def path(name):
    return os.path.join(FOLDER, name)


def write(name, content):
    with open(path(name), "wb") as file:
        file.write(content)


def npy_files():
    for descr in ["|b1", "|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8", "<f2", "<f4", "<f8"]:
        values = np.array([[0, 1, 2], [3, 100, 5]]).astype(np.dtype(descr))
        np.save(path("type_%s.npy" % descr[1:]), values)
    np.save(path("negative_i8.npy"), np.array([-1, -(2**62)], dtype="<i8"))
    np.save(path("special_f2.npy"), np.array([-0.5, 6.1e-5, 6e-8, 65504, np.inf], dtype="<f2"))
    np.save(path("scalar.npy"), np.float64(2.5))
    np.save(path("empty.npy"), np.zeros((0, 4), dtype="<f4"))
    for version in [(2, 0), (3, 0)]:
        with open(path("version_%d.npy" % version[0]), "wb") as file:
            np.lib.format.write_array(file, np.arange(6, dtype="<f4").reshape(2, 3), version=version)
    # Refused by name.
    np.save(path("fortran.npy"), np.asfortranarray(np.arange(6, dtype="<f4").reshape(2, 3)))
    np.save(path("big_endian.npy"), np.arange(3, dtype=">f4"))
    np.save(path("complex.npy"), np.arange(3, dtype="<c8"))
    np.save(path("objects.npy"), np.array([{}, []], dtype=object), allow_pickle=True)
    np.save(path("text.npy"), np.array(["a", "bc"]))
    np.save(path("records.npy"), np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))


def images():
    """Five images of 4x6x1, pixel values that differ everywhere."""
    return (np.arange(5 * 4 * 6) % 251).astype(np.uint8).reshape(5, 4, 6)


def image_arrays():
    gray = images()
    labels = np.array([3, 1, 4, 1, 5])
    np.savez(path("stored.npz"), images=gray, labels=labels)
    np.savez_compressed(path("deflated.npz"), images=gray, labels=labels)
    colour = (np.arange(3 * 4 * 6 * 2) % 241).astype("<f4").reshape(3, 4, 6, 2) / 240
    np.save(path("colour_nhwc.npy"), colour)
    np.save(path("colour_nchw.npy"), np.ascontiguousarray(colour.transpose(0, 3, 1, 2)))
    np.save(path("images_u1.npy"), gray)
    np.save(path("labels.npy"), labels)


def idx_files():
    gray = images()
    header = struct.pack(">BBBBIII", 0, 0, 8, 3, *gray.shape)
    write("images.idx", header + gray.tobytes())
    # mtime 0, so that the same file comes out every time
    write("images.idx.gz", gzip.compress(header + gray.tobytes(), mtime=0))
    write("labels.idx.gz", gzip.compress(struct.pack(">BBBBI", 0, 0, 8, 1, 5) + bytes([3, 1, 4, 1, 5]), mtime=0))


def safetensors_file():
    """By the text of the format's specification, not by our own writer."""
    tensors = {
        "conv1.weight": np.linspace(-1, 1, 18).astype("<f4").reshape(2, 1, 3, 3),
        "loss": np.float64(0.25),
        "step": np.array([7], dtype="<i8"),
        "mask": np.array([1, 0, 1], dtype="|u1"),
    }
    header = {"__metadata__": {"format": "pt", "note": "caf\u00e9"}}
    names = {"<f4": "F32", "<f8": "F64", "<i8": "I64", "|u1": "U8"}
    data = b""
    for name, values in tensors.items():
        raw = np.asarray(values).tobytes()
        header[name] = {
            "dtype": names[np.asarray(values).dtype.str],
            "shape": list(np.shape(values)),
            "data_offsets": [len(data), len(data) + len(raw)],
        }
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    write("foreign.safetensors", struct.pack("<Q", len(text)) + text + data)


def png(pixels, bits, colour, palette=None, transparency=None, interlace=0):
    """An uncut PNG of rows that are already packed."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    height, width = pixels["height"], pixels["width"]
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlace))
    if palette is not None:
        content += chunk(b"PLTE", palette)
    if transparency is not None:
        content += chunk(b"tRNS", transparency)
    rows = b"".join(b"\0" + row for row in pixels["rows"])
    return content + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def png_files():
    def rows(array):
        return {"height": len(array), "width": len(array[0]), "rows": [np.asarray(r).tobytes() for r in array]}

    gray = np.array([[0, 51, 102], [153, 204, 255]], dtype="u1")
    write("gray8.png", png(rows(gray), 8, 0))
    # The second bytes round every other value up: 0x0080 * 255 / 65535 = 0.498, 0x33b4 -> 51.5 -> 51 or 52
    write("gray16.png", png(rows((gray.astype("u4") * 257 + [[90, 160, 90], [160, 90, 0]]).astype(">u2")), 16, 0))
    write("gray1.png", png({"height": 2, "width": 3, "rows": [b"\xa0", b"\x40"]}, 1, 0))
    rgb = np.arange(18, dtype="u1").reshape(2, 3, 3) * 10
    write("rgb8.png", png(rows(rgb), 8, 2))
    write("rgba8.png", png(rows(np.concatenate([rgb, np.full((2, 3, 1), 128, "u1")], axis=2)), 8, 6))
    write("gray_alpha8.png", png(rows(np.stack([gray, np.full_like(gray, 255)], axis=2)), 8, 4))
    palette = bytes([255, 0, 0, 0, 255, 0, 0, 0, 255])
    write("palette8.png", png(rows(np.array([[0, 1, 2], [2, 1, 0]], dtype="u1")), 8, 3, palette))
    write("palette_gray8.png", png(rows(np.array([[0, 1, 1], [1, 0, 0]], dtype="u1")), 8, 3, bytes([9, 9, 9, 200, 200, 200])))


def fashion_mnist(folder):
    for part in ["train", "t10k"]:
        with gzip.open(os.path.join(folder, part + "-images-idx3-ubyte.gz")) as file:
            pixels = np.frombuffer(file.read(), dtype="u1", offset=16).reshape(-1, 28, 28)
        with gzip.open(os.path.join(folder, part + "-labels-idx1-ubyte.gz")) as file:
            labels = np.frombuffer(file.read(), dtype="u1", offset=8)
        print(part, pixels.shape, "first image", zlib.crc32(pixels[0].tobytes()), "all images",
              zlib.crc32(pixels.tobytes()), "sum", int(pixels.sum(dtype=np.int64)), "labels", zlib.crc32(labels.tobytes()),
              "first labels", labels[:10].tolist())


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    npy_files()
    image_arrays()
    idx_files()
    safetensors_file()
    png_files()
    fashion_mnist(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/datasets/fashion-mnist")
