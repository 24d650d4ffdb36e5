#include "dsl/model/output_line.h"

#include "framework/base/catalogue/blocks.h"
#include "framework/graph/losses.h"

namespace cae::dsl {
namespace {

const std::vector<AttributeSpec>& output_options() {
  static const std::vector<AttributeSpec> specs{
      {.name = "loss", .type = AttributeType::choice, .words = output_losses()},
      {.name = "weight", .type = AttributeType::number, .default_value = 1.0, .minimum = 0, .maximum = 1e9},
      {.name = "target",
       .type = AttributeType::choice,
       .default_value = std::string(target_images),
       .words = {std::string(target_images), std::string(target_labels)}}};
  return specs;
}

std::string given_word(const LayerWords& words, std::string_view setting) {
  return words.attributes.has(setting) ? words.attributes.choice(setting) : "";
}

}  // namespace

const LineForm& output_form() {
  static const LineForm form{
      .kind = "output", .attributes = output_options(), .listed = {1, 1}, .layer_words = {"NAME"}};
  return form;
}

std::optional<OutputLine> read_output(const LayerWords& words, const SourceSet& sources, Mistakes& mistakes) {
  OutputLine line{.loss = given_word(words, "loss"), .target = given_word(words, "target")};
  if (words.attributes.has("weight")) line.weight = words.attributes.number("weight");
  const bool of_classes = line.loss == classes_loss;
  if (line.target.empty()) line.target = of_classes ? target_labels : target_images;
  if (line.loss.empty() && line.target == target_labels) line.loss = classes_loss;
  if ((line.loss == classes_loss) == (line.target == target_labels)) return line;
  mistakes.add(catalogue::loss_and_target_differ(
      sources.place(words.written.at(of_classes ? "target" : "loss")), line.loss, line.target));
  return std::nullopt;
}

}  // namespace cae::dsl
