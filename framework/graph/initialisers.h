// How weights start.
#pragma once

#include <cstdint>

#include "framework/graph/parameters.h"

namespace cae {

// Start values as the specs say: Keras's initialisers (glorot: Glorot and Bengio 2010; he: He et al. 2015;
// lecun: LeCun et al. 1998), the normal ones truncated at two deviations. A function of (seed, parameter
// name) alone.
void initialise(ParameterArrays& parameters, std::uint64_t seed);

}  // namespace cae
