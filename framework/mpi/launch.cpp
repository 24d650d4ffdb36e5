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

struct Variables {
  std::initializer_list<const char*> rank;
  std::initializer_list<const char*> ranks;
  std::initializer_list<const char*> local_ranks;
  std::initializer_list<const char*> local_rank;
};

std::optional<Launch> launch_of(const char* library, const Variables& variables) {
  const std::optional<int> own = number_in(variables.rank);
  const std::optional<int> all = number_in(variables.ranks);
  if (!own || !all || *all < 2) return std::nullopt;
  return Launch{.library = library,
                .rank = *own,
                .ranks = *all,
                .local_ranks = std::max(number_in(variables.local_ranks).value_or(1), 1),
                .local_rank = number_in(variables.local_rank)};
}

cpu_set_t bound_cores() {
  cpu_set_t bound;
  CPU_ZERO(&bound);
  sched_getaffinity(0, sizeof bound, &bound);
  return bound;
}

// All cores that the control group allows.
void undo_binding() {
  cpu_set_t all;
  std::memset(&all, 0xff, sizeof all);
  sched_setaffinity(0, sizeof all, &all);
}

}  // namespace

std::optional<Launch> launch() {
  const Variables openmpi = {.rank = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK"},
                             .ranks = {"OMPI_COMM_WORLD_SIZE", "SLURM_STEP_NUM_TASKS"},
                             .local_ranks = {"OMPI_COMM_WORLD_LOCAL_SIZE", "SLURM_TASKS_PER_NODE"},
                             .local_rank = {"OMPI_COMM_WORLD_LOCAL_RANK", "SLURM_LOCALID"}};
  if (const auto found = launch_of("openmpi", openmpi)) return found;
  return launch_of("mpich", {.rank = {"PMI_RANK"},
                             .ranks = {"PMI_SIZE"},
                             .local_ranks = {"MPI_LOCALNRANKS", "SLURM_TASKS_PER_NODE"},
                             .local_rank = {"MPI_LOCALRANKID", "SLURM_LOCALID"}});
}

int take_cores(const Launch& launch, int given) {
  const auto part = [&] { return std::max(available_processors() / launch.local_ranks, 1); };
  if (std::getenv("SLURM_JOB_ID") != nullptr)
    return given > 0 ? given : std::max(number_in({"SLURM_CPUS_PER_TASK"}).value_or(part()), 1);
  const cpu_set_t bound = bound_cores();
  undo_binding();
  const int threads = given > 0 ? given : part();
  if (CPU_COUNT(&bound) >= threads) sched_setaffinity(0, sizeof bound, &bound);
  return threads;
}

bool take_own_cores(const Launch& launch, int threads) {
  if (!launch.local_rank && launch.local_ranks > 1) return false;
  const cpu_set_t bound = bound_cores();
  // Cores that are too few for all ranks of the host are this one's alone: its launcher has bound it to them.
  const bool shared = CPU_COUNT(&bound) >= launch.local_ranks * threads;
  int skipped = shared ? launch.local_rank.value_or(0) * threads : 0;
  cpu_set_t own;
  CPU_ZERO(&own);
  for (int core = 0; core < CPU_SETSIZE && CPU_COUNT(&own) < threads; ++core) {
    if (CPU_ISSET(core, &bound) && skipped-- <= 0) CPU_SET(core, &own);
  }
  return CPU_COUNT(&own) == threads && sched_setaffinity(0, sizeof own, &own) == 0;
}

}  // namespace cae
