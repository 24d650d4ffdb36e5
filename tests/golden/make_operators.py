#!/usr/bin/env python3
"""Writes the golden files of every operator and loss: tests/golden/operators/FAMILY/CASE/.

Needs PyTorch (any from 1.13) and numpy. The answers are PyTorch's in float64. Run it after adding a line below.
"""
import pathlib
import shutil

from golden_case import write_case

ACTIVATIONS = ["relu", "leaky_relu", "leaky_relu(slope=0.1)", "elu", "elu(alpha=0.5)", "selu", "gelu", "sigmoid",
               "tanh", "softplus", "silu", "linear"]


class Family:
    """The cases of one operator; each line is name, input, layers (`;` between them) and settings."""

    def __init__(self, name):
        self.name = name

    def case(self, name, shape, layers, **settings):
        lines = "\n".join("  " + line.strip() for line in layers.split(";"))
        text = f"model {name} {{\n  input {shape}\n{lines}\n}}\n"
        write_case(f"operators/{self.name}/{name}", text, **settings)

    def both(self, name, shape, layers, **settings):
        """In evaluation and in training mode."""
        self.case(name + "_eval", shape, layers, **settings)
        self.case(name + "_train", shape, layers, training=True, **settings)


def convolution():
    case = Family("conv").case
    case("one_channel_one_image", "7x7x1", "conv 4 3x3", batch=1)
    case("odd_sizes", "7x5x3", "conv 5 3x3", batch=3)
    case("seventeen_channels", "6x5x17", "conv 3 3x3 relu")
    case("wide", "4x4x16", "conv 24 3x3", batch=1)
    case("many_images", "5x5x2", "conv 3 2x2", batch=37)
    case("kernel_1x1", "4x5x3", "conv 17 1x1 sigmoid")
    case("kernel_1x5", "4x9x2", "conv 3 1x5")
    case("kernel_as_large_as_image", "4x5x3", "conv 6 4x5")
    case("same_odd_kernel", "5x6x3", "conv 4 3x3 pad=same")
    case("same_even_kernel", "5x6x3", "conv 4 2x4 pad=same")
    case("same_stride_2_even_image", "6x8x3", "conv 4 3x3 stride=2 pad=same")
    case("same_stride_2_odd_image", "7x5x3", "conv 4 3x3 stride=2 pad=same")
    case("same_stride_3x2", "8x7x2", "conv 3 5x2 stride=3x2 pad=same")
    case("same_dilation", "9x8x2", "conv 3 3x2 dilation=2x3 pad=same")
    case("stride_above_kernel", "9x8x2", "conv 3 2x1 stride=3x2")
    case("kernel_1x1_stride_2", "8x8x3", "conv 4 1x1 stride=2", batch=5)
    case("stride_leaves_a_rest", "8x8x2", "conv 3 3x3 stride=2")
    case("pad_2", "4x5x3", "conv 4 3x3 pad=2")
    case("pad_1x2_stride_2", "6x5x3", "conv 4 3x3 pad=1x2 stride=2")
    case("dilation_2", "8x9x3", "conv 4 3x3 dilation=2")
    case("dilation_3_pad_stride", "9x9x2", "conv 3 3x3 dilation=3 pad=3 stride=2")
    case("groups_2", "5x5x4", "conv 6 3x3 groups=2")
    case("groups_3_same_stride", "6x6x9", "conv 6 3x3 groups=3 stride=2 pad=same")
    case("depthwise", "6x5x5", "conv 5 3x3 groups=5 pad=same")
    case("depthwise_multiplier", "5x5x3", "conv 6 3x3 relu groups=3")
    case("groups_of_8", "4x4x16", "conv 16 3x3 groups=2", batch=1)
    case("no_bias", "6x6x3", "conv 4 3x3 tanh bias=off")
    case("single_number_kernel", "6x6x2", "conv 3 3 relu pad=same")
    case("chain", "9x9x1", "conv 8 3x3 relu; conv 8 3x3 relu; conv 2 3x3")
    for activation in ACTIVATIONS:
        name = activation.replace("(", "_").replace(")", "").replace("=", "_").replace(".", "")
        case(f"with_{name}", "5x5x2", f"conv 3 3x3 {activation}")


def transposed_convolution():
    case = Family("deconv").case
    case("valid", "4x5x3", "deconv 4 3x3")
    case("one_channel_one_image", "4x4x1", "deconv 3 3x3", batch=1)
    case("valid_stride_2", "4x3x3", "deconv 4 3x3 relu stride=2")
    case("stride_above_kernel", "3x4x2", "deconv 3 2x1 stride=3x2")
    case("stride_equals_kernel", "3x4x3", "deconv 2 2x2 stride=2")
    case("same", "4x5x3", "deconv 4 3x3 pad=same")
    case("same_stride_2", "4x5x3", "deconv 4 3x3 stride=2 pad=same")
    case("same_even_kernel", "4x5x3", "deconv 4 4x2 stride=2 pad=same")
    case("same_kernel_5_stride_2", "3x4x2", "deconv 3 5x5 stride=2 pad=same")
    case("same_stride_3x2", "3x4x2", "deconv 3 4x5 stride=3x2 pad=same")
    case("same_stride_above_kernel", "9x7x1", "deconv 2 1 stride=2x1 pad=same", batch=5)
    case("same_stride_3_kernel_2x1", "3x4x3", "deconv 2 2x1 stride=3 pad=same")
    case("crop_1", "4x5x3", "deconv 4 3x3 pad=1")
    case("crop_1x2_stride_2", "4x5x3", "deconv 4 4x5 pad=1x2 stride=2")
    case("groups_2", "4x4x4", "deconv 6 3x3 groups=2 stride=2")
    case("depthwise", "4x4x5", "deconv 5 3x3 groups=5 stride=2 pad=same")
    case("seventeen_channels", "3x4x17", "deconv 3 3x3 stride=2")
    case("no_bias", "4x4x3", "deconv 4 3x3 sigmoid bias=off")
    case("many_images", "2x2x1", "deconv 2 2x2 stride=2", batch=37)
    case("output_padding_1", "4x5x3", "deconv 4 3x3 stride=2 pad=1 output_padding=1")
    case("output_padding_valid", "3x4x2", "deconv 6 2x3 relu stride=3 output_padding=1x2")
    case("output_padding_kernel_1x1", "4x4x2", "deconv 1 1x1 stride=2 output_padding=1")
    case("output_padding_groups", "4x4x4", "deconv 8 3x3 stride=2 pad=1 output_padding=1x0 groups=2")
    case("output_padding_wide", "4x4x6", "deconv 17 3x3 stride=2 pad=1 output_padding=1", batch=3)
    case("same_output_padding_0", "7x6x3", "deconv 3 3x3 stride=2 pad=same output_padding=0")
    case("same_output_padding_of_odd_sizes", "4x3x2", "deconv 9 3x5 stride=3 pad=same output_padding=2x1")
    case("same_output_padding_even_kernel", "4x5x3", "deconv 4 4x2 stride=2 pad=same output_padding=1")
    case("chain", "3x3x4", "deconv 6 3x3 relu stride=2; deconv 3 3x3 relu stride=2 pad=same; conv 1 1x1")


def dense():
    case = Family("dense").case
    case("one_unit", "3x4x2", "flatten; dense 1")
    case("one_image", "3x4x2", "flatten; dense 5 relu", batch=1)
    case("many_images", "2x2x3", "flatten; dense 7 tanh", batch=37)
    case("no_bias", "3x3x2", "flatten; dense 6 bias=off")
    case("chain", "5x5x1", "flatten; dense 19 relu; dense 2 linear as code; dense 33 relu; dense 25 sigmoid", loss="bce")
    case("wide", "1x2x3", "flatten; dense 130 leaky_relu(slope=0.2)", batch=3)


def batch_norm():
    both = Family("bn").both
    both("image", "5x4x3", "bn", batch=3)
    both("one_image", "5x5x2", "bn", batch=1)
    both("seventeen_channels", "3x4x17", "bn")
    both("row", "2x3x2", "flatten; bn", batch=5)
    both("row_after_dense", "3x3x1", "flatten; dense 6 relu; bn", batch=9)
    both("no_scale", "4x4x3", "bn scale=off", batch=3)
    both("no_shift", "4x4x3", "bn shift=off", batch=3)
    both("bare", "4x4x3", "bn scale=off shift=off", batch=3)
    both("momentum_half", "4x4x3", "bn momentum=0.5", batch=3)
    both("large_eps", "4x4x3", "bn eps=0.1", batch=3)
    both("many_images", "3x3x2", "bn", batch=37)
    both("between_convs", "6x6x2", "conv 4 3x3 relu; bn; conv 3 3x3 relu; bn")
    both("then_activation", "5x5x2", "conv 4 3x3; bn; relu; conv 2 1x1")
    both("two_in_a_row", "4x4x2", "bn; bn", batch=4)


def pooling():
    case = Family("pool").case
    for method in ("max", "avg"):
        case(f"{method}_2", "6x4x3", f"pool {method} 2")
        case(f"{method}_rest", "7x5x3", f"pool {method} 2")
        case(f"{method}_3x2", "6x6x2", f"pool {method} 3x2")
        case(f"{method}_overlap", "7x7x2", f"pool {method} 3 stride=2")
        case(f"{method}_stride_1", "5x5x2", f"pool {method} 2 stride=1")
        case(f"{method}_stride_above_window", "8x7x2", f"pool {method} 2 stride=3")
        case(f"{method}_same_2_odd_image", "5x7x3", f"pool {method} 2 pad=same")
        case(f"{method}_same_3_stride_2", "6x8x2", f"pool {method} 3 stride=2 pad=same")
        case(f"{method}_same_stride_1", "5x4x2", f"pool {method} 2x3 stride=1 pad=same")
        case(f"{method}_pad_1", "5x6x2", f"pool {method} 3 stride=2 pad=1")
        case(f"{method}_pad_0x1", "4x5x2", f"pool {method} 2x3 pad=0x1")
        case(f"{method}_global", "5x3x7", f"pool {method} global", batch=3)
        case(f"{method}_seventeen_channels", "4x4x17", f"pool {method} 2")
        case(f"{method}_one_image", "4x4x1", f"pool {method} 2", batch=1)
        case(f"{method}_all_negative", "4x4x2", f"softplus; conv 3 1x1; softplus; pool {method} 3 stride=1 pad=same")
        case(f"{method}_after_relu_and_bn", "8x8x2", f"conv 4 3x3 relu; bn; pool {method} 2; conv 2 1x1",
             training=True)
        case(f"{method}_large_strides_and_images", "8x7x1", f"pool {method} 4x5 stride=3x2", batch=19)


def upsampling():
    case = Family("upsample").case
    for method in ("nearest", "bilinear"):
        case(f"{method}_2", "3x4x3", f"upsample 2 {method}")
        case(f"{method}_3", "3x2x3", f"upsample 3 {method}")
        case(f"{method}_2x3", "3x4x2", f"upsample 2x3 {method}")
        case(f"{method}_1x4", "3x3x2", f"upsample 1x4 {method}")
        case(f"{method}_5", "2x3x1", f"upsample 5 {method}", batch=1)
        case(f"{method}_of_one_pixel", "1x1x17", f"upsample 3x2 {method}")
        case(f"{method}_many_images", "2x2x2", f"upsample 2 {method}", batch=37)
        case(f"{method}_1", "3x3x2", f"upsample 1 {method}")
        case(f"{method}_twice", "2x3x2", f"upsample 2 {method}; conv 3 1x1 relu; upsample 3 {method}; conv 2 3x3")
    case("default_is_nearest", "3x4x3", "upsample 2")


def upsampled_convolution():
    """The pair that a rewrite may turn into one operator."""
    case = Family("upsample_conv").case
    for factor, kernel, options in [
            ("2", "3x3", "relu"), ("3", "3x3", "relu"), ("3", "3x3", "pad=same"), ("2", "3x3", "pad=same relu"),
            ("2x3", "3x3", ""), ("4", "3x3", "pad=1"), ("2", "5x5", "pad=same"), ("3", "2x2", "pad=same"),
            ("2", "4x4", ""), ("3", "1x1", "sigmoid"), ("3", "3x3", "stride=2"), ("2", "3x3", "dilation=2"),
            ("2", "3x3", "groups=2"), ("3", "3x3", "bias=off"), ("5", "3x3", "pad=2"), ("1x2", "3x1", "pad=same"),
            ("3", "5x3", "pad=1x2 tanh"), ("2", "2x3", "pad=same leaky_relu")]:
        name = f"x{factor}_k{kernel}_{options}".strip("_").replace(" ", "_").replace("=", "_")
        activation = options.split()[-1] if options and "=" not in options.split()[-1] else ""
        rest = " ".join(word for word in options.split() if word != activation)
        case(name, "3x3x4", f"upsample {factor}; conv 4 {kernel} {activation} {rest}")
    case("one_image", "4x4x3", "upsample 3; conv 5 3x3 relu", batch=1)
    case("many_images", "1x2x2", "upsample 3; conv 2 3x3 relu", batch=37)
    case("seventeen_channels", "3x3x17", "upsample 3; conv 5 3x3 relu")
    case("one_pixel", "1x1x8", "upsample 3; conv 4 3x3 relu")
    case("inside", "3x3x2", "conv 4 3x3 relu pad=same; bn; upsample 3; conv 3 3x3 relu; bn; conv 1 1x1 sigmoid",
         training=True, loss="bce")


def shapes():
    case = Family("shape").case
    case("flatten_walks_channels_first", "2x3x4", "flatten")
    case("reshape_row", "2x3x4", "flatten; reshape 3x2x4")
    case("reshape_image", "2x6x3", "conv 4 1x1; reshape 4x3x4; conv 2 3x3")
    case("dense_then_reshape", "2x2x2", "flatten; dense 24 relu; reshape 3x4x2; conv 3 2x2")
    case("zeropad", "3x4x3", "zeropad 2")
    case("zeropad_then_conv", "4x4x2", "conv 3 1x1 relu; zeropad 1; conv 2 3x3")
    case("zeropad_1x2", "3x4x2", "zeropad 1x2")
    case("crop", "6x7x3", "crop 2")
    case("crop_2x1", "6x5x2", "crop 2x1")
    case("zeropad_some_sides", "3x4x3", "zeropad bottom=2 left=1")
    case("zeropad_one_side_apart", "3x4x2", "conv 3 1x1; zeropad 1 top=0 right=3; conv 2 2x2")
    case("crop_some_sides", "6x7x3", "crop bottom=1 right=2")
    case("crop_one_side_apart", "6x7x2", "conv 3 1x1 relu; crop 2x1 top=0 left=3; conv 2 2x2")
    case("crop_inside", "6x6x2", "conv 3 3x3 relu pad=same; crop 1; conv 2 1x1")
    case("dropout_in_evaluation", "4x4x3", "conv 4 1x1; dropout 0.5; conv 2 1x1")


def joins():
    case, both = Family("joins").case, Family("joins").both
    case("add_skip", "6x5x3", "conv 3 3x3 relu pad=same; conv 3 3x3 pad=same; add input; conv 2 3x3")
    case("add_four", "4x4x2", "conv 2 3x3 tanh pad=same as fork; conv 2 1x1; add fork input fork")
    case("add_rows", "5", "dense 5 relu; dense 5; add dense1 input", batch=7)
    case("add_one_image", "3x3x1", "conv 1 3x3 pad=same; add input", batch=1)
    case("multiply_pairs", "5x4x3", "conv 3 3x3 sigmoid pad=same; multiply input")
    case("multiply_square", "4x5x2", "conv 3 2x2 as y; multiply y y")
    case("multiply_pixel", "6x5x2",
         "conv 17 3x3 relu as image; pool avg global; conv 17 1x1 sigmoid; multiply image")
    case("multiply_channel", "6x5x2", "conv 9 3x3 relu as image; conv 1 1x1 sigmoid; multiply image", batch=5)
    case("multiply_both_ways", "4x6x3",
         "conv 1 1x1 as channel; from input; pool avg global; conv 5 1x1; multiply channel")
    case("multiply_rows", "6", "dense 6 sigmoid; multiply input input", batch=3)
    case("concat_levels", "8x8x1",
         "conv 4 3x3 relu pad=same as level; pool max 2; conv 8 3x3 relu pad=same; upsample 2; "
         "concat level; conv 1 3x3 pad=same")
    case("concat_order", "3x4x2", "conv 3 1x1 as a; conv 1 1x1 as b; concat input a b")
    case("concat_rows", "5", "dense 3; concat input; dense 2", batch=4)
    case("concat_one_image", "3x2x17", "conv 16 1x1; concat input", batch=1)
    case("from_two_heads", "4x4x2", "flatten as flat; dense 3 as mean; from flat; dense 3 as spread; add mean; dense 4")
    both("batch_norm_branch", "5x5x3",
         "conv 4 3x3 pad=same; bn; relu; conv 4 3x3 pad=same; bn; add relu1; relu; conv 1 1x1", batch=6)
    both("squeeze_and_excite", "6x6x4", "conv 8 3x3 relu pad=same; bn as image; pool avg global; conv 2 1x1 relu; "
         "conv 8 1x1 sigmoid; multiply image; add image; conv 1 3x3", batch=5)


def normalisation():
    case, both = Family("sample_norm").case, Family("sample_norm").both
    both("layer_norm_image", "4x5x7", "layer_norm", batch=3)
    case("layer_norm_row", "9", "layer_norm; dense 4", batch=5)
    case("layer_norm_after_conv", "5x4x2", "conv 17 3x3 pad=same; layer_norm; relu; conv 2 1x1")
    case("layer_norm_no_scale", "3x3x8", "layer_norm scale=off eps=0.1", batch=2)
    case("layer_norm_no_shift", "3x3x8", "conv 5 1x1; layer_norm shift=off", batch=1)
    case("layer_norm_plain", "3x2x8", "layer_norm scale=off shift=off", batch=2)
    case("group_norm_one_group", "4x5x6", "conv 6 3x3 pad=same; group_norm 1", batch=3)
    both("group_norm_two", "5x3x4", "conv 8 1x1; group_norm 2; conv 3 1x1", batch=4)
    case("group_norm_each_channel", "4x4x5", "group_norm 5 eps=0.01", batch=3)
    case("group_norm_row", "12", "dense 12; group_norm 3 shift=off", batch=3)


def further_layers():
    case = Family("further").case
    case("pixel_shuffle_2", "3x4x8", "pixel_shuffle 2; conv 2 1x1", batch=3)
    case("pixel_shuffle_2x3", "2x3x12", "conv 18 1x1; pixel_shuffle 2x3", batch=1)
    case("pixel_shuffle_1x4", "3x2x4", "pixel_shuffle 1x4")
    case("depthwise_same", "6x5x5", "depthwise 3x3 relu pad=same; conv 3 1x1", batch=3)
    case("depthwise_multiplier", "5x6x3", "conv 4 1x1; depthwise 2x3 multiplier=3 stride=2", batch=4)
    case("depthwise_dilated", "9x9x2", "depthwise 3 silu dilation=2 bias=off", batch=1)
    case("depthwise_wide", "7x7x32", "depthwise 3x3 pad=same stride=2; bn; relu; conv 8 1x1", batch=2)
    case("prelu_image", "4x5x3", "conv 6 3x3 pad=same; prelu; conv 2 1x1", batch=5)
    case("prelu_row", "7", "dense 9; prelu; dense 3", batch=4)
    case("softmax_row", "6", "dense 10; softmax", batch=3)
    case("softmax_pixels", "3x4x2", "conv 5 1x1; softmax; conv 2 1x1", batch=2)
    case("softmax_attention", "4x4x6", "conv 6 1x1; softmax; multiply input; conv 1 1x1", batch=3)


def variational():
    case, both = Family("variational").case, Family("variational").both
    heads = "dense 6 tanh as hidden; dense 3 as mean; from hidden; dense 3 as log_variance; "
    maps = "conv 2 1x1 as mean; from input; conv 2 3x3 pad=same as spread; "
    both("row", "4x4x1", f"flatten; {heads}sample mean log_variance as code; dense 16 sigmoid", batch=5, loss="bce")
    both("map", "5x3x2", f"{maps}sample mean spread beta=0.3; conv 3 2x2", batch=3)
    case("one_image", "7", f"{heads}sample mean log_variance beta=2", batch=1, training=True)
    case("below_capacity", "7", f"{heads}sample mean log_variance capacity=30 beta=0.5; dense 4", batch=4,
         training=True)
    case("above_capacity", "7", f"{heads}sample mean log_variance capacity=0.25; dense 4", batch=4)
    case("after_warm_up", "5", f"{heads}sample mean log_variance warmup=4 beta=0.7; dense 5", batch=3, training=True)
    case("beta_zero", "5", f"{heads}sample mean log_variance beta=0; dense 5", batch=3, training=True)
    both("total_correlation", "7", f"{heads}sample mean log_variance tc=6; dense 7", batch=5)
    both("total_correlation_map", "5x3x2", f"{maps}sample mean spread beta=0.3 tc=0.25; conv 3 2x2", batch=3)
    both("total_correlation_one_image", "7", f"{heads}sample mean log_variance tc=4", batch=1)
    case("total_correlation_alone", "7", f"{heads}sample mean log_variance beta=0 tc=30 warmup=2; dense 4", batch=19,
         training=True)
    case("two_codes", "3x3x3", "conv 3 1x1 as a; sample a input; conv 2 1x1 as b; sample b b beta=0.5; conv 1 3x3",
         batch=3, training=True)


def noise():
    case, both = Family("noise").case, Family("noise").both
    both("image", "3x5x3", "noise 0.5; conv 2 3x3 tanh", batch=3)
    case("row", "7", "dense 5; noise 0.2; dense 3 tanh", batch=4, training=True)
    case("one_image", "5x1x17", "conv 3 1x1; noise 1.5; conv 2 1x1 sigmoid", batch=1, training=True)
    case("none", "3x3x2", "noise 0; conv 2 2x2", training=True)
    case("two", "9", "noise 0.1; noise 0.3; dense 4 sigmoid", batch=3, training=True)


def dropout():
    case = Family("dropout").case
    case("image", "3x5x3", "dropout 0.3; conv 2 3x3 tanh", batch=3, training=True)
    case("row", "7", "dense 17 tanh; dropout 0.5; dense 3", batch=5, training=True)
    case("one_image", "5x3x17", "conv 3 1x1; dropout 0.8; conv 2 2x2", batch=1, training=True)
    case("none", "3x3x2", "dropout 0; conv 2 2x2", training=True)
    case("two", "9", "dropout 0.25; dropout 0.4; dense 4", batch=3, training=True)


def sparsity():
    case, both = Family("sparsity").case, Family("sparsity").both
    case("l1_image", "3x5x3", "conv 4 2x2; sparsity l1=0.3; conv 2 1x1", batch=3)
    case("l1_after_relu", "9", "dense 6 relu; sparsity l1=2; dense 9", batch=5, training=True)
    case("l2_row", "9", "dense 6; sparsity l2=0.5; dense 9", batch=3)
    both("rate_row", "9", "dense 6 sigmoid; sparsity rate=0.05; dense 9", batch=7)
    case("rate_image", "3x4x2", "conv 3 2x2 sigmoid; sparsity rate=0.3 weight=0.02; conv 2 1x1", batch=4)
    case("rate_outside_0_1", "9", "dense 6; sparsity rate=0.1 weight=0.1; dense 9", batch=3)
    case("all_three_one_image", "9", "dense 6 sigmoid; sparsity l1=0.1 l2=0.2 rate=0.2 weight=3", batch=1)
    case("two_lines", "3x3x2", "sparsity l1=1; conv 2 1x1 tanh; sparsity l2=1; conv 1 1x1", batch=2)


def quantize():
    case, both = Family("quantize").case, Family("quantize").both
    both("image", "3x5x3", "conv 2 1x1; quantize 5; conv 3 2x2 tanh", batch=3)
    case("row", "9", "dense 4; quantize 7 beta=1; dense 9", batch=6, training=True)
    case("one_code", "3x3x2", "conv 3 2x2; quantize 1; conv 1 1x1", batch=2)
    case("one_image", "4x3x1", "conv 17 1x1; quantize 16 beta=0; conv 1 1x1", batch=1)
    case("of_the_input", "3x4x3", "quantize 33 beta=0.5", batch=2)
    case("two", "3x3x4", "quantize 3; conv 2 1x1; quantize 4 beta=2; conv 1 1x1", batch=2)


def match():
    case, both = Family("match").case, Family("match").both
    both("row", "9", "dense 3; match; dense 9", batch=6)
    case("weight", "3x3x1", "flatten; dense 2 tanh; match weight=10; dense 9 sigmoid", batch=5, loss="bce")
    case("one_image", "9", "dense 5; match; dense 9", batch=1, training=True)
    case("two_images_wide", "9", "dense 33; match weight=0.5", batch=2, training=True)
    case("two", "7", "dense 3; match; dense 2; match weight=2; dense 7", batch=4)


def tied():
    case, both = Family("tied").case, Family("tied").both
    both("dense", "9", "dense 4 sigmoid as code; dense 9 sigmoid tied=code", batch=5)
    case("dense_of_one_unit_one_image", "5", "dense 1 as code; dense 5 tied=code bias=off", batch=1)
    case("dense_twice", "6", "dense 3 tanh as a; dense 6 tanh tied=a; from a; dense 6 tied=a; add dense2", batch=3)
    case("stack", "9", "dense 5 relu; dense 3 as code; dense 5 relu tied=code; dense 9 tied=dense1", batch=4)
    case("deconv", "6x5x2", "conv 4 3x3 tanh as c; deconv 2 3x3 tied=c", batch=3)
    case("deconv_stride", "7x5x3", "conv 5 3x3 relu stride=2 pad=same as c; deconv 3 3x3 tied=c stride=2 pad=same",
         batch=2)
    case("deconv_groups", "5x4x4", "conv 6 2x3 groups=2 as c; deconv 4 2x3 tied=c groups=2 bias=off", batch=2)
    case("decay_beside_the_output", "4x4x1", "conv 1 2x2 as c; deconv 1 2x2 tied=c decay=0.1; from input; conv 1 1x1")
    case("with_decay", "6x5x2", "conv 4 3x3 decay=0.1 as c; deconv 2 3x3 tied=c decay=0.3", batch=2, training=True)


def decay():
    case = Family("decay").case
    case("conv", "5x4x3", "conv 4 3x3 relu decay=0.1; conv 2 1x1", batch=3)
    case("deconv", "3x4x3", "deconv 2 3x3 decay=0.5 stride=2", training=True)
    case("depthwise", "5x4x3", "depthwise 3x3 multiplier=2 decay=0.2; conv 1 1x1 decay=0", batch=1)
    case("dense", "7", "dense 5 tanh decay=0.01; dense 7 decay=0.02 bias=off", batch=3)


def several_outputs():
    case = Family("outputs").case
    case("two", "5x4x2", "conv 3 3x3 tanh pad=same as fork; conv 2 1x1 sigmoid as left; from fork; "
         "conv 2 3x3 pad=same; output left loss=bce weight=0.7; output conv3 loss=mse weight=2.5", batch=3,
         loss="bce", training=True)
    case("one_inside", "3x5x3", "conv 3 1x1 tanh as inner; conv 2 3x3; output inner", batch=2)
    case("inner_and_last", "9", "dense 9 as deep; dense 4 relu; dense 9; output dense3 loss=mae; "
         "output deep weight=0.3", batch=4)
    case("reads_the_other", "9", "dense 9 as first; bn; dense 9; output first loss=mse; "
         "output dense2 loss=bce_logits weight=2", batch=5, loss="bce_logits", training=True)
    case("with_terms", "9", "dense 4 as code; match weight=0.1; sparsity l1=0.2; dense 9 decay=0.1 as a; from code; "
         "dense 9; sample a dense3 beta=0.5; output sample1 weight=0.5; output a target=input", batch=4, training=True)


def activations():
    case = Family("activation").case
    for activation in ACTIVATIONS:
        name = activation.replace("(", "_").replace(")", "").replace("=", "_").replace(".", "")
        case(name, "3x4x3", activation)
        case(name + "_of_large_numbers", "3x4x3", activation, scale=12.0)
    case("of_a_row", "2x2x3", "flatten; dense 5; relu; dense 4; tanh; dense 3; gelu", batch=5)


def losses():
    case = Family("loss").case
    case("bce", "4x4x2", "conv 3 3x3 sigmoid", loss="bce")
    case("bce_large_logits", "4x4x2", "conv 3 3x3 sigmoid", loss="bce", scale=4.0)
    case("bce_clips_outside_0_1", "4x4x3", "conv 3 1x1", loss="bce")
    case("bce_after_bn", "4x4x2", "conv 3 3x3 relu; bn; conv 1 1x1 sigmoid", loss="bce", training=True, batch=5)
    case("bce_of_a_row", "3x3x1", "flatten; dense 9 sigmoid", loss="bce", batch=7)
    case("bce_logits", "4x4x2", "conv 3 3x3", loss="bce_logits")
    case("bce_logits_large", "4x4x2", "conv 3 3x3", loss="bce_logits", scale=30.0)
    case("bce_logits_of_a_row", "3x3x1", "flatten; dense 9", loss="bce_logits", batch=7)
    case("mse", "4x4x2", "conv 3 3x3", loss="mse", batch=3)
    case("mse_of_sigmoid", "4x4x2", "conv 3 3x3 sigmoid", loss="mse", batch=3)
    case("mae", "4x4x2", "conv 3 3x3", loss="mae", batch=3)
    case("mae_of_a_row", "3x3x1", "flatten; dense 9", loss="mae", batch=7)
    case("many_images", "2x2x1", "conv 2 1x1 sigmoid", loss="bce", batch=101)
    case("ssim", "7x9x2", "conv 3 3x3 sigmoid", loss="ssim", batch=3)
    case("ssim_one_pixel", "1x1x4", "conv 5 1x1 sigmoid", loss="ssim")
    case("ssim_linear", "12x4x1", "conv 1 3x3 pad=same", loss="ssim", batch=1)
    case("ms_ssim_one_scale", "3x20x2", "conv 3 1x1 sigmoid", loss="ms_ssim")
    case("ms_ssim_two_scales", "4x7x1", "conv 2 1x1 sigmoid", loss="ms_ssim", batch=5)
    case("ms_ssim_three_scales", "15x8x1", "conv 1 3x3 sigmoid pad=same", loss="ms_ssim", batch=3)
    case("ms_ssim_four_scales", "28x28x1",
         "conv 4 3x3 relu stride=2 pad=same; bn; deconv 1 3x3 sigmoid stride=2 pad=same",
         loss="ms_ssim", batch=2, training=True)
    case("ms_ssim_five_scales", "33x32x1", "conv 2 3x3 relu pad=same; conv 1 1x1 sigmoid", loss="ms_ssim", batch=1)
    case("ms_ssim_beside_bce", "9x8x2", "conv 2 3x3 sigmoid pad=same as left; conv 2 1x1 sigmoid; "
         "output left loss=ms_ssim weight=0.4; output conv2", loss="bce", batch=3)


def whole_models():
    """Texts as a person writes them: params, expressions, names, stages, several layers on a line."""
    small = """\
# A small autoencoder with everything in it.
model small {
  param width = 4   # filters
  param latent = 3
  input 11x13x2
  encoder {
    conv width 3x3 relu; bn; pool max 2
    conv width*2 3x3 relu pad=same stride=2 groups=2
    bn
    flatten; dense latent leaky_relu(slope=0.2) as code
    bn
  }
  decoder {
    dense 3*4*(width+4)/2 relu
    bn
    reshape 3x4x4
    upsample 2 bilinear
    conv width 3x3 elu pad=same as deep
    bn momentum=0.9 eps=0.01
    upsample 2x2; conv width 2x4 gelu pad=1x2
    dropout 0
    deconv 2 2x2 silu groups=2
    crop 1
    conv 1 1x1 sigmoid as pixels
  }
}
"""
    write_case("operators/model/small_eval", small, batch=3, loss="mse")
    write_case("operators/model/small_train", small, batch=5, loss="bce", training=True)
    encoder = "model encoder_alone { input 9x9x3; encoder { conv 4 3 relu stride=2 pad=same; pool avg global; flatten; dense 2 } }\n"
    write_case("operators/model/encoder_alone", encoder, batch=3, training=True)


def blocks():
    """Calls, repeats, lets and included files, as in docs/language.md."""
    stages = """\
model stages {
  param width = 3
  let half = max(floor(width/2.0), 1)
  block down(filters, act = relu, size = 3x3) {
    conv filters size act stride=2 pad=same
    bn as last
    dropout 0.25
    from last
  }
  input 9x8x2
  encoder {
    repeat 2 as i { down width*i size=2x3 as level[i] }
    conv half 1x1 as code
  }
  decoder {
    up level[1] act=leaky_relu(slope=0.1)
    up input
    repeat width-1 as k { let n = 2*k; conv n 1x1 tanh as turn[k]; repeat 0 { relu } }
    multiply turn[2]
  }
  block up(skip, act = tanh) {
    upsample 2
    crop bottom=1
    smooth act
    concat skip
  }
  block smooth(act, again = input) { conv width 3x3 act pad=same; add_to again }
  block add_to(other) { conv 3 1x1; from other; conv 3 1x1; add conv1 }
}
"""
    write_case("operators/blocks/stages_eval", stages, batch=2)
    write_case("operators/blocks/stages_train", stages, batch=3, training=True)
    residual = """\
model residual {
  include "parts/residual.cae"
  input 5x4x3
  conv 4 3x3 pad=same
  repeat 2 as i { residual 4 as stage[i] }
  residual filters=4 act=elu(alpha=0.5)
  output stage[1] loss=mae
  output residual3
}
"""
    parts = {"parts/residual.cae": """\
include "gate.cae"
block residual(filters, act = relu) {
  conv filters 3x3 act pad=same
  bn as body
  gate filters
  add input
}
""", "parts/gate.cae": """\
block gate(channels) {        # squeeze and excite
  pool avg global
  conv floor(channels/3.0) 1x1 relu
  conv channels 1x1 sigmoid
  multiply input
}
"""}
    write_case("operators/blocks/included", residual, batch=3, training=True, included=parts)
    quiet = """\
model quiet {
  block heads(units, beta = 1) {
    dense units as mean
    from input; dense units as log_variance
    sample mean log_variance beta=beta as code
  }
  block hidden(units) { dense units tanh decay=0.01; noise 0.1; sparsity l1=0.1 }
  input 9
  hidden 5
  heads 2 beta=0.5
  hidden 7
  dense 9
}
"""
    write_case("operators/blocks/draws_and_terms", quiet, batch=4, training=True)


def main():
    folder = pathlib.Path(__file__).parent / "operators"
    shutil.rmtree(folder, ignore_errors=True)
    for family in (convolution, transposed_convolution, dense, batch_norm, pooling, upsampling, upsampled_convolution,
                   shapes, joins, normalisation, further_layers, variational, noise, dropout, sparsity, quantize, match,
                   tied, decay, several_outputs, activations, losses, whole_models, blocks):
        family()
    files = [path for path in folder.rglob("*") if path.is_file()]
    print(f"{sum(1 for path in files if path.name == 'case.json')} cases, "
          f"{sum(path.stat().st_size for path in files) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
