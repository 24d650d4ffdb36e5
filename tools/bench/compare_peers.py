#!/usr/bin/env python3
"""cae-lab beside PyTorch, Keras (on TensorFlow and on JAX) and, in evaluation, onnxruntime and OpenVINO: the same models,
batches and precision, in turns, in one run.

    tools/bench/compare_peers.py            some hours on two cores; writes docs/benchmarks.md
    tools/bench/compare_peers.py --quick    a few minutes; writes build/benchmarks.md

It sets the peers up itself in build/bench-peers (a virtual environment; the first time some gigabytes are fetched). Each
starts from the weights of `cae-lab init` and must compute the loss of `cae-lab probe` before it is measured. "The best" is
the fastest of all peers and settings.
"""
import argparse
import pathlib
import shlex
import sys
import tempfile
import time

import benchmark_page
import benchmark_text
import machine
import peers
from contest import measure
from contestants import CaeLab, CannotDo, PeerProcess, Task, nodes_of, run_program
from first_step import seconds_to_first_step
from task_files import write_images

ROOT = peers.ROOT

REFERENCE = "fashion"
SHIPPED = (REFERENCE, "strided", "deep", "dense")
# Architectures of the literature, beside those that are shipped.
LITERATURE = ("denoiser28", "variational28", "dcgan64", "dcgan128", "plain64", "residual32", "mobile64", "dense1024",
              "rows256", "grey256")
MODELS = (*SHIPPED, "unet64", *LITERATURE)
PARTS = ("train", "eval", "bf16", "width", "start")
WIDTHS = (28, 56, 112, 224)
MOST_ROUNDS = 15
# At the first batch size every setting is measured, at the others those within this factor of the best.
NEAR = 1.6
MUCH_MEMORY = 2 << 30


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/bin/cae-lab")
    parser.add_argument("--page", type=pathlib.Path, help="the page to write")
    parser.add_argument("--quick", action="store_true", help="batch 32 and few turns: to try this program out")
    parser.add_argument("--models", nargs="+", choices=MODELS, default=MODELS)
    parser.add_argument("--batches", nargs="+", type=int, help="100 32 512, or 32 with --quick")
    parser.add_argument("--peers", nargs="*", choices=[peer.name for peer in peers.PEERS],
                        default=[peer.name for peer in peers.PEERS])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts of the comparison")
    parser.add_argument("--threads", type=int, default=machine.cores())
    parser.add_argument("--seconds", type=float, help="for the turns of one model and batch: 14, or 2 with --quick")
    parser.add_argument("--avx2", action="store_true", help="keep every program from AVX-512")
    parser.add_argument("--offline", action="store_true", help="install nothing")
    arguments = parser.parse_args()
    arguments.page = arguments.page or ROOT / ("build/benchmarks.md" if arguments.quick else "docs/benchmarks.md")
    arguments.batches = arguments.batches or ([32] if arguments.quick else [100, 32, 512])
    arguments.seconds = arguments.seconds or (2 if arguments.quick else 14)
    return arguments


def model_file(model):
    folder = "experiments/models" if model in SHIPPED else "tools/bench/models"
    return ROOT / f"{folder}/{model}.cae"


class Comparison:
    """The contestants, and the files that they start from."""

    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, folder
        self.ours = CaeLab(arguments.program)
        self.versions, self.missing, self.peers = [], [], []
        for peer in peers.PEERS:
            version, problem = ("", "left out by --peers") if peer.name not in arguments.peers else \
                peers.provide(peer, arguments.offline)
            if problem:
                self.missing.append(f"{peer.label}: {problem}")
                print(f"no {peer.label}: {problem}", flush=True)
                continue
            self.versions.append(f"{peer.label} {version}")
            self.peers += [PeerProcess(peer, setting, arguments.threads, ROOT / f"build/bench-{peer.name}-{setting}.log")
                           for setting in peer.settings]

    def task(self, model, batch, settings=(), mode="train", precision="fp32", threads=None):
        name = "-".join([model, *settings])
        task = Task(program=self.arguments.program, model=model_file(model), settings=settings,
                    batch=batch, mode=mode, precision=precision, threads=threads or self.arguments.threads,
                    weights=self.folder / f"{name}.safetensors", input=self.folder / f"{model}-{batch}.npy")
        if not task.weights.exists():
            run_program(task.program, "init", task.model, *task.set_options(), "-o", task.weights)
        if not task.input.exists():
            height, width, channels = nodes_of(task)[0]["shape"]
            write_images(task.input, (batch, channels, height, width))
        return task

    def run(self, task, contestants, seconds=None):
        start = time.monotonic()
        contestants = [one for one in contestants if one.trains or task.mode == "eval"]
        result = measure(task, [self.ours, *contestants], seconds or self.arguments.seconds, MOST_ROUNDS)
        print(f"{benchmark_text.console(result)}\n  ({len(result.rounds)} rounds, {time.monotonic() - start:.0f} s)",
              flush=True)
        for contestant in contestants:  # processes that hold so much memory would leave none for the next task
            if contestant.peak_bytes > MUCH_MEMORY:
                contestant.close()
        return result

    def near_the_best(self, result, batch):
        """Contestants to measure at another batch size, as many as fit into memory."""
        chosen, room = [], 0.7 * machine.available_bytes()
        for who in result.peers():
            needed = result.peaks[who] * max(1, batch / result.task.batch)
            if result.median(who) <= NEAR * result.median(result.peers()[0]) and needed <= room:
                chosen += [one for one in self.peers if (one.name, one.setting) == who]
                room -= needed
        return chosen

    def close(self):
        for contestant in self.peers:
            contestant.close()


def compare_training(comparison):
    """A result for each model and batch, in the order of both."""
    results = []
    first, *others = comparison.arguments.batches
    for model in comparison.arguments.models:
        results.append(comparison.run(comparison.task(model, first), comparison.peers))
        for batch in others:
            chosen = comparison.near_the_best(results[-1], batch) if batch == others[0] else chosen
            results.append(comparison.run(comparison.task(model, batch), chosen))
    return results


def compare_widths(comparison):
    """The reference model by width and threads, beside the newest tuned PyTorch, which needs no compilation."""
    tuned = [one for one in comparison.peers if one.name.startswith("PyTorch") and one.setting == "tuned"][-1:]
    return [comparison.run(comparison.task(REFERENCE, comparison.arguments.batches[0], (f"width={width}",),
                                           threads=threads), tuned, 0.4 * comparison.arguments.seconds)
            for width in WIDTHS for threads in sorted({1, comparison.arguments.threads})]


def main():
    arguments = parse()
    if arguments.avx2:
        peers.keep_from_avx512()
    if machine.load() > 0.5:
        print(f"This machine is busy (load {machine.load():.1f}): the figures will say little, and it will take longer.")
    start = time.monotonic()
    figures = benchmark_page.Figures(command=shlex.join([f"tools/bench/{pathlib.Path(__file__).name}", *sys.argv[1:]]),
                                     machine=machine.describe())
    with tempfile.TemporaryDirectory(prefix="cae-bench-") as name:
        comparison = Comparison(arguments, pathlib.Path(name))
        try:
            batch = arguments.batches[0]
            if "train" in arguments.only:
                figures.training = compare_training(comparison)
            if "eval" in arguments.only:
                figures.evaluation = [comparison.run(comparison.task(model, batch, mode="eval"), comparison.peers)
                                      for model in arguments.models]
            if "bf16" in arguments.only:
                figures.bf16 = [comparison.run(comparison.task(REFERENCE, batch, mode=mode, precision="bf16"),
                                               comparison.peers) for mode in ("train", "eval")]
            if "width" in arguments.only:
                figures.widths = compare_widths(comparison)
        finally:
            comparison.close()
    if "start" in arguments.only:
        figures.first_steps = [seconds_to_first_step(arguments.program, model_file(REFERENCE), arguments.threads)
                               for _ in range(5)]
        print("from process start to first step: " + benchmark_text.spread(figures.first_steps, "{:.2f}".format) + " s")
    figures.versions = [f"cae-lab {run_program(arguments.program, '--version').strip()}", *comparison.versions]
    figures.missing, figures.isa = comparison.missing, comparison.ours.isa
    figures.minutes = (time.monotonic() - start) / 60
    benchmark_page.write(arguments.page, figures)
    print(f"{arguments.page}, after {figures.minutes:.1f} minutes\nrepeat: {figures.command}")


if __name__ == "__main__":
    try:
        main()
    except CannotDo as reason:
        sys.exit(f"cae-lab: {reason}")
