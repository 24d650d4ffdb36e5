#!/usr/bin/env python3
"""Writes training/CASE: short runs of a small model under each optimizer, schedule and loss, with the losses of every
epoch and the last weights as PyTorch gives them in float64. Needs PyTorch (any from 1.13) and numpy.
"""
import json
import pathlib

import numpy

import safetensors_file
from cae_model import CaeModel
from drawn_weights import condensed, draw, ranges
from training import train

HERE = pathlib.Path(__file__).parent
# Smooth everywhere, so that float32 follows float64 closely.
MODEL = """\
model small {
  input 8x8x1
  encoder { conv 4 3x3 tanh; bn; pool avg 2; flatten; dense 3 as code }
  decoder { dense 36 silu; bn; reshape 3x3x4; upsample 3; conv 3 2x2 elu; bn momentum=0.9; conv 1 1x1 LAST }
}
"""


def yaml_text(name, model_path, settings):
    lines = [f"experiment: golden-{name}", f"model: {model_path}",
             "data: { train: { images: train.npy }, test: { images: test.npy } }", "train:", "  shuffle: false"]
    for key, value in settings.items():
        if isinstance(value, dict):
            value = "{ " + ", ".join(f"{inner}: {json.dumps(setting)}" for inner, setting in value.items()) + " }"
        lines.append(f"  {key}: {value}")
    return "\n".join(lines) + "\n"


def write_training_case(name, text, train_images, test_images, settings, tensors=None, tolerance=1e-4, model_path=None):
    """One case: experiment.yaml, the model unless it has a path, the images, case.json and what PyTorch gave.

    Images are [n, 1, height, width]; the files hold [n, height, width], as the data room reads them.
    """
    model = CaeModel(text)
    tensors = tensors or ranges(model.parameters)
    expected = train(model, draw(1, tensors), train_images, test_images, settings)
    folder = HERE / "training" / name
    folder.mkdir(parents=True, exist_ok=True)
    if model_path is None:
        (folder / "model.cae").write_text(text)
    (folder / "experiment.yaml").write_text(yaml_text(name, model_path or "model.cae", settings))
    (folder / "case.json").write_text(json.dumps(
        {"tolerance": tolerance, "draw": {"seed": 1, "tensors": tensors}}) + "\n")
    numpy.save(folder / "train.npy", train_images[:, 0])
    numpy.save(folder / "test.npy", test_images[:, 0])
    safetensors_file.write(folder / "expected.safetensors", condensed(expected))
    print(name, expected["train_loss"][[0, -1]], expected["test_loss"][[0, -1]])


def small(name, optimizer, loss="bce", epochs=6, batch=4, **rest):
    generator = numpy.random.default_rng(7)
    train_images = generator.uniform(0, 1, (10, 1, 8, 8)).astype(numpy.float32)  # two whole batches and a short one
    test_images = generator.uniform(0, 1, (5, 1, 8, 8)).astype(numpy.float32)
    text = MODEL.replace("LAST", "sigmoid" if loss == "bce" else "linear")
    settings = {"epochs": epochs, "batch": batch, "loss": loss, "optimizer": optimizer, **rest}
    write_training_case(name, text, train_images, test_images, settings)


def main():
    sgd = {"kind": "sgd", "rate": 0.2}
    small("sgd", sgd)
    small("sgd_momentum", {**sgd, "momentum": 0.9})
    small("sgd_nesterov", {**sgd, "momentum": 0.9, "nesterov": True})
    small("sgd_weight_decay", {**sgd, "momentum": 0.5, "weight_decay": 0.05})
    small("adam", {"kind": "adam", "rate": 0.01})
    small("adam_betas", {"kind": "adam", "rate": 0.01, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3})
    small("adam_weight_decay", {"kind": "adam", "rate": 0.01, "weight_decay": 0.02})
    small("adamw", {"kind": "adamw", "rate": 0.01, "weight_decay": 0.3})
    small("clip_norm", sgd, clip_norm=0.01)
    small("schedule_step", sgd, schedule={"kind": "step", "every": 2, "factor": 0.25})
    small("schedule_cosine", sgd, schedule={"kind": "cosine", "final_rate": 0.01})
    small("schedule_warmup", sgd, schedule={"kind": "constant", "warmup": 3})
    small("schedule_warmup_cosine", sgd, schedule={"kind": "cosine", "warmup": 2})
    small("bce_logits", sgd, loss="bce_logits")
    small("mse", {"kind": "sgd", "rate": 0.5}, loss="mse")
    small("mae", {"kind": "sgd", "rate": 0.5}, loss="mae")


if __name__ == "__main__":
    main()
