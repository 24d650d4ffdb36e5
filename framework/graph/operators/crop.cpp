// Cropping: rows and columns fewer at the sides. Follows Keras's Cropping2D.
#include "framework/graph/rules/image_sides_operator.h"

namespace cae {
namespace {

class Crop final : public ImageSidesOperator {
 public:
  std::string_view kind() const override { return "crop"; }
  std::string_view summary() const override { return "fewer rows and columns at the sides"; }

 private:
  bool takes_off() const override { return true; }
  ShapeOrProblem resized(const Shape& in, const ImageSides& sides,
                         const std::string& attribute) const override {
    if (sides.rows() >= in.height || sides.columns() >= in.width) {
      return ShapeProblem{.attribute = attribute,
                          .reason = "which crops " + std::to_string(sides.rows()) + " rows and " +
                                    std::to_string(sides.columns()) + " columns",
                          .needed = "at least " + std::to_string(sides.rows() + 1) + "x" +
                                    std::to_string(sides.columns() + 1),
                          .help = "crop less"};
    }
    return Shape::image(in.height - sides.rows(), in.width - sides.columns(), in.channels);
  }
};

}  // namespace

const Operator& crop_operator() {
  static const Crop op;
  return op;
}

}  // namespace cae
