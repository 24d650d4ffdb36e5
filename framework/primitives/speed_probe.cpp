#include "framework/primitives/speed_probe.h"

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(SpeedProbe, speed_probe)

}  // namespace cae
