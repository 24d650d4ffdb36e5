"""A model of the `.cae` language in PyTorch, float64: the second opinion that the engine is checked against.

Written from the language's description. Tensors are NCHW; a flat row is [n, units].
"""
import torch

from cae_draws import draw_layer
from cae_layers import apply, describe, join, joined_shape
from cae_terms import all_terms
from cae_text import JOINS, Output, read_model


def gradient(tensor):
    return (torch.zeros_like(tensor) if tensor.grad is None else tensor.grad).detach().numpy()


class CaeModel:
    """A model with its shapes and parameters. `shapes[layer]` is of the layer's output."""

    def __init__(self, text, overrides=None, folder="."):
        self.model = read_model(text, overrides, folder)
        self.layers = self.model.layers
        self.by_name = {layer.name: layer for layer in self.layers}
        self.shapes, self.parameters = {"input": self.model.input}, {}
        for layer in self.layers:
            shapes = [self.shapes[name] for name in layer.inputs]
            joins = layer.kind in JOINS
            owned, shape = ({}, joined_shape(layer.kind, shapes)) if joins else describe(layer, shapes[0])
            self.shapes[layer.name] = shape
            if layer.settings.get("tied"):
                self.check_tied(layer, owned.pop("weight"))
            for name, dimensions in owned.items():
                self.parameters[f"{layer.name}.{name}"] = dimensions
            if layer.kind == "sample" and shapes[0] != shapes[1]:
                raise ValueError("sample of two shapes")
            if layer.kind == "match" and len(shape) != 1:
                raise ValueError("match works on a row")
        self.outputs = self.model.outputs or [Output(self.layers[-1].name)]
        images = [self.shapes[output.layer] for output in self.outputs if not output.learns_labels]
        self.output = images[0]
        if any(shape != self.output for shape in images):
            raise ValueError("outputs of several shapes have one target")

    def weight_of(self, layer):
        """The parameter that holds a layer's weights: for a tied one its owner's."""
        return f"{layer.settings.get('tied') or layer.name}.weight"

    def check_tied(self, layer, needed):
        owner = self.by_name[layer["tied"]]
        held = self.parameters[self.weight_of(layer)]
        # A mirror ties the deconv of a depthwise to it.
        kinds = {"dense": ["dense"], "deconv": ["conv", "depthwise"]}
        if owner.kind not in kinds[layer.kind] or needed != (held if layer.kind == "deconv" else held[::-1]):
            raise ValueError(f"{layer.name} needs weights of {needed}, those of {owner.name} are {held}")

    def classes(self):
        """The number of classes that all outputs of labels know, None without such an output."""
        return min((self.shapes[output.layer][0] for output in self.outputs if output.learns_labels), default=None)

    def trainable(self):
        return [name for name in self.parameters if not name.endswith((".mean", ".var"))]

    def draws(self, batch, seed=1, epoch=1):
        """What each layer that draws draws for a batch."""
        drawn = {layer.name: draw_layer(layer, self.shapes[layer.name], batch, seed, epoch) for layer in self.layers}
        return {name: array for name, array in drawn.items() if array is not None}

    def owned(self, layer, weights):
        """The tensors of a layer by their own names; a dense that is tied has the transpose of its owner's weights."""
        own = {name.rsplit(".", 1)[1]: tensor for name, tensor in weights.items()
               if name.rsplit(".", 1)[0] == layer.name}
        if layer.settings.get("tied"):
            weight = weights[self.weight_of(layer)]
            own["weight"] = weight.t() if layer.kind == "dense" else weight
        return own

    def forward(self, weights, x, training, draws=None):
        """Every layer's output by name, and the new moving statistics by parameter name.

        `draws` holds what each layer draws; needed in training only.
        """
        outputs, moved, draws = {"input": x}, {}, draws or {}
        for layer in self.layers:
            arriving = [outputs[name] for name in layer.inputs]
            if layer.kind in JOINS:
                outputs[layer.name] = join(layer.kind, arriving)
            elif layer.kind == "sample":
                mean, log_variance = arriving
                outputs[layer.name] = mean + torch.exp(log_variance / 2) * draws[layer.name] if training else mean
            else:
                outputs[layer.name], new = apply(layer, *arriving, self.owned(layer, weights), training,
                                                 draws.get(layer.name))
                moved.update({f"{layer.name}.{name}": tensor for name, tensor in new.items()})
        return outputs, moved

    def probe(self, weights, x, target=None, labels=None, loss=None, training=False, seed=1,
              dtype=torch.float64):
        """What `cae-lab probe` writes, as numpy arrays: out.*, new.*, in training random.*, and with a target loss,
        loss.*, grad.* and grad.input."""
        tensors = {name: torch.tensor(array, dtype=dtype) for name, array in weights.items()}
        for name in self.trainable():
            tensors[name].requires_grad_(True)
        x = torch.tensor(x, dtype=dtype).requires_grad_(True)
        drawn = self.draws(len(x), seed)
        draws = {name: torch.tensor(array, dtype=dtype) for name, array in drawn.items()}
        outputs, moved = self.forward(tensors, x, training, draws)
        result = {f"out.{name}": value.detach().numpy() for name, value in outputs.items() if name != "input"}
        result.update({f"new.{name}": value.numpy() for name, value in moved.items()})
        if training:
            result.update({f"random.{name}": array for name, array in drawn.items()})
        if target is not None:
            labels = None if labels is None else torch.tensor(labels)
            terms = all_terms(self, outputs, tensors, draws, torch.tensor(target, dtype=dtype), labels, loss)
            total = sum(terms.values())
            total.backward()
            result["loss"] = total.detach().numpy()
            result.update({f"loss.{name}": value.detach().numpy() for name, value in terms.items()})
            # What the output does not depend on has no gradient in PyTorch, and zeros in cae-lab.
            for name in self.trainable():
                result[f"grad.{name}"] = gradient(tensors[name])
            result["grad.input"] = gradient(x)
        return result
