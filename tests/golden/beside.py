"""What the scripts share that train a model of another library beside cae-lab's, each with random numbers of its own:
the same kind of start weights, batches and optimizer, and the comparison of losses over the seeds.
"""
import json
import math
import subprocess

import scipy.stats
import torch

BATCH, RATE, EPSILON = 100, 0.001, 1e-7  # of experiments/kinds.yaml and experiments/pythae.yaml
COMPARISON = "cae-lab, mean (least to largest) | {} | difference | of the 95 % interval"


def store_rows(program, store, query):
    done = subprocess.run([program, "sql", query, "--store", str(store), "--json"], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def set_start(model):
    """As cae-lab's glorot_uniform. A codebook keeps the start that its library gives it."""
    for module in model.modules():
        if isinstance(module, (torch.nn.Linear, torch.nn.Conv2d, torch.nn.ConvTranspose2d)):
            torch.nn.init.xavier_uniform_(module.weight)
            torch.nn.init.zeros_(module.bias)


def make_optimizer(model):
    return torch.optim.Adam(model.parameters(), RATE, eps=EPSILON)


def means(batches, terms_of):
    """The mean over the batches of each term that `terms_of` returns, a tensor by its name."""
    sums, count = {}, 0
    for batch in batches:
        for name, value in terms_of(batch).items():
            sums[name] = sums.get(name, 0.0) + value.item()
        count += 1
    return {name: value / count for name, value in sums.items()}


def train_epoch(images, optimizer, terms_of):
    """One epoch in an order of its own; what is minimised is the sum of the terms."""

    def step(batch):
        terms = terms_of(batch)
        optimizer.zero_grad()
        sum(terms.values()).backward()
        optimizer.step()
        return terms

    return means((images[part] for part in torch.randperm(len(images)).split(BATCH)), step)


def test_means(images, terms_of):
    with torch.no_grad():
        return means(images.split(BATCH), terms_of)


def interval(left, right):
    """Half of the 95 % interval of the difference of two means if both samples are of one normal distribution."""
    free = len(left) + len(right) - 2
    variance = (left.var() * len(left) + right.var() * len(right)) / free
    quantile = scipy.stats.t.ppf(0.975, free)
    return quantile * math.sqrt(variance * (1 / len(left) + 1 / len(right)))


def described(values, digits):
    return f"{values.mean():.{digits}f} ({values.min():.{digits}f} to {values.max():.{digits}f})"


def comparison(left, right, digits):
    """Columns of a table, under COMPARISON, of two numpy arrays of one number a seed."""
    apart = left.mean() - right.mean()
    return (f"{described(left, digits)} | {described(right, digits)} | {apart / abs(right.mean()) * 100:+.2f} % | "
            f"{abs(apart) / interval(left, right):.2f}")


class Kept:
    """Losses of the other library, in a JSON file if there is one, so that each is trained once."""

    def __init__(self, path):
        self.path = path
        self.found = json.loads(path.read_text()) if path and path.exists() else {}

    def get(self, key, make):
        if key not in self.found:
            self.found[key] = make()
            if self.path:
                self.path.write_text(json.dumps(self.found, indent=1))
        return self.found[key]
