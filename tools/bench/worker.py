"""What the measuring processes of all peers share: requests and answers as lines of JSON on standard input and output.

    {"do": "prepare", "nodes": [...], "weights": F, "input": F, "mode": "train", "precision": "fp32", "threads": 2}
    {"do": "steps", "seconds": 0.5, "least": 1}

`prepare` builds the model and answers with the loss of its first step; `steps` measures at least that many steps, and
more until the seconds are over. Every answer holds the most memory that the process has held since it began to prepare.
"""
import ctypes
import gc
import json
import os
import pathlib
import signal
import sys
import time
import traceback

PR_SET_PDEATHSIG = 1
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "tests/golden"))


def peak_bytes():
    """Of this program alone, unlike getrusage, which keeps what the parent had before exec."""
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return 1024 * int(line.split()[1])
    return 0


def give_memory_back():
    """To the system, also where the environment told malloc to keep it. What is held from now on is counted anew."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pathlib.Path("/proc/self/clear_refs").write_text("5")


def timed_steps(step, seconds, least):
    taken, end = [], time.perf_counter() + seconds
    while len(taken) < least or time.perf_counter() < end:
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return taken


def serve(prepare):
    """Answers requests until the input ends. `prepare(request)` gives (loss of the first step, a function that makes
    one step)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # also while it is stopped
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer
    step = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["do"] == "prepare":
                step = None
                give_memory_back()
                loss, step = prepare(request)
                step()
                answer = {"loss": loss}
            else:
                answer = {"seconds": timed_steps(step, request["seconds"], request["least"])}
        except Exception as error:  # whatever a peer cannot do is told, and the others go on
            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {(str(error).strip().splitlines() or [''])[0]}"}
        answers.write(json.dumps({**answer, "peak_bytes": peak_bytes()}) + "\n")
        answers.flush()
