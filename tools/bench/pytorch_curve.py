#!/usr/bin/env python3
"""The reference model trained by cae-lab and by PyTorch from the same start weights in the same order.

    tools/bench/pytorch_curve.py --program build/release/bin/cae-lab --steps 20 [--epoch]

Without --epoch, compares the loss of each of the first steps, to 1e-3 relative; with it, trains one whole epoch of
Fashion-MNIST and also compares the epoch's mean loss, to 1e-2. Exit status 1 if they do not agree.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import torch

from pytorch_reference import MODEL, adam, cross_entropy, fashion_images, load_weights, reference_model

EXPERIMENT = """\
experiment: curve
model: {model}
data: {{ dataset: fashion-mnist }}
train: {{ epochs: 1, batch: {batch}, loss: bce, optimizer: {{ kind: adam, rate: 0.001 }}, shuffle: false, init: {weights} }}
"""


def call(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr}")
    return done.stdout


def our_losses(program, folder, weights, images, batch):
    """The loss of every step, and the epoch's training loss."""
    experiment = folder / "curve.yaml"
    experiment.write_text(EXPERIMENT.format(model=MODEL, batch=batch, weights=weights))
    text = call(program, "run", experiment, "--store", folder / "store", "--limit", images, "--limit-test", batch, "--json")
    objects = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    steps = [entry["loss"] for entry in objects if "step" in entry and "loss" in entry]
    epochs = [entry["train_loss"] for entry in objects if "train_loss" in entry]
    return steps, epochs[0] if epochs else sum(steps) / max(1, len(steps))


def pytorch_losses(weights, images, batch, report):
    model = reference_model()
    load_weights(model, weights)
    model = model.to(memory_format=torch.channels_last)
    optimizer, losses = adam(model), []
    for first in range(0, len(images), batch):
        x = images[first:first + batch].contiguous(memory_format=torch.channels_last)
        optimizer.zero_grad(set_to_none=True)
        loss = cross_entropy(model(x), x)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if report and len(losses) % 50 == 0:
            print(f"PyTorch: step {len(losses)}, mean so far {sum(losses) / len(losses):.4f}", flush=True)
    return losses


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/release/bin/cae-lab")
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epoch", action="store_true")
    arguments = parser.parse_args()
    count = 60000 if arguments.epoch else arguments.steps * arguments.batch
    with tempfile.TemporaryDirectory(prefix="cae-curve-") as name:
        folder = pathlib.Path(name)
        weights = folder / "start.safetensors"
        call(arguments.program, "init", MODEL, "-o", weights, "--seed", arguments.seed)
        ours, our_mean = our_losses(arguments.program, folder, weights, count, arguments.batch)
        theirs = pytorch_losses(weights, fashion_images(count), arguments.batch, arguments.epoch)
    worst = 0.0
    for step, (mine, peer) in enumerate(zip(ours[:arguments.steps], theirs)):
        difference = abs(mine - peer) / abs(peer)
        worst = max(worst, difference)
        print(f"step {step + 1:3}: cae-lab {mine:.6f}, PyTorch {peer:.6f}, relative difference {difference:.1e}")
    enough = len(ours) >= arguments.steps
    if not enough:
        print(f"cae-lab reported {len(ours)} steps only")
    mean = sum(theirs) / len(theirs)
    apart = abs(our_mean - mean) / mean
    print(f"largest difference of a step {worst:.1e}; mean over {len(theirs)} steps: cae-lab {our_mean:.6f}, PyTorch "
          f"{mean:.6f}, relative difference {apart:.1e}")
    return 0 if enough and worst <= 1e-3 and apart <= 1e-2 else 1


if __name__ == "__main__":
    sys.exit(main())
