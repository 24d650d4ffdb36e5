// What crop and zeropad have in common: rows and columns at the sides that are taken off or put on, each of
// which is the gradient of the other.
#pragma once

#include "framework/graph/operator.h"
#include "framework/graph/rules/image_sides.h"

namespace cae {

class ImageSidesOperator : public Operator {
 public:
  bool keeps_range() const override { return true; }
  const std::vector<AttributeSpec>& attributes() const override;
  ShapeOrProblem infer(const Attributes& attributes, std::span<const Shape> inputs) const override;
  std::unique_ptr<Kernel> kernel(const KernelRequest& request) const override;

 private:
  virtual bool takes_off() const = 0;
  // The output's shape; a problem is reported at `attribute`.
  virtual ShapeOrProblem resized(const Shape& in, const ImageSides& sides,
                                 const std::string& attribute) const = 0;
};

}  // namespace cae
