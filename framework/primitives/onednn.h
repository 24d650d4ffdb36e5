// oneDNN behind one adapter: the files onednn*.cpp are the only ones that include its headers, and hide
// versions 2.6 and 3.x. Every call runs on the calling thread alone (ComputeScope) and may run on many
// threads at once.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>

#include "framework/base/words.h"

namespace cae::onednn {

std::string version();   // "2.6.3"
std::string isa_name();  // what oneDNN will use, its cap obeyed: "avx512_core_bf16"

// What the operands of a product are rounded to; sums, results and everything else are float32.
enum class Precision { fp32, bf16 };

constexpr std::array<Word<Precision>, 2> words_of(Precision) {
  return {{{Precision::fp32, "fp32"}, {Precision::bf16, "bf16"}}};
}

bool has_bf16();  // whether this CPU multiplies bfloat16 numbers itself, the cap obeyed

// The convolution of one image: in -> out, weights OIHW, or GOIHW with groups.
struct ConvolutionGeometry {
  std::int64_t in_channels = 1, in_height = 1, in_width = 1;
  std::int64_t out_channels = 1, out_height = 1, out_width = 1;
  std::int64_t kernel_height = 1, kernel_width = 1;
  std::int64_t stride_height = 1, stride_width = 1;
  std::int64_t dilation_height = 1, dilation_width = 1;
  std::int64_t pad_top = 0, pad_left = 0, pad_bottom = 0, pad_right = 0;
  std::int64_t groups = 1;
  auto operator<=>(const ConvolutionGeometry&) const = default;
};

enum class Direction { forward, backward_data, backward_weights };

// One direction of a convolution over NHWC float images. Weights, and the weight gradient, are in the layout
// that oneDNN prefers ("packed"). In bf16 the images are rounded in the scratch and the packed weights are
// rounded too; the weight gradient stays in float32.
class Convolution {
 public:
  // `images`: the count that most calls have; it decides the packed layout. Throws std::runtime_error where
  // oneDNN has no implementation.
  Convolution(Direction direction, const ConvolutionGeometry& geometry, std::int64_t images,
              Precision precision = Precision::fp32);
  ~Convolution();
  // A copy shares what was made, and can be made ready for other counts by itself.
  Convolution(const Convolution&);
  Convolution(Convolution&&) noexcept;
  Convolution& operator=(Convolution&&) noexcept;

  // Makes ready for calls with that many images. Not concurrently with a call.
  void reserve(std::int64_t images);
  std::size_t packed_elements() const;                   // floats of the packed weights or weight gradient
  std::size_t scratch_bytes() const;                     // of one call, for all image counts reserved so far
  void pack(const float* weights, float* packed) const;  // OIHW -> packed; not of backward_weights
  void unpack(const float* packed, float* weights) const;  // packed -> OIHW; of backward_weights alone

  // forward: a = x, result = y. backward_data: a = dy, result = dx. The images must have been reserved.
  void run(std::int64_t images, const float* a, const float* packed, float* result, std::byte* scratch) const;
  // backward_weights: packed gradient = sum over the images.
  void run_weights(std::int64_t images, const float* x, const float* dy, float* packed,
                   std::byte* scratch) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Makes convolutions; of equal ones, as a deep model has them, only the first takes time.
class ConvolutionMaker {
 public:
  // `rest`: a second count of images to make ready for; 0: none.
  Convolution make(Direction direction, const ConvolutionGeometry& geometry, std::int64_t images,
                   std::int64_t rest, Precision precision);

 private:
  using Key = std::tuple<Direction, ConvolutionGeometry, std::int64_t, std::int64_t, Precision>;
  std::map<Key, Convolution> made_;
};

}  // namespace cae::onednn
