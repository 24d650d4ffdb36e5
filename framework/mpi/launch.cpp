#include "framework/mpi/launch.h"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <string_view>

#include "framework/base/processors.h"

namespace cae {
namespace {

// The number in the first of these variables that has one.
std::optional<int> number_in(std::initializer_list<const char*> variables) {
  for (const char* variable : variables) {
    const char* text = std::getenv(variable);
    if (text == nullptr) continue;
    const std::string_view digits = text;
    int number = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (result.ec == std::errc() && number >= 0) return number;
  }
  return std::nullopt;
}

std::optional<Launch> launch_of(const char* library, std::initializer_list<const char*> rank,
                                std::initializer_list<const char*> ranks,
                                std::initializer_list<const char*> local_ranks) {
  const std::optional<int> own = number_in(rank);
  const std::optional<int> all = number_in(ranks);
  if (!own || !all || *all < 2) return std::nullopt;
  return Launch{.library = library,
                .rank = *own,
                .ranks = *all,
                .local_ranks = std::max(number_in(local_ranks).value_or(1), 1)};
}

// All cores that the control group allows.
void undo_binding() {
  cpu_set_t all;
  std::memset(&all, 0xff, sizeof all);
  sched_setaffinity(0, sizeof all, &all);
}

}  // namespace

std::optional<Launch> launch() {
  if (const auto found = launch_of("openmpi", {"OMPI_COMM_WORLD_RANK", "PMIX_RANK"},
                                   {"OMPI_COMM_WORLD_SIZE", "SLURM_STEP_NUM_TASKS"},
                                   {"OMPI_COMM_WORLD_LOCAL_SIZE", "SLURM_TASKS_PER_NODE"}))
    return found;
  return launch_of("mpich", {"PMI_RANK"}, {"PMI_SIZE"}, {"MPI_LOCALNRANKS", "SLURM_TASKS_PER_NODE"});
}

int take_cores(const Launch& launch, int given) {
  const auto part = [&] { return std::max(available_processors() / launch.local_ranks, 1); };
  if (std::getenv("SLURM_JOB_ID") != nullptr)
    return given > 0 ? given : std::max(number_in({"SLURM_CPUS_PER_TASK"}).value_or(part()), 1);
  cpu_set_t bound;
  CPU_ZERO(&bound);
  const bool known = sched_getaffinity(0, sizeof bound, &bound) == 0;
  undo_binding();
  const int threads = given > 0 ? given : part();
  if (known && CPU_COUNT(&bound) >= threads) sched_setaffinity(0, sizeof bound, &bound);
  return threads;
}

}  // namespace cae
