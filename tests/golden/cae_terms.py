"""What is minimised: the losses of the outputs and the terms that layers add, each by its name, in PyTorch."""
import math

import torch
import torch.nn.functional as F

from cae_layers import nearest_vectors

CLIP = 1e-7
MMD_SCALES = [0.1, 0.2, 0.5, 1, 2, 5, 10]  # of the Wasserstein autoencoder (Tolstikhin et al., 2018)


# The exponents of the scales of MS-SSIM by the image's smaller side; with five scales those of the paper.
SCALE_EXPONENTS = {4: [1], 8: [0.3222, 0.6778], 16: [0.4558, 0.1633, 0.3809], 32: [0.3117, 0.3384, 0.2675, 0.0824],
                   math.inf: [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]}


def similarity(x, y):
    """Contrast and structure, and these times the luminance: of each image the mean (Wang et al., 2004)."""
    distances = torch.arange(-5, 6, dtype=x.dtype)
    weights = torch.exp(-distances ** 2 / (2 * 1.5 ** 2))
    window = (weights[:, None] * weights / weights.sum() ** 2).expand(x.shape[1], 1, 11, 11)

    def mean(images):
        return F.conv2d(images, window, padding=5, groups=x.shape[1])

    mean_x, mean_y = mean(x), mean(y)
    covariance = mean(x * y) - mean_x * mean_y
    variances = mean(x ** 2) - mean_x ** 2 + mean(y ** 2) - mean_y ** 2
    structure = (2 * covariance + 0.03 ** 2) / (variances + 0.03 ** 2)
    luminance = (2 * mean_x * mean_y + 0.01 ** 2) / (mean_x ** 2 + mean_y ** 2 + 0.01 ** 2)
    return structure.flatten(1).mean(1), (structure * luminance).flatten(1).mean(1)


def ms_ssim(x, y):
    """The multi-scale structural similarity of each image (Wang et al., 2003)."""
    exponents = next(values for side, values in SCALE_EXPONENTS.items() if min(x.shape[2:]) < side)
    product = 1
    for scale, exponent in enumerate(exponents):
        last = scale + 1 == len(exponents)
        structure, whole = similarity(x, y)
        product = product * ((1 + (whole if last else structure)) / 2) ** exponent
        if not last:
            x, y = F.avg_pool2d(x, 2), F.avg_pool2d(y, 2)
    return product


def loss_of(kind, prediction, target):
    """The mean over all elements, or over the images of what compares them as a whole."""
    if kind == "ssim":
        return 1 - similarity(prediction, target)[1].mean()
    if kind == "ms_ssim":
        return 1 - ms_ssim(prediction, target).mean()
    if kind == "bce":
        p = prediction.clamp(CLIP, 1 - CLIP)
        return -(target * torch.log(p) + (1 - target) * torch.log(1 - p)).mean()
    if kind == "bce_logits":
        return F.binary_cross_entropy_with_logits(prediction, target)
    if kind == "mse":
        return ((prediction - target) ** 2).mean()
    return (prediction - target).abs().mean()


def class_loss(layer, prediction, labels):
    """cross_entropy, the mean over the images: of scores, or behind a softmax of the shares as they are."""
    if layer.kind == "softmax":
        return F.nll_loss(torch.log(prediction.clamp(CLIP, 1 - CLIP)), labels)
    return F.cross_entropy(prediction, labels)


def kl_term(layer, mean, log_variance, output_numbers):
    """Of the code's normal distribution from the standard one, for a pixel of the output; warm-up counts as over."""
    parts = -(1 + log_variance - mean ** 2 - torch.exp(log_variance)) / 2
    divergence = parts.flatten(1).sum(1).mean()
    if layer["capacity"] > 0:
        divergence = (divergence - layer["capacity"]).abs()
    return layer["beta"] * divergence / output_numbers


def tc_term(layer, mean, log_variance, drawn, output_numbers):
    """The total correlation of the codes of a batch, beyond the once that kl has of it (Chen et al., 2018); also at
    evaluation of codes that are drawn."""
    mean, deviation, drawn = (part.flatten(1) for part in (mean, torch.exp(log_variance / 2), drawn))
    if len(mean) == 1:
        return 0 * mean.sum()
    codes = mean + deviation * drawn
    densities = torch.distributions.Normal(mean, deviation).log_prob(codes[:, None])  # of code, image, unit
    count = math.log(len(mean))
    joint = torch.logsumexp(densities.sum(2), 1) - count
    units = torch.logsumexp(densities, 1) - count
    return (layer["tc"] - 1) * (joint - units.sum(1)).mean() / output_numbers


def sparsity_term(layer, x):
    term = layer["l1"] * x.abs().mean() + layer["l2"] * (x ** 2).mean()
    if layer["rate"] is None:
        return term
    rate, active = layer["rate"], x.mean(0).clamp(CLIP, 1 - CLIP)
    divergence = rate * torch.log(rate / active) + (1 - rate) * torch.log((1 - rate) / (1 - active))
    return term + layer["weight"] * divergence.sum()


def mmd_term(layer, rows, normal_rows):
    """The unbiased squared maximum mean discrepancy; 0 of a single row, which is no distribution."""
    count, units = rows.shape
    if count == 1:
        return 0 * rows.sum()

    def kernel(left, right):
        squares = ((left[:, None] - right[None]) ** 2).sum(-1)
        return sum(2 * units * scale / (2 * units * scale + squares) for scale in MMD_SCALES)

    between = 2 * kernel(rows, normal_rows).mean()
    others = 1 - torch.eye(count, dtype=rows.dtype)
    within = ((kernel(rows, rows) + kernel(normal_rows, normal_rows)) * others).sum() / (count * (count - 1))
    return layer["weight"] * (within - between)


def layer_terms(model, layer, outputs, weights, draws):
    """The terms that one layer adds, as (name, value)."""
    reads = [outputs[name] for name in layer.inputs]
    if layer.kind == "sample":
        yield "kl", kl_term(layer, *reads, math.prod(model.output))
        if layer["tc"] != 1:
            yield "tc", tc_term(layer, *reads, draws[layer.name], math.prod(model.output))
    elif layer.kind == "sparsity":
        yield "sparsity", sparsity_term(layer, *reads)
    elif layer.kind == "quantize":
        arriving, codebook = reads[0], weights[f"{layer.name}.codebook"]
        vectors = nearest_vectors(arriving.detach(), codebook)
        yield "codebook", ((vectors - arriving.detach()) ** 2).mean()
        yield "commitment", layer["beta"] * ((vectors.detach() - arriving) ** 2).mean()
    elif layer.kind == "match":
        yield "mmd", mmd_term(layer, *reads, draws[layer.name])
    if layer.settings.get("decay"):
        yield "decay", layer["decay"] * (weights[model.weight_of(layer)] ** 2).sum()


def all_terms(model, outputs, weights, draws, target, labels, loss):
    """The terms by name, those of one name added up; `loss` is that of outputs of images which name none."""
    found = []
    for output in model.outputs:
        prediction = outputs[output.layer]
        value = (class_loss(model.by_name[output.layer], prediction, labels) if output.learns_labels
                 else loss_of(output.loss or loss, prediction, target))
        found.append((output.layer, output.weight * value))
    for layer in model.layers:
        found += layer_terms(model, layer, outputs, weights, draws)
    terms = {}
    for name, value in found:
        terms[name] = terms[name] + value if name in terms else value
    return terms
