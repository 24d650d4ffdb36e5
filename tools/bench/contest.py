"""Measures contestants in turns on one task, after checking that all compute the same loss."""
import dataclasses
import statistics
import time

from contestants import CannotDo

LOSS_TOLERANCE = 1e-4  # relative
LEAST_ROUNDS = 3
TURN_SECONDS = 0.4
SLOW = 2.0  # a peer so many times slower than the fastest one rests after the least rounds


@dataclasses.dataclass
class Result:
    """What one task gave. Contestants are named (name, setting)."""
    task: object
    rounds: list = dataclasses.field(default_factory=list)    # in each, seconds of a step by contestant
    problems: dict = dataclasses.field(default_factory=dict)  # why a contestant has no figure
    peaks: dict = dataclasses.field(default_factory=dict)     # bytes that its process has held at most
    losses: dict = dataclasses.field(default_factory=dict)    # in evaluation and fp32, which must agree
    first_losses: dict = dataclasses.field(default_factory=dict)  # of the first step as it is measured

    def times(self, who):
        return [seconds[who] for seconds in self.rounds if who in seconds]

    def median(self, who):
        return statistics.median(self.times(who))

    def ratios(self, who, to):
        """Seconds of `who` over seconds of `to` in every round that has both."""
        return [seconds[who] / seconds[to] for seconds in self.rounds if who in seconds and to in seconds]

    def measured(self):
        return sorted({who for seconds in self.rounds for who in seconds}, key=self.median)

    def peers(self):
        """The peers that were measured, the fastest first."""
        return [who for who in self.measured() if who != OURS]


OURS = ("cae-lab", "")


def _prepare(result, contestants):
    """Those that are ready and compute the same loss as the first of them.

    The loss of an evaluation in fp32: in training, batch norm over two nearly dead units divides by little more than
    rounding, and in bf16 nobody need agree. (At width 56 and batch 100 the first training loss of the reference model
    was 0.9970 in PyTorch's fp32, 0.9448 in its float64 and 0.9429 here.)
    """
    ready, expected = [], None
    exact = dataclasses.replace(result.task, mode="eval", precision="fp32")
    for contestant in contestants:
        who = (contestant.name, contestant.setting)
        try:
            loss = contestant.prepare(exact)
            result.first_losses[who] = contestant.prepare(result.task) if result.task != exact else loss
        except CannotDo as reason:
            result.problems[who] = str(reason)
            continue
        result.losses[who] = loss
        expected = loss if expected is None else expected
        if abs(loss - expected) > LOSS_TOLERANCE * abs(expected):
            result.problems[who] = f"computes another loss: {loss:.6f} instead of {expected:.6f}"
            continue
        ready.append(contestant)
    return ready


def measure(task, contestants, seconds, most_rounds):
    """Rounds in which each contestant has one turn, for about that many seconds. cae-lab comes first in the list."""
    result = Result(task)
    ready = _prepare(result, contestants)
    end = time.monotonic() + seconds
    while ready and len(result.rounds) < most_rounds and (len(result.rounds) < LEAST_ROUNDS or time.monotonic() < end):
        taken = {}
        for contestant in list(ready):
            who = (contestant.name, contestant.setting)
            try:
                taken[who] = contestant.steps(TURN_SECONDS, 1)
            except CannotDo as reason:
                result.problems[who] = str(reason)
                ready.remove(contestant)
                continue
            result.peaks[who] = contestant.peak_bytes
        result.rounds.append(taken)
        if len(result.rounds) == LEAST_ROUNDS and result.peers():
            limit = SLOW * result.median(result.peers()[0])
            ready = [one for one in ready
                     if (one.name, one.setting) == OURS or result.median((one.name, one.setting)) <= limit]
    return result
