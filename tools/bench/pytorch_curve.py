#!/usr/bin/env python3
"""The reference model trained by cae-lab and by PyTorch from the same start weights in the same order.

    tools/bench/pytorch_curve.py --program build/release/bin/cae-lab [--steps 20] [--seed 1]
    tools/bench/pytorch_curve.py --program build/release/bin/cae-lab --epoch

Two programs that round differently do not stay together here: the latent code has two relu units that are nearly
dead at first, so the last bit of a sum decides whether a unit passes an image's gradient, and Adam turns the
smallest gradient into a whole step. PyTorch's fp32 leaves its own float64 in the same way. So a difference between
two free runs says nothing about either program, and the first steps are judged by two questions that can be answered:

1. From PyTorch's fp32 weights before each step, on that step's images, does cae-lab compute PyTorch's loss?
   Judged at every step, to 1e-3 relative.
2. Running freely, does cae-lab stay as near to float64 as fp32 can? Judged by the mean over the steps of the
   relative distance from PyTorch's float64 losses: no more than three times that of PyTorch's own fp32, in the one of
   its two memory layouts that strays further. Less than three could not be asked: the two layouts, which differ in
   rounding alone, are that far apart from each other.

Whether the free runs agree to 1e-3 at every step is said, but decides nothing.

With --epoch, a whole epoch of Fashion-MNIST is trained instead. It ends where the first steps send it: whether a unit
of the code lives changes its mean loss by a tenth, and so does rounding, which decides that. So cae-lab trains in four
roundings, PyTorch in its two layouts, and PyTorch's means must lie in the range of cae-lab's, 1e-2 relative added on
either side. Exit status 1 if something judged fails.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy
import torch

from peers import KEPT_PAGES
from pytorch_reference import (MODEL, adam, cross_entropy, fashion_images, load_weights, reference_model,
                               safetensors_file, save_weights)

EXPERIMENT = """\
experiment: curve
model: {model}
data: {{ dataset: fashion-mnist }}
train: {{ epochs: 1, batch: {batch}, loss: bce, optimizer: {{ kind: adam, rate: 0.001 }}, shuffle: false, init: {weights} }}
"""


# The same arithmetic in another order: name, options of cae-lab run, environment.
ROUNDINGS = [("as it is", [], {}),
             ("without winograd", ["--disable-pass", "winograd"], {}),
             ("without fuse-bn-pool", ["--disable-pass", "fuse-bn-pool"], {}),
             ("capped at AVX2", [], {"ONEDNN_MAX_CPU_ISA": "AVX2"})]


def call(*command, environment=None):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False,
                          env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr}")
    return done.stdout


def our_losses(program, folder, weights, images, batch, options=(), environment=None):
    """The loss of every step, and the epoch's training loss."""
    experiment = folder / "curve.yaml"
    experiment.write_text(EXPERIMENT.format(model=MODEL, batch=batch, weights=weights))
    text = call(program, "run", experiment, "--store", folder / "store", "--limit", images, "--limit-test", batch,
                "--json", *options, environment=environment)
    events = [json.loads(line) for line in text.splitlines()]
    steps = [event["loss"] for event in events if event["event"] == "step"]
    (epoch,) = [event["train_loss"] for event in events if event["event"] == "epoch"]
    return steps, epoch


def our_loss_of(program, folder, model, x):
    """cae-lab's loss of one batch from the weights that the PyTorch model has now."""
    weights, images, answer = folder / "now.safetensors", folder / "x.npy", folder / "probed.safetensors"
    save_weights(model, weights)
    numpy.save(images, x.numpy())
    call(program, "probe", MODEL, "--weights", weights, "--input", images, "--target", images, "--loss", "bce",
         "--mode", "train", "-o", answer)
    return float(safetensors_file.read(answer)["loss"])


def pytorch_losses(weights, images, batch, dtype=torch.float32, layout=torch.contiguous_format, before_step=None):
    """The loss of every step; `before_step(model, x)` sees the weights that it is computed from."""
    model = reference_model()
    load_weights(model, weights)
    model = model.to(dtype).to(memory_format=layout)
    optimizer, losses = adam(model), []
    for first in range(0, len(images), batch):
        x = images[first:first + batch]
        if before_step:
            before_step(model, x)
        x = x.to(dtype).contiguous(memory_format=layout)
        optimizer.zero_grad(set_to_none=True)
        loss = cross_entropy(model(x), x)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if len(losses) % 100 == 0:
            print(f"PyTorch: step {len(losses)}, mean so far {sum(losses) / len(losses):.4f}", flush=True)
    return losses


def apart(value, reference):
    return abs(value - reference) / abs(reference)


def compare_steps(program, folder, weights, arguments):
    images = fashion_images(arguments.steps * arguments.batch)
    ours, _ = our_losses(program, folder, weights, len(images), arguments.batch)
    ours_again = []
    fp32 = pytorch_losses(weights, images, arguments.batch,
                          before_step=lambda model, x: ours_again.append(our_loss_of(program, folder, model, x)))
    channels_last = pytorch_losses(weights, images, arguments.batch, layout=torch.channels_last)
    exact = pytorch_losses(weights, images, arguments.batch, dtype=torch.float64)
    print("      loss, each running freely                       relative distance from float64       re-synchronised\n"
          "step  cae-lab   fp32      channels  float64             cae-lab   fp32      channels          cae-lab - fp32")
    same_weights, distances = [], []
    for step in range(arguments.steps):
        free = (ours[step], fp32[step], channels_last[step])
        distances.append([apart(loss, exact[step]) for loss in free])
        same_weights.append(apart(ours_again[step], fp32[step]))
        print(f"{step + 1:4}  " + "  ".join(f"{loss:.6f}" for loss in (*free, exact[step])) + " " * 12 +
              "  ".join(f"{distance:.2e}" for distance in distances[-1]) + f"          {same_weights[-1]:.2e}")
    mine, *theirs = (sum(column) / len(column) for column in zip(*distances))
    drift = mine / max(theirs)
    worst_free = max(map(apart, ours, fp32))
    print(f"re-synchronised, largest: {max(same_weights):.1e} (judged: at most 1e-3)\n"
          f"mean distance from float64: cae-lab {mine:.1e}, PyTorch fp32 {theirs[0]:.1e}, channels_last {theirs[1]:.1e}; "
          f"cae-lab's is {drift:.2f} times the larger (judged: at most 3)\n"
          f"cae-lab and PyTorch fp32, both running freely, largest: {worst_free:.1e} "
          f"({'within' if worst_free <= 1e-3 else 'not within'} 1e-3, not judged)")
    return max(same_weights) <= 1e-3 and drift <= 3.0


def compare_epoch(program, folder, weights, arguments):
    images = fashion_images(60000)
    ours, theirs = [], []
    for name, options, environment in ROUNDINGS:
        ours.append(our_losses(program, folder, weights, len(images), arguments.batch, options, environment)[1])
        print(f"mean loss of the first epoch: cae-lab, {name}: {ours[-1]:.6f}", flush=True)
    for layout in (torch.channels_last, torch.contiguous_format):
        losses = pytorch_losses(weights, images, arguments.batch, layout=layout)
        theirs.append(sum(losses) / len(losses))
        print(f"mean loss of the first epoch: PyTorch, {layout}: {theirs[-1]:.6f}", flush=True)
    print(f"cae-lab's first and PyTorch's first: {apart(ours[0], theirs[0]):.1e} apart "
          f"({'within' if apart(ours[0], theirs[0]) <= 1e-2 else 'not within'} 1e-2, not judged)\n"
          f"cae-lab's four, which differ in rounding alone: up to {max(ours) / min(ours) - 1:.1e} apart, PyTorch's two "
          f"{max(theirs) / min(theirs) - 1:.1e}")
    return min(ours) * 0.99 <= min(theirs) and max(theirs) <= max(ours) * 1.01


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/release/bin/cae-lab")
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epoch", action="store_true")
    arguments = parser.parse_args()
    if any(os.environ.get(name) != value for name, value in KEPT_PAGES.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **KEPT_PAGES})
    print(f"PyTorch {torch.__version__}, seed {arguments.seed}, batch {arguments.batch}", flush=True)
    with tempfile.TemporaryDirectory(prefix="cae-curve-") as name:
        folder = pathlib.Path(name)
        weights = folder / "start.safetensors"
        call(arguments.program, "init", MODEL, "-o", weights, "--seed", arguments.seed)
        compare = compare_epoch if arguments.epoch else compare_steps
        return 0 if compare(arguments.program, folder, weights, arguments) else 1


if __name__ == "__main__":
    sys.exit(main())
