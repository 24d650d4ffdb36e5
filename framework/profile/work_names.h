// The names of work in tables and traces.
#pragma once

#include "framework/engine/step_observer.h"

namespace cae {

const char* name_of(Work work);
const char* name_of(Stage stage);

}  // namespace cae
