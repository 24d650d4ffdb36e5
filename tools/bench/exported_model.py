"""A model for programs that only evaluate: PyTorch's, without the terms that its layers add to the loss."""
import numpy
import torch
import torch.nn.functional as functional
from torch import nn

import pytorch_model


class Output(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        given = self.model(x)
        return given[0] if isinstance(given, tuple) else given


class Evaluated:
    """What a request asks for: the module, its input, and the loss of a prediction."""

    def __init__(self, request):
        import safetensors_file
        if request["mode"] != "eval":
            raise ValueError("it does not train")
        model = pytorch_model.build(request["nodes"], safetensors_file.read(request["weights"])).eval()
        self.x = torch.from_numpy(numpy.load(request["input"]))
        with torch.no_grad():
            given = model(self.x)
        self.terms = float(given[1]) if isinstance(given, tuple) else 0.0
        self.module = Output(model).eval()

    def loss(self, prediction):
        return functional.binary_cross_entropy(torch.from_numpy(prediction).float(), self.x).item() + self.terms
