#!/usr/bin/env python3
"""Trains pythae's own models beside those of experiments/models/pythae, and compares their losses over the seeds.

    cae-lab run experiments/pythae.yaml --store /tmp/pythae
    tests/golden/train_beside_pythae.py --program cae-lab --store /tmp/pythae [MODEL...]

Both have the same layers, kind of start weights, images, batches, epochs and optimizer, each its own random numbers.
The terms are those of the last epoch, training images as the weights moved, test images with mean codes. The last
column divides the difference of the means by half of its 95 % interval (t, variances of both): up to 1 is within the
spread. Needs pythae 0.1.2 (pip install pythae), which brings PyTorch and SciPy, and Debian's dataset-fashion-mnist.
"""
import argparse
import pathlib
import sys

import numpy
import torch

from beside import COMPARISON, Kept, comparison, make_optimizer, set_start, store_rows, test_means, train_epoch
from make_reference import images as fashion_images
from pythae_models import IMAGES, PEERS, params_of

MODELS = pathlib.Path(__file__).resolve().parent.parent.parent / "experiments/models/pythae"
BASE = "ae"  # the model of the experiment itself, which is no variant


def counted(name):
    for line in (MODELS / "parameters.txt").read_text().splitlines():
        if line.startswith(f"{name}.cae "):
            return int(line.split()[1])
    raise ValueError(f"parameters.txt does not list {name}.cae")


def make_model(name, params):
    model = PEERS[name].make(params)
    own = sum(tensor.numel() for tensor in model.parameters())
    if own != counted(name):
        raise ValueError(f"{name}.cae has {counted(name)} parameters, pythae's {PEERS[name].name} has {own}")
    set_start(model)
    return model


class Training:
    """One of pythae's models with the settings of its `.cae` file."""

    def __init__(self, name, seed):
        torch.manual_seed(seed)
        self.peer, self.params = PEERS[name], params_of((MODELS / f"{name}.cae").read_text())
        self.model, self.said = make_model(name, self.params), f"{self.peer.name}, seed {seed}"

    def terms_of(self, epoch):
        return lambda batch: self.peer.terms(self.model, self.params,
                                             self.model({"data": batch}, epoch=epoch, dataset_size=IMAGES))

    def train(self, images, epochs):
        """The terms of the last epoch."""
        optimizer = make_optimizer(self.model)
        for epoch in range(1, epochs + 1):
            terms = train_epoch(images, optimizer, self.terms_of(epoch))
            print(f"{self.said}, epoch {epoch}: {sum(terms.values()):.5f}", file=sys.stderr, flush=True)
        return terms

    def test(self, images, epochs):
        """The terms of mean codes, as cae-lab's test losses."""
        self.model.eval()
        drawn = test_means(images, self.terms_of(epochs)) if self.peer.drawn else {}
        self.model._sample_gauss = lambda mean, deviation: (mean, None)
        return {**test_means(images, self.terms_of(epochs)), **{name: drawn[name] for name in self.peer.drawn}}


def theirs(name, seed, epochs, train_images, test_images):
    training = Training(name, seed)
    return {"train": training.train(train_images, epochs), "test": training.test(test_images, epochs)}


def ours(arguments, name):
    """The terms of cae-lab's runs by seed and split."""
    rows = store_rows(arguments.program, arguments.store,
                      "SELECT seed, split, term, value FROM loss_terms WHERE experiment = 'pythae' "
                      f"AND variant = '{'' if name == BASE else name}' AND epoch = {arguments.epochs}")
    found = {seed: {"train": {}, "test": {}} for seed in arguments.seeds}
    for row in rows:
        term = row["term"].split(".")[0]  # pixels.reshape1 is the last layer of the call `pixels`
        found[row["seed"]][row["split"]][term] = row["value"]
    return {seed: {split: added_up(terms, PEERS[name].drawn) for split, terms in parts.items()}
            for seed, parts in found.items()}


def added_up(terms, sums):
    """The terms with those of a sum "kl+tc" as one."""
    parts = {part: name for name in sums for part in name.split("+")}
    added = {}
    for term, value in terms.items():
        name = parts.get(term, term)
        added[name] = added.get(name, 0.0) + value
    return added


def with_loss(terms):
    return {**terms, "loss": sum(terms.values())} if len(terms) > 1 else terms


def table_rows(name, left, right):
    """Of the terms by seed and split, cae-lab's and pythae's."""
    for split in ("train", "test"):
        sides = [[with_loss(side[seed][split]) for seed in left] for side in (left, right)]
        if set(sides[0][0]) != set(sides[1][0]):
            raise ValueError(f"{name} has the terms {sorted(sides[0][0])}, in pythae {sorted(sides[1][0])}")
        for term in sides[0][0]:
            columns = comparison(*(numpy.array([terms[term] for terms in side]) for side in sides), digits=5)
            yield f"| `{name}` | {split} | {term} | {columns} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", metavar="MODEL", help="default: all of experiments/models/pythae")
    parser.add_argument("--program", default="cae-lab")
    parser.add_argument("--store", required=True, help="where the runs of experiments/pythae.yaml are")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--threads", type=int, default=1, help="of PyTorch")
    parser.add_argument("--keep", type=pathlib.Path, help="a file for pythae's losses, not trained again if there")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    images = torch.tensor(fashion_images(0, IMAGES)), torch.tensor(fashion_images(0, 10000, "t10k"))
    kept, names = Kept(arguments.keep), arguments.models or list(PEERS)
    found = {name: {seed: kept.get(f"{name} {seed} {arguments.epochs}",
                                   lambda: theirs(name, seed, arguments.epochs, *images)) for seed in arguments.seeds}
             for name in names}
    print(f"| model | images | term | {COMPARISON.format('pythae')} |", "| --- " * 7 + "|", sep="\n")
    for name in names:
        print(*table_rows(name, ours(arguments, name), found[name]), sep="\n")


if __name__ == "__main__":
    main()
