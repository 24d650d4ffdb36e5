#include "framework/primitives/onednn.h"

#include <algorithm>
#include <dnnl.hpp>
#include <map>
#include <stdexcept>

namespace cae::onednn {
namespace {

using dnnl::memory;

const dnnl::engine& cpu() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

dnnl::stream& stream() {
  thread_local dnnl::stream stream(cpu());
  return stream;
}

struct Layouts {
  memory::desc source, weights, destination, plain_weights;
  memory::dims stride, dilation, pad_before, pad_after;
};

Layouts layouts_of(const ConvolutionGeometry& g, std::int64_t images, memory::desc weights) {
  using Tag = memory::format_tag;
  constexpr auto type = memory::data_type::f32;
  const bool grouped = g.groups > 1;
  const memory::dims weight_dims =
      grouped ? memory::dims{g.groups, g.out_channels / g.groups, g.in_channels / g.groups, g.kernel_height,
                             g.kernel_width}
              : memory::dims{g.out_channels, g.in_channels, g.kernel_height, g.kernel_width};
  Layouts layouts;
  layouts.source = memory::desc({images, g.in_channels, g.in_height, g.in_width}, type, Tag::nhwc);
  layouts.destination = memory::desc({images, g.out_channels, g.out_height, g.out_width}, type, Tag::nhwc);
  layouts.weights = weights.is_zero() ? memory::desc(weight_dims, type, Tag::any) : weights;
  layouts.plain_weights = memory::desc(weight_dims, type, grouped ? Tag::goihw : Tag::oihw);
  layouts.stride = {g.stride_height, g.stride_width};
  layouts.dilation = {g.dilation_height - 1, g.dilation_width - 1};
  layouts.pad_before = {g.pad_top, g.pad_left};
  layouts.pad_after = {g.pad_bottom, g.pad_right};
  return layouts;
}

dnnl::primitive_attr user_scratchpad() {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return attributes;
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
dnnl::convolution_backward_data::primitive_desc describe_backward_data(const Layouts& l) {
  return {cpu(),
          dnnl::algorithm::convolution_direct,
          l.source,
          l.weights,
          l.destination,
          l.stride,
          l.dilation,
          l.pad_before,
          l.pad_after,
          describe_forward(l),
          user_scratchpad()};
}
dnnl::convolution_backward_weights::primitive_desc describe_backward_weights(const Layouts& l) {
  return {cpu(),
          dnnl::algorithm::convolution_direct,
          l.source,
          l.weights,
          l.destination,
          l.stride,
          l.dilation,
          l.pad_before,
          l.pad_after,
          describe_forward(l),
          user_scratchpad()};
}
#else
dnnl::convolution_forward::primitive_desc describe_forward(const Layouts& l) {
  return {{dnnl::prop_kind::forward_training, dnnl::algorithm::convolution_direct, l.source, l.weights,
           l.destination, l.stride, l.dilation, l.pad_before, l.pad_after},
          user_scratchpad(),
          cpu()};
}
dnnl::convolution_backward_data::primitive_desc describe_backward_data(const Layouts& l) {
  return {{dnnl::algorithm::convolution_direct, l.source, l.weights, l.destination, l.stride, l.dilation,
           l.pad_before, l.pad_after},
          user_scratchpad(),
          cpu(),
          describe_forward(l)};
}
dnnl::convolution_backward_weights::primitive_desc describe_backward_weights(const Layouts& l) {
  return {{dnnl::algorithm::convolution_direct, l.source, l.weights, l.destination, l.stride, l.dilation,
           l.pad_before, l.pad_after},
          user_scratchpad(),
          cpu(),
          describe_forward(l)};
}
#endif

// A primitive for one image count.
struct Ready {
  dnnl::primitive primitive;
  memory::desc source, destination, weights, scratchpad;
};

Ready make_ready(Direction direction, const Layouts& layouts) {
  if (direction == Direction::forward) {
    const auto desc = describe_forward(layouts);
    return {dnnl::convolution_forward(desc), desc.src_desc(), desc.dst_desc(), desc.weights_desc(),
            desc.scratchpad_desc()};
  }
  if (direction == Direction::backward_data) {
    const auto desc = describe_backward_data(layouts);
    return {dnnl::convolution_backward_data(desc), desc.diff_src_desc(), desc.diff_dst_desc(),
            desc.weights_desc(), desc.scratchpad_desc()};
  }
  const auto desc = describe_backward_weights(layouts);
  return {dnnl::convolution_backward_weights(desc), desc.src_desc(), desc.diff_dst_desc(),
          desc.diff_weights_desc(), desc.scratchpad_desc()};
}

memory wrap(const memory::desc& desc, const void* data) {
  return {desc, cpu(), const_cast<void*>(data)};
}

}  // namespace

std::string version() {
  const dnnl_version_t* v = dnnl_version();
  return std::to_string(v->major) + "." + std::to_string(v->minor) + "." + std::to_string(v->patch);
}

std::string isa_name() {
  static const std::map<dnnl_cpu_isa_t, const char*> names = {
      {dnnl_cpu_isa_sse41, "sse41"},
      {dnnl_cpu_isa_avx, "avx"},
      {dnnl_cpu_isa_avx2, "avx2"},
      {dnnl_cpu_isa_avx2_vnni, "avx2_vnni"},
      {dnnl_cpu_isa_avx512_core, "avx512_core"},
      {dnnl_cpu_isa_avx512_core_vnni, "avx512_core_vnni"},
      {dnnl_cpu_isa_avx512_core_bf16, "avx512_core_bf16"},
  };
  const dnnl_cpu_isa_t isa = dnnl_get_effective_cpu_isa();
  const auto found = names.find(isa);
  if (found != names.end()) return found->second;
  // What is newer than the list has AVX-512 where its bits include those of avx512_core.
  if ((isa & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core) return "avx512_core_amx";
  if ((isa & dnnl_cpu_isa_avx2) == dnnl_cpu_isa_avx2) return "avx2_vnni";
  return "generic";
}

void matmul(bool transpose_a, bool transpose_b, std::int64_t m, std::int64_t n, std::int64_t k,
            const float* a, std::int64_t lda, const float* b, std::int64_t ldb, float beta, float* c,
            std::int64_t ldc) {
  const dnnl_status_t status = dnnl_sgemm(transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', m, n, k, 1.0F, a,
                                          lda, b, ldb, beta, c, ldc);
  if (status != dnnl_success) throw std::runtime_error("oneDNN could not multiply matrices");
}

namespace {

// oneDNN 2.6 gathers the pixels of a strided 1x1 convolution into whole SIMD blocks of channels when it
// computes the weight gradient, and asks for less room than it writes. The rest of the room, in bytes.
std::size_t unasked_scratch(Direction direction, const ConvolutionGeometry& g) {
  const bool strided_1x1 =
      g.kernel_height == 1 && g.kernel_width == 1 && (g.stride_height > 1 || g.stride_width > 1);
  if (direction != Direction::backward_weights || !strided_1x1) return 0;
  const std::int64_t channels = (g.in_channels + 15) / 16 * 16;
  return static_cast<std::size_t>(g.out_height * g.out_width * channels) * sizeof(float);
}

void reorder(const memory& from, const memory& to) {
  dnnl::reorder(from, to).execute(stream(), const_cast<memory&>(from), const_cast<memory&>(to));
  stream().wait();
}

}  // namespace

struct Convolution::Parts {
  Direction direction;
  ConvolutionGeometry geometry;
  memory::desc plain_weights;
  memory::desc packed_weights;
  std::map<std::int64_t, Ready> ready;
  std::size_t scratch = 0;
};

Convolution::Convolution(Direction direction, const ConvolutionGeometry& geometry, std::int64_t images)
    : parts_(std::make_unique<Parts>()) {
  parts_->direction = direction;
  parts_->geometry = geometry;
  reserve(images);
}

Convolution::~Convolution() = default;
Convolution::Convolution(Convolution&&) noexcept = default;
Convolution& Convolution::operator=(Convolution&&) noexcept = default;

void Convolution::reserve(std::int64_t images) {
  if (parts_->ready.contains(images)) return;
  const Layouts layouts = layouts_of(parts_->geometry, images, parts_->packed_weights);
  Ready made = make_ready(parts_->direction, layouts);
  parts_->plain_weights = layouts.plain_weights;
  parts_->packed_weights = made.weights;
  parts_->scratch = std::max(
      parts_->scratch, made.scratchpad.get_size() + unasked_scratch(parts_->direction, parts_->geometry));
  parts_->ready.emplace(images, std::move(made));
}

std::size_t Convolution::packed_elements() const {
  return parts_->packed_weights.get_size() / sizeof(float);
}
std::size_t Convolution::scratch_bytes() const {
  return parts_->scratch;
}

void Convolution::pack(const float* weights, float* packed) const {
  reorder(wrap(parts_->plain_weights, weights), wrap(parts_->packed_weights, packed));
}

void Convolution::unpack(const float* packed, float* weights) const {
  reorder(wrap(parts_->packed_weights, packed), wrap(parts_->plain_weights, weights));
}

void Convolution::run(std::int64_t images, const float* a, const float* packed, float* result,
                      std::byte* scratch) const {
  const Ready& ready = parts_->ready.at(images);
  const bool forward = parts_->direction == Direction::forward;
  ready.primitive.execute(
      stream(),
      {{forward ? DNNL_ARG_SRC : DNNL_ARG_DIFF_DST, wrap(forward ? ready.source : ready.destination, a)},
       {DNNL_ARG_WEIGHTS, wrap(ready.weights, packed)},
       {forward ? DNNL_ARG_DST : DNNL_ARG_DIFF_SRC, wrap(forward ? ready.destination : ready.source, result)},
       {DNNL_ARG_SCRATCHPAD, wrap(ready.scratchpad, scratch)}});
  stream().wait();
}

void Convolution::run_weights(std::int64_t images, const float* x, const float* dy, float* packed,
                              std::byte* scratch) const {
  const Ready& ready = parts_->ready.at(images);
  ready.primitive.execute(stream(), {{DNNL_ARG_SRC, wrap(ready.source, x)},
                                     {DNNL_ARG_DIFF_DST, wrap(ready.destination, dy)},
                                     {DNNL_ARG_DIFF_WEIGHTS, wrap(ready.weights, packed)},
                                     {DNNL_ARG_SCRATCHPAD, wrap(ready.scratchpad, scratch)}});
  stream().wait();
}

}  // namespace cae::onednn
