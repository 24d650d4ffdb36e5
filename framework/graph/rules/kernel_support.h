// Helpers that most kernels need.
#pragma once

#include <algorithm>
#include <cstring>

#include "framework/graph/kernel.h"
#include "framework/primitives/vector_kernels.h"

namespace cae {

inline std::size_t size_of(std::int64_t count) {
  return static_cast<std::size_t>(count);
}

inline std::size_t elements_of(const Shape& shape) {
  return size_of(shape.elements());
}

// How many numbers of a slice an image of that shape makes up.
inline std::size_t slice_elements(const Slice& slice, const Shape& shape) {
  return size_of(slice.count) * elements_of(shape);
}

template <class T>
T* carve(std::byte*& region, std::size_t count) {
  constexpr std::size_t alignment = 64;
  T* start = reinterpret_cast<T*>(region);
  region += (count * sizeof(T) + alignment - 1) / alignment * alignment;
  return start;
}

// Bytes that `carve<T>(count)` takes.
template <class T>
std::size_t carved(std::size_t count) {
  return (count * sizeof(T) + 63) / 64 * 64;
}

// What a product of this many channels is computed in where bf16 is asked for: below one vector of channels
// oneDNN has no fast way to multiply rounded numbers, and there is little to gain.
inline onednn::Precision product_precision(const KernelRequest& request, std::int64_t in, std::int64_t out) {
  constexpr std::int64_t least_channels = 16;
  return std::min(in, out) >= least_channels ? request.precision : onednn::Precision::fp32;
}

// to[columns, rows] = from[rows, columns], row-major.
void transpose(const float* from, std::size_t rows, std::size_t columns, float* to);

// For kernels that may work in place.
inline void copy_elsewhere(const float* from, std::size_t count, float* to) {
  if (from != to) std::copy_n(from, count, to);
}

// One image from H,W,C to C,H,W order, and back.
void channels_first(const Shape& shape, const float* hwc, float* chw);
void channels_last(const Shape& shape, const float* chw, float* hwc);

}  // namespace cae
