#!/usr/bin/env python3
"""The evidence lower bound of experiments/models/variational.cae beside the same model in PyTorch and in pythae.

    cae-lab run experiments/kinds.yaml --variant variational --set 'seeds=[1, 2, 3]' --epochs 2 --store /tmp/elbo
    tests/golden/elbo_beside_pytorch.py --program cae-lab --store /tmp/elbo --epochs 2

Trains the model in PyTorch, and as pythae's VAE where that is installed, with each of the seeds on all of
Fashion-MNIST. Prints for each the bound of an image in nats: of training (the mean over the last epoch), and of the
test images with a drawn code and with the mean code, all computed here by PyTorch from the weights, cae-lab's too.
First it checks that this gives cae-lab's weights the test loss that cae-lab recorded.
Needs PyTorch, numpy, SciPy and Debian's package dataset-fashion-mnist.
"""
import argparse
import pathlib
import sys

import numpy
import torch
import torch.nn.functional as F

import safetensors_file
from beside import COMPARISON, Kept, comparison, make_optimizer, set_start, store_rows, test_means, train_epoch
from make_reference import images as fashion_images

PIXELS, LATENT = 28 * 28, 16
PARTS = ("train", "test, drawn code", "test, mean code")


class Encoder(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = torch.nn.Conv2d(1, 32, 3, 2), torch.nn.Conv2d(32, 64, 3, 2)
        self.dense1 = torch.nn.Linear(7 * 7 * 64, 128)
        self.mean, self.log_variance = torch.nn.Linear(128, LATENT), torch.nn.Linear(128, LATENT)

    def forward(self, x):
        # `same` puts what is odd at the bottom and right.
        x = torch.relu(self.conv1(F.pad(x, (0, 1, 0, 1))))
        x = torch.relu(self.conv2(F.pad(x, (0, 1, 0, 1))))
        x = torch.relu(self.dense1(x.flatten(1)))
        return self.mean(x), self.log_variance(x)


class Decoder(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.dense2, self.dense3 = torch.nn.Linear(LATENT, 128), torch.nn.Linear(128, 7 * 7 * 64)
        self.deconv1 = torch.nn.ConvTranspose2d(64, 64, 3, 2)
        self.deconv2 = torch.nn.ConvTranspose2d(64, 32, 3, 2)
        self.conv3 = torch.nn.Conv2d(32, 1, 3, padding=1)

    def forward(self, code):
        x = torch.relu(self.dense3(torch.relu(self.dense2(code)))).reshape(-1, 64, 7, 7)
        x = torch.relu(self.deconv1(x)[:, :, :14, :14])
        x = torch.relu(self.deconv2(x)[:, :, :28, :28])
        return torch.sigmoid(self.conv3(x))


class Variational(torch.nn.Module):
    """Gives the negative bound of an image: the cross-entropy of its pixels and the code's divergence."""

    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = Encoder(), Decoder()

    def forward(self, x, drawn=True):
        mean, log_variance = self.encoder(x)
        code = mean + drawn * torch.exp(log_variance / 2) * torch.randn_like(mean)
        pixels = F.binary_cross_entropy(self.decoder(code), x, reduction="none").flatten(1).sum(1)
        divergence = -(1 + log_variance - mean ** 2 - torch.exp(log_variance)).sum(1) / 2
        return (pixels + divergence).mean()


def pythae_model(inner):
    """pythae's VAE with the networks of a Variational."""
    from pythae.models import VAE, VAEConfig
    from pythae.models.base.base_utils import ModelOutput
    from pythae.models.nn import BaseDecoder, BaseEncoder

    class PythaeEncoder(BaseEncoder):
        def __init__(self):
            super().__init__()
            self.network = inner.encoder

        def forward(self, x):
            mean, log_variance = self.network(x)
            return ModelOutput(embedding=mean, log_covariance=log_variance)

    class PythaeDecoder(BaseDecoder):
        def __init__(self):
            super().__init__()
            self.network = inner.decoder

        def forward(self, z):
            return ModelOutput(reconstruction=self.network(z))

    config = VAEConfig(input_dim=(1, 28, 28), latent_dim=LATENT, reconstruction_loss="bce")
    return VAE(config, PythaeEncoder(), PythaeDecoder())


def trained(model, loss_of, images, epochs, said):
    """The mean loss of an image in the last epoch. It is divided by the pixels as cae-lab's, for Adam's epsilon."""
    optimizer = make_optimizer(model)
    for epoch in range(1, epochs + 1):
        loss = train_epoch(images, optimizer, lambda batch: {"loss": loss_of(batch) / PIXELS})["loss"] * PIXELS
        print(f"{said}, epoch {epoch}: {loss:.3f}", file=sys.stderr, flush=True)
    return loss


def bounds(model, train_loss, test_images):
    """The negative bounds in the order of PARTS."""
    return [train_loss, *(test_means(test_images, lambda batch: {"loss": model(batch, drawn)})["loss"]
                          for drawn in (True, False))]


def pytorch_bounds(seed, epochs, images, test_images):
    torch.manual_seed(seed)
    model = Variational()
    set_start(model)
    return bounds(model, trained(model, model, images, epochs, f"PyTorch, seed {seed}"), test_images)


def pythae_bounds(seed, epochs, images, test_images):
    torch.manual_seed(seed)
    inner = Variational()
    model = pythae_model(inner)
    set_start(model)
    loss = trained(model, lambda batch: model({"data": batch}).loss, images, epochs, f"pythae, seed {seed}")
    return bounds(inner, loss, test_images)


def state_of(weights):
    """cae-lab's weights under the names of a Variational's."""
    layers = {"conv1": "encoder.conv1", "conv2": "encoder.conv2", "dense1": "encoder.dense1",
              "code.mean": "encoder.mean", "code.log_variance": "encoder.log_variance", "dense2": "decoder.dense2",
              "dense3": "decoder.dense3", "deconv1": "decoder.deconv1", "deconv2": "decoder.deconv2",
              "pixels": "decoder.conv3"}
    return {f"{mine}.{part}": torch.tensor(weights[f"{theirs}.{part}"])
            for theirs, mine in layers.items() for part in ("weight", "bias")}


def recorded(arguments, seed):
    rows = store_rows(arguments.program, arguments.store,
                      "SELECT name, train_loss, test_loss FROM epoch_losses JOIN runs ON runs.id = run_id "
                      f"WHERE runs.variant = 'variational' AND runs.seed = {seed} AND epoch = epochs_planned "
                      f"AND epoch = {arguments.epochs}")
    if len(rows) != 1:
        raise ValueError(f"{arguments.store} has {len(rows)} runs with {arguments.epochs} epochs of seed {seed}")
    return rows[0]


def our_bounds(arguments, seed, test_images):
    row = recorded(arguments, seed)
    weights = safetensors_file.read(pathlib.Path(arguments.store) / row["name"] / "last.safetensors")
    model = Variational()
    model.load_state_dict(state_of(weights))
    found, own = bounds(model, row["train_loss"] * PIXELS, test_images), row["test_loss"] * PIXELS
    if abs(found[-1] - own) > 1e-5 * own:
        raise ValueError(f"seed {seed}: the test loss is {found[-1]} by PyTorch, {own} by cae-lab")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="cae-lab")
    parser.add_argument("--store", required=True, help="where the runs of the model are")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--threads", type=int, default=1, help="of PyTorch")
    parser.add_argument("--peers", nargs="+", choices=("PyTorch", "pythae"), default=["PyTorch", "pythae"])
    parser.add_argument("--keep", type=pathlib.Path, help="a file for the peers' losses, not trained again if there")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    images, test_images = torch.tensor(fashion_images(0, 60000)), torch.tensor(fashion_images(0, 10000, "t10k"))
    mine = numpy.array([our_bounds(arguments, seed, test_images) for seed in arguments.seeds])
    print(f"| images | peer | {COMPARISON.format('peer')} |", "| --- " * 6 + "|", sep="\n")
    kept = Kept(arguments.keep)
    for peer in arguments.peers:
        make = {"PyTorch": pytorch_bounds, "pythae": pythae_bounds}[peer]
        found = numpy.array([kept.get(f"{peer} {seed} {arguments.epochs}",
                                      lambda: make(seed, arguments.epochs, images, test_images))
                             for seed in arguments.seeds])
        for part, left, right in zip(PARTS, mine.T, found.T):
            print(f"| {part} | {peer} | {comparison(left, right, digits=3)} |", flush=True)


if __name__ == "__main__":
    main()
