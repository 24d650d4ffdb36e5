"""Programs that can be asked for a few steps of a model, in turns: cae-lab, and each peer in each setting.

A contestant that waits for its turn is stopped by a signal, so that threads which spin cost the others nothing.
"""
import dataclasses
import json
import pathlib
import signal
import subprocess

import peers
from task_files import read_loss


class CannotDo(Exception):
    """The reason why a contestant has no figure."""


@dataclasses.dataclass(frozen=True)
class Task:
    """One model in one configuration, with the files that all contestants start from."""
    program: pathlib.Path
    model: pathlib.Path
    settings: tuple        # of the model, "width=56"
    batch: int
    mode: str              # train or eval
    precision: str         # fp32 or bf16
    threads: int
    weights: pathlib.Path
    input: pathlib.Path

    def set_options(self):
        return [word for setting in self.settings for word in ("--set", setting)]


def run_program(*command):
    """Standard output of cae-lab."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotDo((done.stderr.strip().splitlines() or ["no message"])[0])
    return done.stdout


def nodes_of(task):
    """The model as `cae-lab summary` gives it."""
    return json.loads(run_program(task.program, "summary", task.model, *task.set_options(), "--json"))["nodes"]


class CaeLab:
    name, setting = "cae-lab", ""

    def __init__(self, program):
        self.program = program
        self.peak_bytes = 0
        self.isa = ""
        self._usual = None  # seconds of a step

    def prepare(self, task):
        """The loss of the first step, by `cae-lab probe`."""
        self._usual, self._task = None, task
        if task.precision != "fp32" and "--precision" not in run_program(self.program, "bench", "--help"):
            raise CannotDo("this build has no bf16")
        out = task.weights.with_suffix(".probe")
        run_program(self.program, "probe", task.model, *task.set_options(), "--weights", task.weights, "--input",
                    task.input, "--target", task.input, "--mode", task.mode, "-o", out)
        loss = read_loss(out)
        out.unlink()
        return loss

    def steps(self, seconds, least):
        """The median of at least that many steps."""
        task = self._task
        count = max(least, 2 if self._usual is None else round(seconds / self._usual))
        options = ["--eval"] if task.mode == "eval" else []
        if task.precision != "fp32":
            options += ["--precision", task.precision]
        text = run_program(self.program, "bench", task.model, *task.set_options(), "--batch", task.batch, "--threads",
                           task.threads, "--warm-up", 1 if count < 10 else 3, "--steps", count, "--json", *options)
        result = json.loads(text)
        self.peak_bytes, self.isa = result["peak_bytes"], result["isa"]
        self._usual = result["median_seconds"]
        return self._usual

    def close(self):
        pass


class PeerProcess:
    """One peer in one setting: a process that lives as long as the comparison."""

    def __init__(self, peer, setting, threads, log):
        self.name, self.setting, self.trains = peer.label, setting, peer.trains
        self.peak_bytes = 0
        self._command = [peer.python, pathlib.Path(__file__).parent / peer.worker, setting, threads]
        self._environment, self._log = peer.environment(setting), log
        self._process = None

    def _start(self):
        with open(self._log, "ab") as log:
            self._process = subprocess.Popen(list(map(str, self._command)), stdin=subprocess.PIPE, text=True,
                                             stdout=subprocess.PIPE, stderr=log, env=self._environment)

    def _ask(self, **request):
        if self._process is None:
            self._start()
        self._process.send_signal(signal.SIGCONT)
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            status = self._process.wait()
            self._process = None
            raise CannotDo(f"its process ended with status {status}, see {self._log.relative_to(peers.ROOT)}")
        self._process.send_signal(signal.SIGSTOP)
        answer = json.loads(line)
        if "error" in answer:
            raise CannotDo(answer["error"])
        self.peak_bytes = answer["peak_bytes"]
        return answer

    def prepare(self, task):
        """The loss of the first step."""
        return self._ask(do="prepare", nodes=nodes_of(task), weights=str(task.weights), input=str(task.input), mode=task.mode,
                         precision=task.precision, threads=task.threads)["loss"]

    def steps(self, seconds, least):
        taken = sorted(self._ask(do="steps", seconds=seconds, least=least)["seconds"])
        return taken[len(taken) // 2]

    def close(self):
        """Ends the process; the next prepare starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
