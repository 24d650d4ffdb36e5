"""Figures as text: what compare_peers.py prints, and the page it writes."""
import statistics

from contest import OURS


def name_of(who):
    return f"{who[0]}, {who[1]}" if who[1] else who[0]


def milliseconds(seconds):
    return f"{1000 * seconds:.1f}" if seconds < 0.1 else f"{1000 * seconds:.0f}"


def spread(values, form):
    return f"{form(statistics.median(values))} ({form(min(values))} to {form(max(values))})"


def ratio_text(result, who):
    ratios = result.ratios(who, OURS)
    return spread(ratios, lambda value: f"{value:.2f}") + "x" if ratios else "-"


def title(task):
    words = [task.model.stem, *task.settings, f"batch {task.batch}", task.mode, task.precision]
    return ", ".join(words) + f", {task.threads} thread{'' if task.threads == 1 else 's'}"


def console(result):
    """One result for the terminal."""
    lines = [title(result.task)]
    for who in result.measured():
        line = f"  {name_of(who):32} {spread(result.times(who), milliseconds):>26} ms"
        lines.append(line if who == OURS else f"{line}   {ratio_text(result, who):>24}")
    lines += [f"  {name_of(who):32} {reason}" for who, reason in result.problems.items()]
    return "\n".join(lines)


def table(titles, rows):
    lines = ["| " + " | ".join(titles) + " |", "| " + " | ".join("---" for _ in titles) + " |"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def _defaults(result):
    return [who for who in result.peers() if who[1] == "default"]


def ratio_table(results):
    """One row a model and batch: ours, the best peer, and the fastest default PyTorch."""
    rows = []
    for result in results:
        if OURS not in result.measured() or not result.peers():
            continue
        best = result.peers()[0]
        plain = [who for who in _defaults(result) if who[0].startswith("PyTorch")]
        rows.append([result.task.model.stem, str(result.task.batch), spread(result.times(OURS), milliseconds),
                     name_of(best), spread(result.times(best), milliseconds), ratio_text(result, best),
                     ratio_text(result, plain[0]) if plain else "-"])
    return table(["model", "batch", "cae-lab, ms", "the best peer", "its ms", "best / cae-lab",
                  "PyTorch's default / cae-lab"], rows)


def peers_table(result, per_second=False):
    """One row a contestant; also those that have no figure, with the reason."""
    images = result.task.batch
    rows = []
    for who in result.measured():
        row = [name_of(who), spread(result.times(who), milliseconds)]
        if per_second:
            row.append(f"{images / result.median(who):.0f}")
        rows.append(row + ["" if who == OURS else ratio_text(result, who)])
    rows += [[name_of(who), reason] + [""] * (2 if per_second else 1) for who, reason in result.problems.items()]
    return table(["program", "ms"] + (["images/s"] if per_second else []) + ["/ cae-lab"], rows)


def width_table(results):
    """One row a width: both programs with one thread and with more."""
    groups, rows = {}, []
    for result in results:
        groups.setdefault(result.task.settings, {})[result.task.threads] = result
    threads = sorted({result.task.threads for result in results})
    peers = [result.peers()[0] for result in results if result.peers()]
    for settings, by_threads in groups.items():
        row = [settings[0].split("=")[1]]
        for who in [OURS, *peers[:1]]:
            present = [by_threads[number] for number in threads if number in by_threads
                       and who in by_threads[number].measured()]
            row += [spread(result.times(who), milliseconds) for result in present]
            if len(present) == len(threads) > 1:
                row.append(f"{present[0].median(who) / present[-1].median(who):.2f}x")
            else:
                row += ["-"] * (len(threads) - len(present) + (len(threads) > 1))
        row += [ratio_text(by_threads[number], peers[0]) if peers else "-" for number in threads]
        rows.append(row)
    titles = ["width"]
    for who in ["cae-lab", *map(name_of, peers[:1])]:
        titles += [f"{who}, {number} thread{'' if number == 1 else 's'}, ms" for number in threads]
        titles += [f"{threads[0]} / {threads[-1]}"] if len(threads) > 1 else []
    return table(titles + [f"ratio, {number} thread{'' if number == 1 else 's'}" for number in threads], rows)


def memory_table(results):
    """One row a model and batch: ours, and the peers that held the least and the most, by their names."""
    rows = []
    for result in results:
        peers = sorted((peak, name_of(who)) for who, peak in result.peaks.items() if who != OURS)
        if OURS in result.peaks and peers:
            ours = result.peaks[OURS]
            rows.append([result.task.model.stem, str(result.task.batch), f"{ours / 1e6:.0f}"] +
                        [word for peak, name in (peers[0], peers[-1])
                         for word in (name, f"{peak / 1e6:.0f}", f"{peak / ours:.1f}x")])
    return table(["model", "batch", "cae-lab, MB", "the least", "MB", "/ cae-lab", "the most", "MB", "/ cae-lab"], rows)
