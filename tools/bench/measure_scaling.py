#!/usr/bin/env python3
"""How the speed of training grows with the number of cores, beside what `cae-lab bench --simulate-threads` says.

    tools/bench/measure_scaling.py [--program build/release/bin/cae-lab] [--seconds 500] [--only fashion:100 ...]

For a machine with many cores that does nothing else. Measures a step of each model on 1, 2, 4, ... threads, up to all
cores, and prints a table a model. Ends in less than ten minutes: what there is no time for is left out, and said.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import time

import machine

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ["fashion:100", "fashion:512", "deep:100", "dense:512", "strided:100"]


def bench(program, model, batch, arguments):
    path = ROOT / "experiments" / "models" / f"{model}.cae"
    command = [program, "bench", str(path), "--batch", str(batch), "--json", *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def thread_counts(cores):
    counts = []
    threads = 1
    while threads < cores:
        counts.append(threads)
        threads *= 2
    return counts + [cores]


def table(program, case, counts, ends):
    """Lines of Markdown; None where the time is over."""
    model, batch = case.split(":")
    simulated = {}
    lines = [f"### {model}, batch {batch}", "",
             "| threads | ms | half of the steps | speed-up | efficiency | simulated ms | simulated / measured |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    one = None
    for threads in counts:
        if time.monotonic() > ends:
            return lines + ["", "No time was left for more threads."]
        arguments = ["--threads", str(threads), "--steps", "20", "--pin"]
        if not simulated:
            arguments += ["--simulate-threads", ",".join(map(str, counts))]
        figures = bench(program, model, batch, arguments)
        for step in figures.get("simulated", []):
            simulated[step["threads"]] = step["ms"]
        ms = 1e3 * figures["median_seconds"]
        one = one or ms
        lines.append(f"| {threads} | {ms:.2f} | {1e3 * figures['lower_quartile_seconds']:.2f} to "
                     f"{1e3 * figures['upper_quartile_seconds']:.2f} | {one / ms:.2f} | {one / ms / threads:.2f} | "
                     f"{simulated[threads]:.2f} | {simulated[threads] / ms:.2f} |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build" / "release" / "bin" / "cae-lab"))
    parser.add_argument("--seconds", type=float, default=500.0, help="after which no more is begun")
    parser.add_argument("--only", nargs="+", default=CASES, metavar="MODEL:BATCH")
    arguments = parser.parse_args()
    ends = time.monotonic() + arguments.seconds
    print("\n".join(f"- {line}" for line in machine.describe()))
    for case in arguments.only:
        if time.monotonic() > ends:
            print(f"\nNo time was left for {case}.")
            continue
        print("\n" + "\n".join(table(arguments.program, case, thread_counts(machine.cores()), ends)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
