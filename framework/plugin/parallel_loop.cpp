#include "framework/plugin/parallel_loop.h"

#include <tbb/parallel_for.h>
#include <tbb/task_group.h>

namespace cae {

void parallel_loop(std::size_t count, void (*body)(void*, std::size_t), void* data) {
  using Group = tbb::task_group_context;
  Group group(Group::bound, Group::default_traits | Group::fp_settings);
  tbb::parallel_for(
      std::size_t{0}, count, [body, data](std::size_t index) { body(data, index); }, group);
}

}  // namespace cae
