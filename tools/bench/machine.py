"""What a figure belongs to: the machine."""
import os
import pathlib
import platform


def _field(file, name):
    for line in pathlib.Path(file).read_text().splitlines():
        if line.split(":")[0].strip() == name:
            return line.split(":", 1)[1].strip()
    return "unknown"


def available_bytes():
    return 1024 * int(_field("/proc/meminfo", "MemAvailable").split()[0])


def load():
    """Processes that ran or wanted to, over the last minute."""
    return os.getloadavg()[0]


def cores():
    return len(os.sched_getaffinity(0))


def describe():
    """Lines of text."""
    flags = set(_field("/proc/cpuinfo", "flags").split())
    sets = [name for name in ("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16") if name in flags]
    memory = int(_field("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    return [f"Processor: {_field('/proc/cpuinfo', 'model name')} (family {_field('/proc/cpuinfo', 'cpu family')}, model "
            f"{_field('/proc/cpuinfo', 'model')}), {cores()} cores; {', '.join(sets)}",
            f"Memory: {memory:.0f} GiB; Linux {platform.release()}; load when it began: {load():.1f}"]
