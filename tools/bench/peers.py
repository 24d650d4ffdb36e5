"""Which peers there are, in which settings, and how to get them."""
import dataclasses
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VENV = ROOT / "build/bench-peers"
DEBIAN_PYTHON = pathlib.Path("/usr/bin/python3")

# glibc's malloc gives big buffers back to the kernel and takes fresh pages for the next step, which costs more than the
# arithmetic; so the tuned settings forbid it.
KEPT_PAGES = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(1 << 36), "MALLOC_TOP_PAD_": str(1 << 29)}
AVX2_ONLY = {"ONEDNN_MAX_CPU_ISA": "AVX2", "DNNL_MAX_CPU_ISA": "AVX2", "ATEN_CPU_CAPABILITY": "avx2",
             "MKL_ENABLE_INSTRUCTIONS": "AVX2", "XLA_FLAGS": "--xla_cpu_max_isa=AVX2"}


def keep_from_avx512():
    """Every program that is started from now on."""
    os.environ.update(AVX2_ONLY)


@dataclasses.dataclass(frozen=True)
class Peer:
    name: str
    label: str
    python: pathlib.Path
    package: str          # that Python imports
    worker: str           # the measuring program
    settings: tuple       # the first is how it comes
    install: tuple = ()   # for pip, into VENV
    trains: bool = True   # otherwise it only evaluates
    version: str = ""     # an expression, if not the package's __version__

    def environment(self, setting):
        extra = {"TORCHINDUCTOR_CACHE_DIR": str(VENV / "inductor")}
        if setting != "default":
            extra.update(KEPT_PAGES, TF_ENABLE_ONEDNN_OPTS="1")
        return {**os.environ, **extra}


PEERS = (
    Peer("pytorch-debian", "PyTorch of Debian", DEBIAN_PYTHON, "torch", "pytorch_worker.py", ("default", "tuned")),
    Peer("pytorch", "PyTorch", VENV / "bin/python", "torch", "pytorch_worker.py", ("default", "tuned", "compile"),
         ("torch", "numpy")),
    Peer("keras", "Keras on TensorFlow", VENV / "bin/python", "tensorflow", "keras_worker.py",
         ("default", "tuned", "jit"), ("tensorflow-cpu", "keras"),
         version="importlib.metadata.version('keras') + ' on TensorFlow ' + package.__version__"),
    Peer("keras-jax", "Keras on JAX", VENV / "bin/python", "jax", "jax_worker.py", ("default", "tuned"), ("jax", "keras"),
         version="importlib.metadata.version('keras') + ' on JAX ' + package.__version__"),
    Peer("onnxruntime", "onnxruntime", VENV / "bin/python", "onnxruntime", "onnxruntime_worker.py", ("default", "tuned"),
         ("torch", "numpy", "onnx", "onnxscript", "onnxruntime"), trains=False),
    Peer("openvino", "OpenVINO", VENV / "bin/python", "openvino", "openvino_worker.py", ("default", "tuned"),
         ("torch", "numpy", "openvino"), trains=False),
)


def _said(command):
    """What a command prints, and what is wrong if it fails."""
    try:
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    except OSError as error:
        return "", str(error)
    last = (done.stderr.strip().splitlines() or ["no message"])[-1]
    return done.stdout.strip(), last if done.returncode else ""


def _version(peer):
    version = peer.version or "package.__version__"
    return _said([peer.python, "-c", f"import importlib.metadata, {peer.package} as package; print({version})"])


def provide(peer, offline=False):
    """(version, "") of a peer, installing it where that is possible, or ("", the reason why it cannot be had)."""
    version, problem = _version(peer)
    if not problem or not peer.install or offline:
        return version, problem
    print(f"installing {' and '.join(peer.install)} into {VENV.relative_to(ROOT)}", flush=True)
    if not peer.python.exists():
        _, problem = _said([DEBIAN_PYTHON, "-m", "venv", VENV])
    if peer.python.exists():
        _, problem = _said([peer.python, "-m", "pip", "install", "--quiet", *peer.install])
    return ("", problem) if problem else _version(peer)
