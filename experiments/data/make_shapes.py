#!/usr/bin/env python3
"""Writes made colour images, each a coloured circle, box or triangle on a ground that fades from one colour to another:

    experiments/data/make_shapes.py OUT.npy COUNT SIZE SEED

uint8 [COUNT, 3, SIZE, SIZE]. Needs nothing but Python.
"""
import random
import struct
import sys


def image(draw, size):
    """3 planes of size x size bytes."""
    top, bottom, colour = ([draw.randrange(256) for _ in range(3)] for _ in range(3))
    kind, radius = draw.randrange(3), draw.uniform(0.15, 0.35) * size
    x, y = draw.uniform(0.3, 0.7) * size, draw.uniform(0.3, 0.7) * size
    inside = {0: lambda dx, dy: dx * dx + dy * dy <= radius * radius,
              1: lambda dx, dy: abs(dx) <= radius and abs(dy) <= radius,
              2: lambda dx, dy: abs(dx) * 2 <= dy + radius and dy <= radius}[kind]
    mask = [inside(column + 0.5 - x, row + 0.5 - y) for row in range(size) for column in range(size)]
    planes = bytearray()
    for channel in range(3):
        for row in range(size):
            share = row / (size - 1)
            ground = round(top[channel] * (1 - share) + bottom[channel] * share)
            planes += bytes(colour[channel] if mask[row * size + column] else ground for column in range(size))
    return planes


def main():
    path, count, size, seed = sys.argv[1], *map(int, sys.argv[2:5])
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({count}, 3, {size}, {size}), }}"
    header += " " * (-(10 + len(header) + 1) % 64) + "\n"
    draw = random.Random(seed)
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        for _ in range(count):
            file.write(image(draw, size))


if __name__ == "__main__":
    main()
