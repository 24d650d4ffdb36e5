// Small models and images for the tests of training.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/graph/builder.h"
#include "tests/support/catch.h"

namespace cae::test {

inline Attributes attributes(const std::vector<std::pair<std::string, AttributeValue>>& values) {
  Attributes result;
  for (const auto& [name, value] : values) result.set(name, value);
  return result;
}

inline void add(GraphBuilder& builder, const std::string& kind,
                const std::vector<std::pair<std::string, AttributeValue>>& values = {},
                const std::string& name = "") {
  REQUIRE_FALSE(builder.add({.kind = kind, .attributes = attributes(values), .name = name}));
}

// flatten, dense 2 as code, [bn,] dense 16, `last` (an activation), reshape 4x4x1.
inline Graph small_model(const std::string& last = "sigmoid", bool norm = true) {
  GraphBuilder builder("small", Shape::image(4, 4, 1));
  add(builder, "flatten");
  add(builder, "dense", {{"units", std::int64_t{2}}}, "code");
  if (norm) add(builder, "bn");
  add(builder, "dense",
      {{"units", std::int64_t{16}}, {"activation", Activation{.kind = last, .arguments = {}}}}, "last");
  add(builder, "reshape", {{"shape", Shape::image(4, 4, 1)}});
  return std::move(builder).finish();
}

// `count` images of 4x4 numbers in 0 to 1, others for another `kind`.
inline Dataset images(std::int64_t count, int kind = 0) {
  Dataset dataset{.name = "images", .count = count, .shape = {4, 4, 1}};
  for (std::int64_t i = 0; i < 16 * count; ++i) {
    dataset.floats.push_back(static_cast<float>((i * 7 + kind * 5 + i / 16 * 3) % 17) / 16.0F);
  }
  return dataset;
}

// Images of 4x4.
inline Dataset with_floats(std::vector<float> floats, const std::string& name = "x.npy") {
  const auto count = static_cast<std::int64_t>(floats.size()) / 16;
  return {.name = name, .count = count, .shape = {4, 4, 1}, .floats = std::move(floats)};
}

// From `low` to `high` in equal steps.
inline Dataset between(float low, float high) {
  std::vector<float> floats;
  for (int i = 0; i < 320; ++i) floats.push_back(low + (high - low) * static_cast<float>(i) / 319.0F);
  return with_floats(floats);
}

// Codes and messages, a line each.
inline std::string said(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    CHECK(diagnostic.severity == (diagnostic.code[0] == 'W' ? Severity::warning : Severity::error));
    text += (text.empty() ? "" : "\n") + diagnostic.code + ": " + diagnostic.message;
  }
  return text;
}

}  // namespace cae::test
