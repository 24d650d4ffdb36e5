#!/usr/bin/env python3
"""How long PyTorch takes for one training step of the reference model, as a line of JSON.

    tools/bench/pytorch_step.py --batch 100 --steps 20 --mode best --threads 2

--mode default is PyTorch as it comes; best is channels_last, with malloc kept from giving pages back to the kernel
(the program starts itself again with the environment for that); bf16 is best under autocast.
"""
import argparse
import json
import os
import statistics
import sys
import time

KEPT_PAGES = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(1 << 36), "MALLOC_TOP_PAD_": str(1 << 29)}


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--warm-up", type=int, default=3)
    parser.add_argument("--mode", choices=["default", "best", "bf16"], default="best")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    return parser.parse_args()


def measure(arguments):
    import torch

    from pytorch_reference import adam, cross_entropy, reference_model
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    model, x = reference_model(), torch.rand(arguments.batch, 1, 28, 28)
    if arguments.mode != "default":
        model, x = model.to(memory_format=torch.channels_last), x.contiguous(memory_format=torch.channels_last)
    optimizer, seconds = adam(model), []
    for step in range(arguments.warm_up + arguments.steps):
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=arguments.mode == "bf16"):
            prediction = model(x)
        cross_entropy(prediction.float(), x).backward()
        optimizer.step()
        if step >= arguments.warm_up:
            seconds.append(time.perf_counter() - start)
    return {"program": f"PyTorch {torch.__version__}", "mode": arguments.mode, "batch": arguments.batch,
            "threads": arguments.threads, "steps": len(seconds), "median": statistics.median(seconds),
            "least": min(seconds), "most": max(seconds)}


def main():
    arguments = parse()
    if arguments.mode != "default" and any(os.environ.get(name) != value for name, value in KEPT_PAGES.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **KEPT_PAGES})
    print(json.dumps(measure(arguments)))


if __name__ == "__main__":
    main()
