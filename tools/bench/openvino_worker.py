"""The measuring process of OpenVINO, which evaluates alone: see worker.py. Its arguments are the setting and the threads.

default and tuned differ in the environment that the process starts with. The model is PyTorch's, converted; one request
at a time has all threads.
"""
import openvino

import worker
from exported_model import Evaluated


def prepare(request):
    evaluated = Evaluated(request)
    model = openvino.convert_model(evaluated.module, example_input=evaluated.x, input=list(evaluated.x.shape))
    compiled = openvino.compile_model(model, "CPU", {
        "PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": request["threads"],
        "INFERENCE_PRECISION_HINT": "bf16" if request["precision"] == "bf16" else "f32"})
    images = evaluated.x.numpy()
    requested = compiled.create_infer_request()

    def step():
        return requested.infer([images])[compiled.output(0)]

    return evaluated.loss(step()), step


if __name__ == "__main__":
    worker.serve(prepare)
