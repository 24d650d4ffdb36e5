// What a step reads of a batch.
#pragma once

#include <algorithm>

#include "framework/data/batch_source.h"
#include "framework/engine/session.h"

namespace cae {

// The images, and what the session's outputs are compared with.
inline void fill_session(Session& session, const BatchView& batch) {
  std::copy(batch.inputs.begin(), batch.inputs.end(), session.input().begin());
  if (const auto images = session.target(); !images.empty())
    std::copy(batch.targets.begin(), batch.targets.end(), images.begin());
  if (const auto labels = session.target(target_labels); !labels.empty())
    std::copy(batch.labels.begin(), batch.labels.end(), labels.begin());
}

}  // namespace cae
