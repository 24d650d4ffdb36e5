"""Trains a model as `cae-lab run` does, in float64 with PyTorch's own optimizers."""
import math

import numpy
import torch

from cae_terms import all_terms, loss_of


def make_optimizer(settings, parameters):
    kind, rate = settings.get("kind", "adam"), settings.get("rate", 0.001)
    decay = settings.get("weight_decay", 0.0)
    if kind == "sgd":
        return torch.optim.SGD(parameters, rate, momentum=settings.get("momentum", 0.0), weight_decay=decay,
                               nesterov=settings.get("nesterov", False))
    betas = (settings.get("beta1", 0.9), settings.get("beta2", 0.999))
    make = torch.optim.Adam if kind == "adam" else torch.optim.AdamW
    return make(parameters, rate, betas=betas, eps=settings.get("epsilon", 1e-7), weight_decay=decay)


def rate_at(settings, epoch, step, steps):
    """The learning rate of a step; epochs and steps count from 0."""
    rate = settings.get("optimizer", {}).get("rate", 0.001)
    schedule = settings.get("schedule", {})
    done, warmup = epoch * steps + step, schedule.get("warmup", 0) * steps
    if done < warmup:
        return rate * (done + 1) / (warmup + 1)
    if schedule.get("kind") == "step":
        return rate * schedule["factor"] ** ((done - warmup) // (schedule["every"] * steps))
    if schedule.get("kind") == "cosine":
        final_rate = schedule.get("final_rate", 0.0)
        part = (done - warmup) / max(1, settings["epochs"] * steps - warmup - 1)
        return final_rate + (rate - final_rate) * (1 + math.cos(math.pi * part)) / 2
    return rate


def train_step(model, tensors, optimizer, x, settings, labels=None, draws=None):
    """One step on a batch that is its own target: the loss's terms by name, from before the weights moved."""
    outputs, moved = model.forward(tensors, x, training=True, draws=draws)
    terms = all_terms(model, outputs, tensors, draws, x, labels, settings["loss"])
    optimizer.zero_grad()
    sum(terms.values()).backward()
    if settings.get("clip_norm"):
        torch.nn.utils.clip_grad_norm_(optimizer.param_groups[0]["params"], settings["clip_norm"])
    optimizer.step()
    with torch.no_grad():
        for name, tensor in moved.items():
            tensors[name].copy_(tensor)
    return {name: value.item() for name, value in terms.items()}


def train(model, weights, train_images, test_images, settings):
    """Losses by epoch and the last weights. Images are their own targets; nothing is shuffled.

    The training loss is the mean over the epoch's samples while the weights move; the test loss is taken after the
    epoch, with moving statistics.
    """
    tensors = {name: torch.tensor(array, dtype=torch.float64) for name, array in weights.items()}
    trainable = [tensors[name].requires_grad_(True) for name in model.trainable()]
    optimizer = make_optimizer(settings.get("optimizer", {}), trainable)
    train_images, test_images = (torch.tensor(images, dtype=torch.float64) for images in (train_images, test_images))
    output, batch, epochs = model.layers[-1].name, settings["batch"], settings["epochs"]
    steps = math.ceil(len(train_images) / batch)
    losses = {"train_loss": [], "test_loss": []}
    for epoch in range(epochs):
        total = 0.0
        for step in range(steps):
            x = train_images[step * batch:(step + 1) * batch]
            for group in optimizer.param_groups:
                group["lr"] = rate_at(settings, epoch, step, steps)
            total += sum(train_step(model, tensors, optimizer, x, settings).values()) * len(x)
        with torch.no_grad():
            outputs, _ = model.forward(tensors, test_images, training=False)
            losses["test_loss"].append(loss_of(settings["loss"], outputs[output], test_images).item())
        losses["train_loss"].append(total / len(train_images))
    result = {name: numpy.array(values) for name, values in losses.items()}
    result.update({name: tensor.detach().numpy() for name, tensor in tensors.items()})
    return result
