#include "framework/graph/rules/image_sides.h"

#include <algorithm>
#include <array>

namespace cae {
namespace {

constexpr double most_rows = 4096;
constexpr std::array<const char*, 4> side_names{"top", "bottom", "left", "right"};

std::int64_t side(const Attributes& attributes, const char* name, std::int64_t otherwise) {
  return attributes.has(name) ? attributes.integer(name) : otherwise;
}

}  // namespace

std::vector<AttributeSpec> image_side_attributes() {
  std::vector<AttributeSpec> specs{{.name = "amount",
                                    .type = AttributeType::window,
                                    .positional = true,
                                    .minimum = 0,
                                    .maximum = most_rows,
                                    .help = "rows and columns on each side, N or HxW"}};
  for (const char* name : side_names) {
    specs.push_back({.name = name,
                     .type = AttributeType::integer,
                     .minimum = 0,
                     .maximum = most_rows,
                     .help = "rows or columns on this side"});
  }
  return specs;
}

ImageSides image_sides(const Attributes& attributes) {
  const Window both = attributes.has("amount") ? attributes.window("amount") : Window{0, 0};
  return {.top = side(attributes, "top", both.height),
          .bottom = side(attributes, "bottom", both.height),
          .left = side(attributes, "left", both.width),
          .right = side(attributes, "right", both.width)};
}

std::optional<ShapeProblem> needs_image_side(const Attributes& attributes, const std::string& kind) {
  const auto given = [&](const char* name) { return attributes.has(name); };
  if (given("amount") || std::any_of(side_names.begin(), side_names.end(), given)) return std::nullopt;
  return ShapeProblem{.reason = "which says no number of rows or columns",
                      .help = "write '" + kind + " 1' or '" + kind + " 1x2' for every side, or '" + kind +
                              " bottom=1 right=1' for some"};
}

}  // namespace cae
