"""From the start of the process to the end of the first training step, data loaded and plan built."""
import json
import pathlib
import subprocess
import tempfile
import time

from contestants import CannotDo

EXPERIMENT = """\
experiment: first-step
model: {model}
data: {{ dataset: fashion-mnist }}
train: {{ epochs: 1, batch: 100, loss: bce }}
"""


def seconds_to_first_step(program, model, threads):
    """Once; the run is ended then."""
    with tempfile.TemporaryDirectory(prefix="cae-first-step-") as name:
        folder = pathlib.Path(name)
        (folder / "first-step.yaml").write_text(EXPERIMENT.format(model=model))
        command = [program, "run", folder / "first-step.yaml", "--store", folder / "store", "--threads", threads, "--json"]
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            for line in process.stdout:
                if json.loads(line).get("event") == "step":
                    return time.perf_counter() - start
            raise CannotDo("cae-lab run ended before its first step")
        finally:
            process.kill()
            process.wait()
