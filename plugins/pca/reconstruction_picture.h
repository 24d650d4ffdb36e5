// Images beside what principal components and the model make of them.
#pragma once

#include <string>

#include "cae_plugin.h"
#include "support/principal_components.h"

// The first images in one row, below each its reconstruction from the components, and below that the model's.
// False where the host refuses the picture.
bool add_reconstructions(const cae_results& results, const std::string& name, const cae_batch& images,
                         const plugin::PrincipalComponents& components);
