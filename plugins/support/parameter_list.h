// The parameters of a plugin, put together from its own and from lists that several plugins have.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>

#include "cae_plugin.h"

namespace plugin {

template <std::size_t count>
using ParameterList = std::array<cae_parameter, count>;

constexpr ParameterList<1> as_list(const cae_parameter& parameter) {
  return {parameter};
}
template <std::size_t count>
constexpr const ParameterList<count>& as_list(const ParameterList<count>& list) {
  return list;
}

// `parts`: parameters and lists of them, in the order in which they are declared.
template <class... Parts>
constexpr auto parameter_list(const Parts&... parts) {
  return std::apply([](const auto&... all) { return ParameterList<sizeof...(all)>{all...}; },
                    std::tuple_cat(as_list(parts)...));
}

}  // namespace plugin
