// Convolutions, forward and both ways back.
#include <algorithm>
#include <map>

#include "framework/primitives/onednn_common.h"
#include "framework/primitives/vector_kernels.h"

namespace cae::onednn {
namespace {

using dnnl::memory;

struct Layouts {
  memory::desc source, weights, destination, plain_weights;
  memory::dims stride, dilation, pad_before, pad_after;
};

// In bf16 every operand is rounded, the result is not.
Layouts layouts_of(Direction direction, const ConvolutionGeometry& g, std::int64_t images,
                   Precision precision, memory::desc weights) {
  using Tag = memory::format_tag;
  constexpr auto f32 = memory::data_type::f32;
  const auto rounded = precision == Precision::bf16 ? memory::data_type::bf16 : f32;
  const bool grouped = g.groups > 1;
  const memory::dims weight_dims =
      grouped ? memory::dims{g.groups, g.out_channels / g.groups, g.in_channels / g.groups, g.kernel_height,
                             g.kernel_width}
              : memory::dims{g.out_channels, g.in_channels, g.kernel_height, g.kernel_width};
  Layouts layouts;
  layouts.source = memory::desc({images, g.in_channels, g.in_height, g.in_width},
                                direction == Direction::backward_data ? f32 : rounded, Tag::nhwc);
  layouts.destination = memory::desc({images, g.out_channels, g.out_height, g.out_width},
                                     direction == Direction::forward ? f32 : rounded, Tag::nhwc);
  layouts.weights =
      weights.is_zero()
          ? memory::desc(weight_dims, direction == Direction::backward_weights ? f32 : rounded, Tag::any)
          : weights;
  layouts.plain_weights = memory::desc(weight_dims, f32, grouped ? Tag::goihw : Tag::oihw);
  layouts.stride = {g.stride_height, g.stride_width};
  layouts.dilation = {g.dilation_height - 1, g.dilation_width - 1};
  layouts.pad_before = {g.pad_top, g.pad_left};
  layouts.pad_after = {g.pad_bottom, g.pad_right};
  return layouts;
}

// What differs between the two generations of oneDNN: 2.x goes through an operation descriptor, 3.x does not.
#if DNNL_VERSION_MAJOR >= 3
dnnl::convolution_forward::primitive_desc describe_forward(const Layouts& l) {
  return {cpu(),
          dnnl::prop_kind::forward_training,
          dnnl::algorithm::convolution_direct,
          l.source,
          l.weights,
          l.destination,
          l.stride,
          l.dilation,
          l.pad_before,
          l.pad_after,
          user_scratchpad()};
}
template <class Backward>
typename Backward::primitive_desc describe_backward(const Layouts& l, const Layouts& forward) {
  return {cpu(),
          dnnl::algorithm::convolution_direct,
          l.source,
          l.weights,
          l.destination,
          l.stride,
          l.dilation,
          l.pad_before,
          l.pad_after,
          describe_forward(forward),
          user_scratchpad()};
}
#else
dnnl::convolution_forward::primitive_desc describe_forward(const Layouts& l) {
  return {{dnnl::prop_kind::forward_training, dnnl::algorithm::convolution_direct, l.source, l.weights,
           l.destination, l.stride, l.dilation, l.pad_before, l.pad_after},
          user_scratchpad(),
          cpu()};
}
template <class Backward>
typename Backward::primitive_desc describe_backward(const Layouts& l, const Layouts& forward) {
  return {{dnnl::algorithm::convolution_direct, l.source, l.weights, l.destination, l.stride, l.dilation,
           l.pad_before, l.pad_after},
          user_scratchpad(),
          cpu(),
          describe_forward(forward)};
}
#endif

// A primitive for one image count.
struct Ready {
  dnnl::primitive primitive;
  memory::desc source, destination, weights, scratchpad;
};

// `forward`: the layouts of the forward direction.
Ready make_ready(Direction direction, const Layouts& layouts, const Layouts& forward) {
  if (direction == Direction::forward) {
    const auto desc = describe_forward(layouts);
    return {dnnl::convolution_forward(desc), desc.src_desc(), desc.dst_desc(), desc.weights_desc(),
            desc.scratchpad_desc()};
  }
  if (direction == Direction::backward_data) {
    const auto desc = describe_backward<dnnl::convolution_backward_data>(layouts, forward);
    return {dnnl::convolution_backward_data(desc), desc.diff_src_desc(), desc.diff_dst_desc(),
            desc.weights_desc(), desc.scratchpad_desc()};
  }
  const auto desc = describe_backward<dnnl::convolution_backward_weights>(layouts, forward);
  return {dnnl::convolution_backward_weights(desc), desc.src_desc(), desc.diff_dst_desc(),
          desc.diff_weights_desc(), desc.scratchpad_desc()};
}

// oneDNN 2.6 gathers the pixels of a strided 1x1 convolution into whole SIMD blocks of channels when it
// computes the weight gradient, and requests less scratch than it writes. The missing bytes.
std::size_t unasked_scratch(Direction direction, const ConvolutionGeometry& g) {
  const bool strided_1x1 =
      g.kernel_height == 1 && g.kernel_width == 1 && (g.stride_height > 1 || g.stride_width > 1);
  if (direction != Direction::backward_weights || !strided_1x1) return 0;
  const std::int64_t channels = (g.in_channels + 15) / 16 * 16;
  return static_cast<std::size_t>(g.out_height * g.out_width * channels) * sizeof(float);
}

std::size_t aligned(std::size_t bytes) {
  return (bytes + 63) / 64 * 64;
}

// A float32 array rounded into the scratch, whose pointer is advanced past it; in fp32, the array itself.
const void* operand(Precision precision, const memory::desc& desc, const float* data, std::byte*& scratch) {
  if (precision == Precision::fp32) return data;
  auto* rounded = reinterpret_cast<std::uint16_t*>(scratch);
  scratch += aligned(desc.get_size());
  vector_kernels().to_bf16(data, rounded, desc.get_size() / sizeof(std::uint16_t));
  return rounded;
}

}  // namespace

struct Convolution::Parts {
  Direction direction;
  Precision precision;
  ConvolutionGeometry geometry;
  memory::desc packed_weights;
  std::shared_ptr<const Reorder> reorder;  // of the weights, or of their gradient back
  std::map<std::int64_t, std::shared_ptr<const Ready>> ready;
  std::size_t scratch = 0;

  // Scratch for the rounded operands of a call in bf16.
  std::size_t rounded_bytes(const Ready& made) const {
    if (precision == Precision::fp32) return 0;
    const std::size_t source = direction == Direction::backward_data ? 0 : aligned(made.source.get_size());
    const std::size_t destination =
        direction == Direction::forward ? 0 : aligned(made.destination.get_size());
    return source + destination;
  }
};

Convolution::Convolution(Direction direction, const ConvolutionGeometry& geometry, std::int64_t images,
                         Precision precision)
    : parts_(std::make_unique<Parts>()) {
  parts_->direction = direction;
  parts_->precision = precision;
  parts_->geometry = geometry;
  reserve(images);
}

Convolution::~Convolution() = default;
Convolution::Convolution(const Convolution& other) : parts_(std::make_unique<Parts>(*other.parts_)) {}
Convolution::Convolution(Convolution&&) noexcept = default;
Convolution& Convolution::operator=(Convolution&&) noexcept = default;

void Convolution::reserve(std::int64_t images) {
  if (parts_->ready.contains(images)) return;
  const Layouts layouts =
      layouts_of(parts_->direction, parts_->geometry, images, parts_->precision, parts_->packed_weights);
  Ready ready = made([&] {
    return make_ready(parts_->direction, layouts,
                      layouts_of(Direction::forward, parts_->geometry, images, parts_->precision, {}));
  });
  if (!parts_->reorder) {
    parts_->packed_weights = ready.weights;
    if (parts_->direction == Direction::backward_weights) {
      parts_->reorder = std::make_shared<Reorder>(ready.weights, layouts.plain_weights);
    } else {
      parts_->reorder = std::make_shared<Reorder>(layouts.plain_weights, ready.weights);
    }
  }
  parts_->scratch = std::max(parts_->scratch, parts_->rounded_bytes(ready) + ready.scratchpad.get_size() +
                                                  unasked_scratch(parts_->direction, parts_->geometry));
  parts_->ready.emplace(images, std::make_shared<Ready>(std::move(ready)));
}

std::size_t Convolution::packed_elements() const {
  return (parts_->packed_weights.get_size() + sizeof(float) - 1) / sizeof(float);
}
std::size_t Convolution::scratch_bytes() const {
  return parts_->scratch;
}

void Convolution::pack(const float* weights, float* packed) const {
  parts_->reorder->run(weights, packed);
}

void Convolution::unpack(const float* packed, float* weights) const {
  parts_->reorder->run(packed, weights);
}

void Convolution::run(std::int64_t images, const float* a, const float* packed, float* result,
                      std::byte* scratch) const {
  const Ready& ready = *parts_->ready.at(images);
  const bool forward = parts_->direction == Direction::forward;
  const memory::desc& arriving = forward ? ready.source : ready.destination;
  const void* rounded = operand(parts_->precision, arriving, a, scratch);
  ready.primitive.execute(stream(), {{forward ? DNNL_ARG_SRC : DNNL_ARG_DIFF_DST, wrap(arriving, rounded)},
                                     {DNNL_ARG_WEIGHTS, wrap(ready.weights, packed)},
                                     {forward ? DNNL_ARG_DST : DNNL_ARG_DIFF_SRC,
                                      wrap(forward ? ready.destination : ready.source, result)},
                                     {DNNL_ARG_SCRATCHPAD, wrap(ready.scratchpad, scratch)}});
  stream().wait();
}

void Convolution::run_weights(std::int64_t images, const float* x, const float* dy, float* packed,
                              std::byte* scratch) const {
  const Ready& ready = *parts_->ready.at(images);
  const void* rounded_x = operand(parts_->precision, ready.source, x, scratch);
  const void* rounded_dy = operand(parts_->precision, ready.destination, dy, scratch);
  ready.primitive.execute(stream(), {{DNNL_ARG_SRC, wrap(ready.source, rounded_x)},
                                     {DNNL_ARG_DIFF_DST, wrap(ready.destination, rounded_dy)},
                                     {DNNL_ARG_DIFF_WEIGHTS, wrap(ready.weights, packed)},
                                     {DNNL_ARG_SCRATCHPAD, wrap(ready.scratchpad, scratch)}});
  stream().wait();
}

Convolution ConvolutionMaker::make(Direction direction, const ConvolutionGeometry& geometry,
                                   std::int64_t images, std::int64_t rest, Precision precision) {
  const Key key(direction, geometry, images, rest, precision);
  const auto found = made_.find(key);
  if (found != made_.end()) return found->second;
  Convolution convolution(direction, geometry, images, precision);
  if (rest != 0) convolution.reserve(rest);
  return made_.emplace(key, std::move(convolution)).first->second;
}

}  // namespace cae::onednn
