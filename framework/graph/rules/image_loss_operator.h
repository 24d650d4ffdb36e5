// What the operators of losses against the images have in common; each gives its kernel.
#pragma once

#include "framework/graph/operator.h"
#include "framework/primitives/loss.h"

namespace cae {

class ImageLossOperator : public Operator {
 public:
  explicit ImageLossOperator(const ImageLoss& loss) : loss_(loss) {}
  std::string_view kind() const override { return loss_.name; }
  std::string_view summary() const override { return loss_.formula; }
  bool is_loss() const override { return true; }
  bool in_language() const override { return false; }
  const std::vector<AttributeSpec>& attributes() const override {
    static const std::vector<AttributeSpec> specs{
        {.name = "weight", .type = AttributeType::number, .default_value = 1.0, .minimum = 0},
        {.name = "target",
         .type = AttributeType::choice,
         .default_value = std::string(target_images),
         .words = {std::string(target_images)}}};
    return specs;
  }
  ShapeOrProblem infer(const Attributes&, std::span<const Shape>) const override { return Shape::row(1); }

 private:
  const ImageLoss& loss_;
};

}  // namespace cae
