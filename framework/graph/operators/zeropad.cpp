// Zero padding: rows and columns of zeros at the sides. Follows Keras's ZeroPadding2D.
#include "framework/graph/rules/image_sides_operator.h"
#include "framework/graph/rules/sliding.h"

namespace cae {
namespace {

class ZeroPad final : public ImageSidesOperator {
 public:
  std::string_view kind() const override { return "zeropad"; }
  std::string_view summary() const override { return "zeros at the sides"; }

 private:
  bool takes_off() const override { return false; }
  ShapeOrProblem resized(const Shape& in, const ImageSides& sides,
                         const std::string& attribute) const override {
    const Shape out = Shape::image(in.height + sides.rows(), in.width + sides.columns(), in.channels);
    if (auto problem = out_of_bounds(out, attribute)) return *problem;
    return out;
  }
};

}  // namespace

const Operator& zeropad_operator() {
  static const ZeroPad op;
  return op;
}

}  // namespace cae
