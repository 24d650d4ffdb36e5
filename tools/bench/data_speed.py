#!/usr/bin/env python3
"""Whether data are there when a step wants them. Three measurements, one a call:

    tools/bench/data_speed.py stream     memory and time of steps on a made file that is larger than memory
    tools/bench/data_speed.py folder     from the start to the first step on 5,000 PNG files of 64x64
    tools/bench/data_speed.py waiting    how long a step waits for its images, by model, with two augmentations

Everything is written to a temporary folder, under --folder where that is given; the large file has no blocks on the disk.
"""
import argparse
import json
import pathlib
import signal
import statistics
import struct
import subprocess
import tempfile
import time
import zlib

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMALL_MODEL = """\
model small {{
  input {height}x{width}x{channels}
  encoder {{ conv 8 3x3 relu stride=2 pad=same; conv 8 3x3 relu stride=2 pad=same; flatten; dense 16 as code }}
  decoder {{ dense {height}/4*{width}/4*8 relu; reshape ({height}/4)x({width}/4)x8; deconv 8 3x3 relu stride=2 pad=same
            deconv {channels} 3x3 sigmoid stride=2 pad=same }}
}}
"""
# Drawn anew in every epoch.
AUGMENTATIONS = {
    "none": "[]",
    "noise and shift": "[ { plugin: gaussian-noise, sigma: 0.3, draw: epoch }, { plugin: shift, on: both } ]",
    "noise and masking": "[ { plugin: gaussian-noise, sigma: 0.3, draw: epoch }, { plugin: masking, draw: epoch } ]",
    "rotate and zoom": "[ { plugin: rotate, on: both, draw: epoch }, { plugin: zoom, on: both, draw: epoch } ]",
    "elastic and noise": "[ { plugin: elastic, on: both }, { plugin: gaussian-noise, sigma: 0.3, draw: epoch } ]",
}


def experiment(folder, name, model, data, more=""):
    file = folder / f"{name}.yaml"
    file.write_text(f"experiment: {name}\nmodel: {model}\ndata: {data}\n{more}\ntrain: {{ epochs: 1, batch: 100, loss: bce }}\n")
    return file


def small_model(folder, height, width, channels):
    file = folder / "small.cae"
    file.write_text(SMALL_MODEL.format(height=height, width=width, channels=channels))
    return file


def memory(process):
    """Megabytes of a process: all that is resident, and the part of it that files are mapped to."""
    lines = pathlib.Path(f"/proc/{process}/status").read_text().splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.startswith(("VmRSS", "RssFile"))}
    return sizes["VmRSS"] / 1024, sizes["RssFile"] / 1024


def watched_steps(program, file, store, last, at_step):
    """Calls at_step(step, process, seconds since the start) until that step, and ends the run then."""
    start = time.perf_counter()
    command = [program, "run", file, "--store", store, "--threads", "2", "--json"]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True)
    steps = 0
    for line in process.stdout:
        event = json.loads(line)
        if event.get("event") != "step":
            continue
        steps = event["step"]
        at_step(steps, process.pid, time.perf_counter() - start)
        if steps >= last:
            break
    process.send_signal(signal.SIGTERM)
    process.stdout.read()
    process.wait()
    if steps < last:
        raise SystemExit(f"the run ended after {steps} steps")


def npy_header(dims):
    text = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {dims}, }}".encode()
    text += b" " * (64 - (10 + len(text) + 1) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text


def stream(arguments, folder):
    size = 64 * 64 * 3
    images = int(arguments.gigabytes * 1e9) // size
    model = small_model(folder, 64, 64, 3)
    numpy.save(folder / "held.npy", numpy.zeros((4000, 64, 64, 3), "uint8"))
    with open(folder / "large.npy", "wb") as file:
        file.write(npy_header((images, 64, 64, 3)))
        file.truncate(file.tell() + images * size)
    print(f"{images} images of 64x64x3, {arguments.gigabytes:g} GB; memory of this machine: "
          f"{int(pathlib.Path('/proc/meminfo').read_text().split()[1]) / 1e6:.1f} GB")
    every = max(arguments.steps // 6, 1)
    for name, last in (("held", 30), ("large", arguments.steps)):
        file = experiment(folder, name, model, f"{{ train: {{ images: {name}.npy }} }}")
        times, seen = [], []

        def at_step(step, process, seconds):
            times.append(seconds)
            if step in (1, 10) or step % every == 0:
                seen.append((step, *memory(process)))

        watched_steps(arguments.program, file, folder / "store", last, at_step)
        steps = [b - a for a, b in zip(times, times[1:])]
        print(f"{name}.npy: first step after {times[0]:.2f} s, {1e3 * statistics.median(steps):.1f} ms a step")
        for step, resident, mapped in seen:
            print(f"  step {step:4}: {resident:7.1f} MB resident, {mapped:6.1f} MB of it mapped files")


def write_png(path, pixels):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    height, width = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def folder_of_pngs(arguments, folder):
    random = numpy.random.default_rng(1)
    for number in range(arguments.images):
        path = folder / "images" / str(number % 10) / f"{number:05}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_png(path, random.integers(0, 256, (64, 64), dtype="uint8"))
    model = small_model(folder, 64, 64, 1)
    file = experiment(folder, "folder", model, "{ train: { images: images } }")
    for program in arguments.programs or [arguments.program]:
        firsts = []
        for _ in range(arguments.times):
            watched_steps(program, file, folder / "store", 1, lambda _step, _process, seconds: firsts.append(seconds))
        print(f"{program}: first step after {min(firsts):.2f} s at least, {statistics.median(firsts):.2f} s median")


def waiting(arguments, folder):
    print(f"{'model':12} {'augmentations':20} {'step, ms':>9} {'images, ms':>11} {'share':>7}")
    models = [ROOT / "experiments/models" / f"{name}.cae" for name in arguments.models]
    for model in models:
        for name, augment in AUGMENTATIONS.items():
            file = experiment(folder, "waiting", model,
                              f"{{ dataset: fashion-mnist, limit: {100 * arguments.steps}, limit_test: 100 }}",
                              f"augment: {augment}")
            store = folder / "store"
            run = [arguments.program, "run", file, "--store", store, "--threads", "2", "--profile", "--quiet"]
            subprocess.run(list(map(str, run)), check=True, stdout=subprocess.DEVNULL)
            query = """SELECT direction = 'images', sum(seconds) FROM run_profile
                       WHERE run_id = (SELECT max(id) FROM runs) GROUP BY 1 ORDER BY 1"""
            rows = subprocess.run([arguments.program, "sql", "--store", store, "--csv", query], check=True,
                                  capture_output=True, text=True).stdout.splitlines()[1:]
            rest, images = (float(row.split(",")[1]) for row in rows)
            step = (rest + images) / 2  # the seconds of two threads
            print(f"{model.stem:12} {name:20} {1e3 * step:9.1f} {1e3 * images / 2:11.2f} {images / (rest + images):7.1%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["stream", "folder", "waiting"])
    parser.add_argument("--program", default=ROOT / "build/release/bin/cae-lab")
    parser.add_argument("--programs", nargs="*", help="folder: several to compare, in turn")
    parser.add_argument("--folder", help="where the temporary folder is made")
    parser.add_argument("--gigabytes", type=float, default=30)
    parser.add_argument("--steps", type=int, default=300, help="stream: steps; waiting: steps of a run")
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--models", nargs="*", default=["fashion", "strided", "deep", "dense", "first"])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cae-data-speed-", dir=arguments.folder) as name:
        {"stream": stream, "folder": folder_of_pngs, "waiting": waiting}[arguments.what](arguments, pathlib.Path(name))


main()
