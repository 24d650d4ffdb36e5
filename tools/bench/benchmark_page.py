"""The page docs/benchmarks.md."""
import dataclasses
import datetime
import textwrap

from benchmark_text import memory_table, peers_table, spread, title, ratio_table, width_table
from contest import OURS, TURN_SECONDS

SETTINGS = """\
*default* is a peer without settings. *tuned*: malloc is set to keep its pages (`MALLOC_MMAP_MAX_=0`,
`MALLOC_TRIM_THRESHOLD_` and `MALLOC_TOP_PAD_` large); PyTorch in channels_last with the fused Adam where it has
one; TensorFlow with oneDNN. *compile* is tuned with `torch.compile` (evaluation: weights frozen), *jit* is tuned
with `jit_compile=True`; Keras on JAX has each step under `jax.jit`. bf16 is PyTorch's autocast, Keras's policy
`mixed_bfloat16` and OpenVINO's hint of inference precision."""

METHOD = """\
Every program builds the same layers from the same file, starts from the same weights, and must compute the loss of
`cae-lab probe` in evaluation (to 1e-4 relative, in fp32) before it is measured. Then they take turns; those that wait
are stopped by a signal. A turn takes about {turn} s and gives the median of its steps; a figure is the median of the
turns, with the least and the most of them. A ratio is computed within each round of turns, so that drift of the
machine affects both sides; given are its median over the rounds, its least and its most. Above 1, cae-lab is faster.
"The best" is the fastest of all peers and settings. At the first batch size every setting is measured, at the others
those within 1.6 times the best. The images are random; a step is forward pass, loss, backward pass and Adam, and in
cae-lab also the check that every gradient is finite."""


@dataclasses.dataclass
class Figures:
    """The contents of the page. What was not measured is None or empty."""
    command: str
    machine: list
    versions: list = dataclasses.field(default_factory=list)
    missing: list = dataclasses.field(default_factory=list)
    isa: str = ""
    minutes: float = 0.0
    training: list = dataclasses.field(default_factory=list)
    evaluation: list = dataclasses.field(default_factory=list)
    bf16: list = dataclasses.field(default_factory=list)
    widths: list = dataclasses.field(default_factory=list)
    first_steps: list = dataclasses.field(default_factory=list)


def _bullets(lines):
    return "".join(textwrap.fill(line, 120, initial_indent="- ", subsequent_indent="  ") + "\n" for line in lines)


def _losses(results):
    """The largest difference of the measured programs' losses from cae-lab's."""
    apart = [abs(loss / result.losses[OURS] - 1) for result in results if OURS in result.losses
             for who, loss in result.losses.items() if who in result.measured()]
    return f"Largest relative difference of such a loss of what was measured: {max(apart, default=0):.1e}."


def _rounded_losses(result):
    """Rounding to bf16 changes a first loss: the divisor in a batch norm of two nearly dead units is rounded too."""
    losses = [f"{' '.join(who).strip()} {loss:.4f}" for who, loss in result.first_losses.items() if who != OURS]
    return f"Losses of the first step in bf16, {result.first_losses.get(OURS, 0.0):.4f} in fp32: {', '.join(losses)}."


def _sections(figures):
    yield "# Benchmarks\nMeasured on " + datetime.date.today().isoformat() + " by\n\n    " + figures.command + "\n"
    yield _bullets([*figures.machine, f"cae-lab used {figures.isa}", *figures.versions,
                    f"{figures.minutes:.0f} minutes in all"])
    if figures.missing:
        yield "Not measured:\n\n" + _bullets(figures.missing)
    yield "## How\n" + METHOD.format(turn=TURN_SECONDS) + "\n\n" + SETTINGS + "\n"
    yield _losses([*figures.training, *figures.widths, *figures.evaluation]) + "\n"
    if figures.training:
        yield "## Training, fp32\n" + ratio_table(figures.training)
        first = figures.training[0].task.batch
        for result in figures.training:
            if result.task.batch == first:
                yield f"### All settings: {title(result.task)}\n" + peers_table(result)
    if figures.evaluation:
        yield "## Evaluation, fp32\nThe forward pass alone.\n\n" + ratio_table(figures.evaluation)
        for result in figures.evaluation:
            yield f"### All settings: {title(result.task)}\n" + peers_table(result, per_second=True)
    for result in figures.bf16:
        yield f"## bf16: {title(result.task)}\n" + peers_table(result, per_second=result.task.mode == "eval")
        yield textwrap.fill(_rounded_losses(result), 120) + "\n"
    if figures.widths:
        yield "## The reference model by width and threads\n" + width_table(figures.widths)
    if figures.training:
        yield "## Peak memory in training\nThe most that each process held since it began to prepare the model.\n\n" + \
            memory_table(figures.training)
    if figures.first_steps:
        yield "## From process start to first step\n" + textwrap.fill(
            "`cae-lab run` of the reference model on all of Fashion-MNIST, data loaded and plan built, "
            f"{len(figures.first_steps)} times: {spread(figures.first_steps, '{:.2f}'.format)} s (median, least, most).",
            120) + "\n"


def write(path, figures):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(_sections(figures)))
