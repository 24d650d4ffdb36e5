// Products of bfloat16 matrices.
#include <algorithm>
#include <map>

#include "framework/primitives/onednn_common.h"

namespace cae::onednn {

using dnnl::memory;

namespace {

#if DNNL_VERSION_MAJOR >= 3
dnnl::matmul::primitive_desc describe_product(const memory::desc& a, const memory::desc& b,
                                              const memory::desc& c, const dnnl::primitive_attr& attributes) {
  return {cpu(), a, b, c, attributes};
}
#else
dnnl::matmul::primitive_desc describe_product(const memory::desc& a, const memory::desc& b,
                                              const memory::desc& c, const dnnl::primitive_attr& attributes) {
  return {{a, b, c}, attributes, cpu()};
}
#endif

}  // namespace

struct Bf16Product::Parts {
  struct Ready {
    dnnl::primitive primitive;
    memory::desc a, b, c, scratchpad;
  };
  Form form;
  memory::desc plain_b;
  memory::desc packed_b;
  std::map<std::int64_t, Ready> ready;
  std::size_t scratch = 0;
};

Bf16Product::Bf16Product(const Form& form, std::int64_t rows) : parts_(std::make_unique<Parts>()) {
  parts_->form = form;
  reserve(rows);
}

Bf16Product::~Bf16Product() = default;
Bf16Product::Bf16Product(Bf16Product&&) noexcept = default;
Bf16Product& Bf16Product::operator=(Bf16Product&&) noexcept = default;

void Bf16Product::reserve(std::int64_t rows) {
  if (parts_->ready.contains(rows)) return;
  using Tag = memory::format_tag;
  constexpr auto bf16 = memory::data_type::bf16;
  const Form& form = parts_->form;
  const std::int64_t m = form.transposed ? form.columns_of_a : rows;
  const std::int64_t depth = form.transposed ? rows : form.columns_of_a;
  const memory::desc a({m, depth}, bf16, form.transposed ? Tag::ba : Tag::ab);
  const memory::desc c({m, form.columns_of_b}, memory::data_type::f32, Tag::ab);
  parts_->plain_b = memory::desc({depth, form.columns_of_b}, bf16, Tag::ab);
  memory::desc b = parts_->plain_b;
  if (form.packed_b) {
    b = parts_->packed_b.is_zero() ? memory::desc({depth, form.columns_of_b}, bf16, Tag::any)
                                   : parts_->packed_b;
  }
  dnnl::primitive_attr attributes = user_scratchpad();
  if (form.accumulate) {
    dnnl::post_ops sum;
    sum.append_sum(1.0F);
    attributes.set_post_ops(sum);
  }
  const auto made = describe_product(a, b, c, attributes);
  if (form.packed_b) parts_->packed_b = made.weights_desc();
  parts_->scratch = std::max(parts_->scratch, made.scratchpad_desc().get_size());
  parts_->ready.emplace(rows, Parts::Ready{dnnl::matmul(made), made.src_desc(), made.weights_desc(),
                                           made.dst_desc(), made.scratchpad_desc()});
}

std::size_t Bf16Product::packed_bytes() const {
  return parts_->packed_b.get_size();
}
std::size_t Bf16Product::scratch_bytes() const {
  return parts_->scratch;
}

void Bf16Product::pack(const std::uint16_t* b, std::byte* packed) const {
  reorder(wrap(parts_->plain_b, b), wrap(parts_->packed_b, packed));
}

void Bf16Product::run(std::int64_t rows, const std::uint16_t* a, const void* b, float* c,
                      std::byte* scratch) const {
  const Parts::Ready& ready = parts_->ready.at(rows);
  ready.primitive.execute(stream(), {{DNNL_ARG_SRC, wrap(ready.a, a)},
                                     {DNNL_ARG_WEIGHTS, wrap(ready.b, b)},
                                     {DNNL_ARG_DST, wrap(ready.c, c)},
                                     {DNNL_ARG_SCRATCHPAD, wrap(ready.scratchpad, scratch)}});
  stream().wait();
}

}  // namespace cae::onednn
