"""pythae's own models with the sizes and settings of experiments/models/pythae, and their losses in cae-lab's terms.

pythae adds up the pixels of an image and takes the mean over the images; cae-lab takes the mean over both. So what
pythae minimises is divided by the 784 pixels, and what is left of a term's weight after that is the `.cae` file's.
"""
import dataclasses
import math
import re
import typing

import pythae.models as pythae
import torch
from pythae.models.base.base_utils import ModelOutput
from pythae.models.msssim_vae.msssim_vae_utils import MSSSIM
from pythae.models.nn import BaseDecoder, BaseEncoder

PIXELS, IMAGES = 28 * 28, 60000


def params_of(text):
    """The values of a model's `param` lines."""
    return {name: float(value) for name, value in re.findall(r"^ *param +(\w+) *= *([-+.\de]+)", text, re.MULTILINE)}


class MapEncoder(BaseEncoder):
    """784 pixels, `hidden` units, 7x7 vectors."""

    def __init__(self, hidden, depth):
        super().__init__()
        self.depth = depth
        self.layers = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(PIXELS, hidden), torch.nn.ReLU(),
                                          torch.nn.Linear(hidden, 7 * 7 * depth))

    def forward(self, x):
        return ModelOutput(embedding=self.layers(x).reshape(-1, self.depth, 7, 7))


class MapDecoder(BaseDecoder):
    """7x7 vectors, `hidden` units, 784 pixels."""

    def __init__(self, hidden, depth):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(7 * 7 * depth, hidden), torch.nn.ReLU(),
                                          torch.nn.Linear(hidden, PIXELS), torch.nn.Sigmoid())

    def forward(self, z):
        return ModelOutput(reconstruction=self.layers(z).reshape(-1, 1, 28, 28))


class PaperSimilarity(MSSSIM):
    """1 - MS-SSIM of each image with every scale once (Wang et al., 2003), of pythae's similarities and exponents for
    images of 28x28. pythae's own takes the means over the batch, and the last scale once for every other."""

    def forward(self, img1, img2):
        powers = []
        for exponent in (0.3117, 0.3384, 0.2675, 0.0824):
            whole, structure = torch.func.vmap(self.ssim)(img1.unsqueeze(1), img2.unsqueeze(1))
            powers.append(((1 + structure) / 2) ** exponent)
            img1, img2 = torch.nn.functional.avg_pool2d(img1, 2), torch.nn.functional.avg_pool2d(img2, 2)
        return 1 - math.prod(powers[:-1]) * ((1 + whole) / 2) ** exponent


def common(params):
    # 512 hidden units are pythae's default, which its configurations cannot change.
    assert params["hidden"] == 512
    return {"input_dim": (1, 28, 28), "latent_dim": int(params["latent_dim"])}


def variational(params):
    return {**common(params), "reconstruction_loss": "bce"}


def make_plain(params):
    return pythae.AE(pythae.AEConfig(**common(params)))


def make_vae(params):
    return pythae.VAE(pythae.VAEConfig(**variational(params)))


def make_beta(params):
    return pythae.BetaVAE(pythae.BetaVAEConfig(**variational(params), beta=params["beta"]))


def make_disentangled(params):
    return pythae.DisentangledBetaVAE(pythae.DisentangledBetaVAEConfig(
        **variational(params), beta=params["beta"], C=params["C"], warmup_epoch=0))


def make_total_correlation(params):
    return pythae.BetaTCVAE(pythae.BetaTCVAEConfig(**variational(params), beta=params["beta"], use_mss=False))


def make_similarity(params):
    model = pythae.MSSSIM_VAE(pythae.MSSSIM_VAEConfig(**common(params), beta=params["beta"]))
    model.msssim = PaperSimilarity()
    return model


def make_wasserstein(params):
    return pythae.WAE_MMD(pythae.WAE_MMD_Config(**common(params), reg_weight=params["reg_weight"]))


def make_info(params):
    return pythae.INFOVAE_MMD(pythae.INFOVAE_MMD_Config(**variational(params), alpha=params["alpha"],
                                                        lbd=params["lbd"]))


def make_quantised(params):
    sizes = int(params["hidden"]), int(params["latent_dim"])
    config = pythae.VQVAEConfig(**common(params), num_embeddings=int(params["num_embeddings"]),
                                quantization_loss_factor=PIXELS,
                                commitment_loss_factor=PIXELS * params["commitment_loss_factor"])
    return pythae.VQVAE(config, MapEncoder(*sizes), MapDecoder(*sizes))


def make_regularised(params):
    return pythae.RAE_L2(pythae.RAE_L2_Config(**common(params), embedding_weight=params["embedding_weight"],
                                              reg_weight=params["reg_weight"]))


def plain_terms(_model, _params, output):
    return {"pixels": output.loss / PIXELS}


def variational_terms(_model, _params, output):
    return {"pixels": output.recon_loss / PIXELS, "kl": (output.loss - output.recon_loss) / PIXELS}


def similarity_terms(_model, params, output):
    return {"pixels": output.recon_loss, "kl": params["beta"] * output.reg_loss}


def total_correlation_terms(_model, params, output):
    """pythae's total correlation has a constant more, that of minibatch-weighted sampling."""
    constant = (params["latent_dim"] - 1) * math.log(IMAGES)
    return {"pixels": output.recon_loss / PIXELS,
            "kl+tc": (output.loss - output.recon_loss - (params["beta"] - 1) * constant) / PIXELS}


def wasserstein_terms(_model, params, output):
    return {"pixels": output.recon_loss / PIXELS, "mmd": params["reg_weight"] * output.mmd_loss / PIXELS}


def info_terms(_model, params, output):
    return {"pixels": output.recon_loss / PIXELS, "kl": (1 - params["alpha"]) * output.reg_loss / PIXELS,
            "mmd": (params["alpha"] + params["lbd"] - 1) * output.mmd_loss / PIXELS}


def quantised_terms(_model, params, output):
    """pythae's vq_loss is the same mean square twice, with two factors."""
    square = output.vq_loss / PIXELS / (1 + params["commitment_loss_factor"])
    return {"pixels": output.recon_loss / PIXELS, "codebook": square,
            "commitment": params["commitment_loss_factor"] * square}


def decoder_weights(model):
    return [tensor for name, tensor in model.decoder.named_parameters() if name.endswith("weight")]


def regularised_terms(model, params, output):
    """In pythae the decay of the decoder is its optimizer's, so that it is in no loss; here it is a term of it."""
    squares = sum((weight ** 2).sum() for weight in decoder_weights(model))
    return {"pixels": output.recon_loss / PIXELS,
            "sparsity": params["embedding_weight"] * output.embedding_loss / PIXELS,
            "decay": params["reg_weight"] / 2 * squares / PIXELS}


@dataclasses.dataclass
class Peer:
    name: str  # pythae's
    make: typing.Callable  # params -> pythae's model
    terms: typing.Callable  # model, params, what its forward gives -> the terms of what is minimised
    drawn: tuple = ()  # the terms that are of drawn codes in testing too; "kl+tc" is the sum of two of cae-lab's


PEERS = {
    "ae": Peer("AE", make_plain, plain_terms),
    "vae": Peer("VAE", make_vae, variational_terms),
    "beta-vae": Peer("BetaVAE", make_beta, variational_terms),
    "disentangled-beta-vae": Peer("DisentangledBetaVAE", make_disentangled, variational_terms),
    "beta-tc-vae": Peer("BetaTCVAE", make_total_correlation, total_correlation_terms, ("kl+tc",)),
    "infovae-mmd": Peer("INFOVAE_MMD", make_info, info_terms),
    "msssim-vae": Peer("MSSSIM_VAE", make_similarity, similarity_terms),
    "wae-mmd": Peer("WAE_MMD", make_wasserstein, wasserstein_terms),
    "vqvae": Peer("VQVAE", make_quantised, quantised_terms),
    "rae-l2": Peer("RAE_L2", make_regularised, regularised_terms),
}
