// Declarations that several operators share, so that one word means one thing everywhere.
#pragma once

#include <vector>

#include "framework/graph/graph.h"

namespace cae {

inline AttributeSpec kernel_attribute(std::string name) {
  return {.name = std::move(name),
          .type = AttributeType::window,
          .positional = true,
          .required = true,
          .minimum = 1,
          .maximum = 4096,
          .help = "one number or HxW"};
}
inline AttributeSpec units_attribute(std::string name) {
  return {.name = std::move(name),
          .type = AttributeType::integer,
          .positional = true,
          .required = true,
          .minimum = 1,
          .maximum = static_cast<double>(max_dimension),
          .help = "how many it gives"};
}
inline AttributeSpec activation_attribute() {
  return {.name = "activation",
          .type = AttributeType::activation,
          .positional = true,
          .default_value = Activation{},
          .help = "applied to the result"};
}
inline AttributeSpec step_attribute(std::string name, bool has_default = true) {
  AttributeSpec spec{.name = std::move(name),
                     .type = AttributeType::window,
                     .minimum = 1,
                     .maximum = 4096,
                     .help = "one number or HxW"};
  if (has_default) spec.default_value = Window{1, 1};
  return spec;
}
inline AttributeSpec padding_attribute() {
  return {.name = "pad",
          .type = AttributeType::padding,
          .default_value = Padding{},
          .minimum = 0,
          .maximum = 4096,
          .help = "valid, same, N or HxW"};
}
inline AttributeSpec groups_attribute() {
  return {.name = "groups",
          .type = AttributeType::integer,
          .default_value = std::int64_t{1},
          .minimum = 1,
          .maximum = static_cast<double>(max_dimension),
          .help = "must divide both channel counts"};
}
inline AttributeSpec bias_attribute() {
  return {.name = "bias",
          .type = AttributeType::boolean,
          .default_value = true,
          .help = "add a number per output"};
}
inline AttributeSpec init_attribute() {
  return {.name = "init",
          .type = AttributeType::choice,
          .default_value = std::string("glorot_uniform"),
          .words = {"glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_normal", "zeros",
                    "ones"},
          .help = "how the weights start"};
}
inline AttributeSpec decay_attribute() {
  return {.name = "decay",
          .type = AttributeType::number,
          .default_value = 0.0,
          .minimum = 0,
          .maximum = 1e9,
          .help = "times the sum of the squared weights is added to the loss"};
}
inline AttributeSpec tied_attribute() {
  return {
      .name = "tied", .type = AttributeType::layer, .help = "the layer whose weights it uses, transposed"};
}

// What every normalisation has: eps, scale, shift ...
inline std::vector<AttributeSpec> normalisation_attributes() {
  return {{.name = "eps",
           .type = AttributeType::number,
           .default_value = 1e-3,
           .minimum = 1e-12,
           .maximum = 1,
           .help = "added to the variance"},
          {.name = "scale", .type = AttributeType::boolean, .default_value = true, .help = "learn gamma"},
          {.name = "shift", .type = AttributeType::boolean, .default_value = true, .help = "learn beta"}};
}
// ... and gamma and beta, for each channel, if they are learned.
inline std::vector<ParameterSpec> normalisation_parameters(const Attributes& attributes,
                                                           std::int64_t channels) {
  std::vector<ParameterSpec> specs;
  if (attributes.boolean("scale"))
    specs.push_back({.name = "gamma", .dimensions = {channels}, .init = "ones"});
  if (attributes.boolean("shift"))
    specs.push_back({.name = "beta", .dimensions = {channels}, .init = "zeros"});
  return specs;
}

// weight [filters, channels / groups, kh, kw] and bias, from the attributes filters, kernel, bias and init.
// Fans as Keras: the kernel's own input channels, and all filters.
inline std::vector<ParameterSpec> convolution_parameters(const Attributes& attributes, std::int64_t channels,
                                                         std::int64_t groups) {
  const Window kernel = attributes.window("kernel");
  const std::int64_t filters = attributes.integer("filters");
  const std::int64_t area = kernel.height * kernel.width;
  std::vector<ParameterSpec> specs{{.name = "weight",
                                    .dimensions = {filters, channels / groups, kernel.height, kernel.width},
                                    .init = attributes.choice("init"),
                                    .fan_in = channels / groups * area,
                                    .fan_out = filters * area}};
  if (attributes.boolean("bias")) specs.push_back({.name = "bias", .dimensions = {filters}, .init = "zeros"});
  return specs;
}

}  // namespace cae
