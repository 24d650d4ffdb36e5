// A value, or the diagnostics that say why there is none.
#pragma once

#include <stdexcept>
#include <utility>
#include <variant>

#include "framework/base/diagnostic.h"

namespace cae {

// Ends a run from a place that cannot return a Result. It is caught where the run was started, and never
// passes through a plugin or out of a thread.
class Failure : public std::runtime_error {
 public:
  explicit Failure(Diagnostics diagnostics)
      : std::runtime_error(render(diagnostics)), diagnostics_(std::move(diagnostics)) {}
  explicit Failure(Diagnostic diagnostic) : Failure(Diagnostics{std::move(diagnostic)}) {}
  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  Diagnostics diagnostics_;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Diagnostic diagnostic) : content_(std::in_place_index<1>, Diagnostics{std::move(diagnostic)}) {}
  Result(Diagnostics diagnostics) : content_(std::in_place_index<1>, std::move(diagnostics)) {}

  explicit operator bool() const { return content_.index() == 0; }
  T& operator*() & { return std::get<0>(content_); }
  const T& operator*() const& { return std::get<0>(content_); }
  T&& operator*() && { return std::get<0>(std::move(content_)); }
  T* operator->() { return &std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }
  const Diagnostics& diagnostics() const { return std::get<1>(content_); }

  // The value, or a Failure with the diagnostics.
  T take() && {
    if (!*this) throw Failure(diagnostics());
    return std::get<0>(std::move(content_));
  }

 private:
  std::variant<T, Diagnostics> content_;
};

struct Done {};
// For what succeeds without a value: `return Done{};`
using Status = Result<Done>;

}  // namespace cae
