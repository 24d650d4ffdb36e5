"""The measuring process of onnxruntime, which evaluates alone: see worker.py. Its arguments are the setting and the threads.

default and tuned differ in the environment that the process starts with. The model is PyTorch's, exported to ONNX.
"""
import pathlib
import tempfile

import onnxruntime
import torch

import worker
from exported_model import Evaluated


def prepare(request):
    if request["precision"] != "fp32":
        raise ValueError("onnxruntime's CPU kernels have no bf16")
    evaluated = Evaluated(request)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = request["threads"]
    with tempfile.TemporaryDirectory(prefix="cae-onnx-") as folder:
        file = str(pathlib.Path(folder) / "model.onnx")
        torch.onnx.export(evaluated.module, (evaluated.x,), file, input_names=["images"], output_names=["pixels"])
        session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    images = {session.get_inputs()[0].name: evaluated.x.numpy()}

    def step():
        return session.run(None, images)[0]

    return evaluated.loss(step()), step


if __name__ == "__main__":
    worker.serve(prepare)
