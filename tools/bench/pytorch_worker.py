"""The measuring process of PyTorch: see worker.py. Its argument is the setting.

default: as PyTorch comes. tuned: channels_last and the fused Adam, where this version has it. compile: tuned, and
torch.compile of forward pass and loss (evaluation: of the forward pass, with its weights frozen).
"""
import os
import sys

import numpy
import torch
import torch.nn.functional as functional

import pytorch_model
import worker

SETTING = sys.argv[1]


def adam(model):
    options = {"lr": 1e-3, "eps": 1e-7}
    if SETTING != "default":
        try:
            return torch.optim.Adam(model.parameters(), fused=True, **options)
        except (RuntimeError, TypeError):  # before PyTorch 2.4
            pass
    return torch.optim.Adam(model.parameters(), **options)


def compiled(function, frozen):
    if not hasattr(torch, "compile"):
        raise RuntimeError(f"PyTorch {torch.__version__} has no torch.compile")
    from torch._inductor import config
    config.freezing = frozen
    config.compile_threads = len(os.sched_getaffinity(0))
    return torch.compile(function, dynamic=False)


def training(model, x, precision):
    def loss_of(images):
        with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16"):
            prediction = model(images)
        prediction, terms = prediction if isinstance(prediction, tuple) else (prediction, 0.0)
        return functional.binary_cross_entropy(prediction.float(), images) + terms

    objective = compiled(loss_of, frozen=False) if SETTING == "compile" else loss_of
    optimizer = adam(model)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = objective(x)
        loss.backward()
        optimizer.step()
        return loss

    return step().item(), step


def evaluation(model, x, precision):
    model.eval()
    forward = compiled(model, frozen=True) if SETTING == "compile" else model

    def step():
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16"):
            return forward(x)

    given = step()
    prediction, terms = given if isinstance(given, tuple) else (given, 0.0)
    return (functional.binary_cross_entropy(prediction.float(), x) + terms).item(), step


def prepare(request):
    import safetensors_file
    if SETTING == "compile":
        torch._dynamo.reset()
    torch.set_num_threads(request["threads"])
    model = pytorch_model.build(request["nodes"], safetensors_file.read(request["weights"]))
    x = torch.from_numpy(numpy.load(request["input"]))
    if SETTING != "default":
        model, x = model.to(memory_format=torch.channels_last), x.contiguous(memory_format=torch.channels_last)
    return (training if request["mode"] == "train" else evaluation)(model, x, request["precision"])


if __name__ == "__main__":
    worker.serve(prepare)
