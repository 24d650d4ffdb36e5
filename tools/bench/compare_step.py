#!/usr/bin/env python3
"""One training step of the reference model: cae-lab beside PyTorch, in turns in one run, and the ratio.

    tools/bench/compare_step.py --program build/release/bin/cae-lab --python /usr/bin/python3 --rounds 5

Turns, because machines drift: each round measures PyTorch's best, then cae-lab. The ratio is of the medians over the
rounds; below 1 cae-lab is the faster one. The last line repeats the command.
"""
import argparse
import json
import pathlib
import shlex
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def last_json(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0 or not lines:
        sys.exit(f"{shlex.join(command)} failed:\n{done.stdout}{done.stderr}")
    return json.loads(lines[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "build/release/bin/cae-lab"))
    parser.add_argument("--python", default=sys.executable, help="one that has PyTorch")
    parser.add_argument("--model", default=str(ROOT / "experiments/models/fashion.cae"))
    parser.add_argument("--mode", choices=["default", "best", "bf16"], default="best", help="PyTorch's")
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--steps", type=int, default=10, help="of each program in each round")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    size = ["--batch", str(arguments.batch), "--steps", str(arguments.steps)]
    pytorch, ours = [], []
    for turn in range(arguments.rounds):
        peer = last_json([arguments.python, str(HERE / "pytorch_step.py"), "--mode", arguments.mode, *size])
        mine = last_json([arguments.program, "bench", arguments.model, *size])
        pytorch.append(peer["median"])
        ours.append(mine["median"])
        print(f"round {turn + 1}: {peer['program']} ({peer['mode']}) {peer['median']:.4f} s, cae-lab "
              f"{mine['median']:.4f} s, ratio {mine['median'] / peer['median']:.3f}", flush=True)
    theirs, own = statistics.median(pytorch), statistics.median(ours)
    print(f"median of {arguments.rounds} rounds: PyTorch {theirs:.4f} s (from {min(pytorch):.4f} to {max(pytorch):.4f}), "
          f"cae-lab {own:.4f} s (from {min(ours):.4f} to {max(ours):.4f})")
    print(f"ratio {own / theirs:.3f} (cae-lab / PyTorch)")
    print("repeat: " + shlex.join([arguments.python, *sys.argv]))


if __name__ == "__main__":
    main()
