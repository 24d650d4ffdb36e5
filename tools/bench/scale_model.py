#!/usr/bin/env python3
"""The time of a training step on 1 to 64 hosts, on paper: from what one core was measured to compute and what ranks were
measured to exchange, and a model of the network. Prints the tables of docs/scale.md; needs nothing but Python.

The model. A rank is a host of CORES cores. It computes whole slices, one a core at a time, and receives its messages one
after the other at the speed of its link; each exchange costs the time that a small message takes, whatever its size.
Nothing is sent while it computes, as the program does it today.
"""
import argparse
import math

CORES = 16
HOSTS = (1, 2, 4, 8, 16, 32, 64)
BATCHES = (100, 400, 1600, 6400)
NETWORKS = ((1, 50e-6), (10, 30e-6), (100, 10e-6))  # Gbit/s, seconds of a small message

# The reference model (experiments/models/fashion.cae), fp32. Its numbers give 2.63 MB that rank 0 of two sends in a step
# of 100 images; 2.61 MB in 22 exchanges were measured.
GRADIENT_BYTES = 294_949 * 4  # without its dense layers
DENSE_BYTES_PER_IMAGE = 3_828 * 4  # what its dense layers read for their weight gradients, which all ranks gather
SMALL_SUM_BYTES = 1_538 * 4 * 8  # of a node of the tree: two sums a channel each way of seven batch norms, in double
EXCHANGES = 22
IMAGE_SECONDS = 1.18e-3  # one core, one image, forward and backward (docs/benchmarks.md: 59 ms for 100 on two cores)
UPDATE_SECONDS = 1.0e-3  # the optimizer's step, which every rank makes
# What could be exchanged earlier (--overlap): the gradients of the decoder and the rows of the dense layers while the
# encoder's backward runs, which has 28 of the 180 million multiplications of an image.
EARLY_GRADIENTS = 0.6
LATE_COMPUTING = 28 / 180


def share_of(slices, rank, ranks):
    """As framework/engine/sum_tree.cpp: consecutive slices, in order of the ranks."""
    return slices * rank // ranks, slices * (rank + 1) // ranks


def tree_nodes(begin, end, slices):
    """How many nodes of the tree over all slices make up [begin, end)."""
    nodes = 0
    while begin < end:
        size = 1
        while begin % (2 * size) == 0 and (begin + 2 * size <= end or (end == slices and begin + size < end)):
            size *= 2
        begin = min(begin + size, end)
        nodes += 1
    return nodes


def slices_of(batch, wanted):
    images = max(math.ceil(batch / wanted), 1)
    return images, math.ceil(batch / images)


def received_bytes(batch, slices, hosts):
    """Of the rank that receives most: gradients as shares of the numbers and back, rows, and small sums whole."""
    nodes = [tree_nodes(*share_of(slices, rank, hosts), slices) for rank in range(hosts)]
    others = sum(nodes) - min(nodes)
    share = GRADIENT_BYTES / hosts
    return (others * share + (hosts - 1) * share, batch * (hosts - 1) / hosts * DENSE_BYTES_PER_IMAGE,
            others * SMALL_SUM_BYTES)


def step(batch, hosts, gigabits, latency, wanted, overlap=False):
    """Seconds of computing and of exchanging."""
    images, slices = slices_of(batch, wanted)
    most = max(share_of(slices, r, hosts)[1] - share_of(slices, r, hosts)[0] for r in range(hosts))
    computing = math.ceil(most / CORES) * images * IMAGE_SECONDS + UPDATE_SECONDS
    if hosts == 1:
        return computing, 0.0
    gradients, rows, sums = (size / (gigabits * 1e9 / 8) for size in received_bytes(batch, slices, hosts))
    exchanging = EXCHANGES * latency + gradients + rows + sums
    if overlap:
        exchanging -= min(EARLY_GRADIENTS * gradients + rows, LATE_COMPUTING * (computing - UPDATE_SECONDS))
    return computing, exchanging


def limit(batch, hosts, computing, exchanging, wanted):
    if hosts > 1 and exchanging > computing:
        return "network"
    slices = slices_of(batch, wanted)[1]
    return "slices" if slices < hosts * CORES else "cores"


def table(gigabits, latency, wanted, overlap):
    print(f"| batch | {' | '.join(f'{hosts} hosts' if hosts > 1 else '1 host' for hosts in HOSTS)} |")
    print("| --- |" + " --- |" * len(HOSTS))
    for batch in BATCHES:
        cells = []
        for hosts in HOSTS:
            computing, exchanging = step(batch, hosts, gigabits, latency, wanted, overlap)
            seconds = computing + exchanging
            what = limit(batch, hosts, computing, exchanging, wanted)
            cells.append(f"{1e3 * seconds:.0f} {what}")
        print(f"| {batch} | {' | '.join(cells)} |")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slices", type=int, default=24, help="the most slices of a batch (24 in cae-lab)")
    parser.add_argument("--overlap", action="store_true",
                        help="as if sums that are ready were exchanged while backward goes on")
    arguments = parser.parse_args()
    for gigabits, latency in NETWORKS:
        print(f"{gigabits} Gbit/s, {1e6 * latency:.0f} microseconds a message:\n")
        table(gigabits, latency, arguments.slices, arguments.overlap)


if __name__ == "__main__":
    main()
