// What the environment says of a launcher.
#include "framework/mpi/launch.h"

#include <sched.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace {

using namespace cae;

// Sets variables, and takes them back.
class Environment {
 public:
  explicit Environment(const std::map<std::string, std::string>& variables) {
    for (const auto& [name, value] : variables) {
      names_.push_back(name);
      ::setenv(name.c_str(), value.c_str(), 1);
    }
  }
  ~Environment() {
    for (const std::string& name : names_) ::unsetenv(name.c_str());
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  std::vector<std::string> names_;
};

// That this process may use.
int cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  return CPU_COUNT(&set);
}

std::vector<int> core_numbers() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  std::vector<int> numbers;
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (CPU_ISSET(core, &set)) numbers.push_back(core);
  }
  return numbers;
}

// To the first cores of those.
void bind_to(int count) {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  for (int core = CPU_SETSIZE - 1; CPU_COUNT(&set) > count; --core) CPU_CLR(core, &set);
  sched_setaffinity(0, sizeof set, &set);
}

TEST_CASE("Without a launcher, and under one that starts one process alone, there are no ranks") {
  CHECK_FALSE(launch());
  const Environment one({{"OMPI_COMM_WORLD_RANK", "0"}, {"OMPI_COMM_WORLD_SIZE", "1"}});
  CHECK_FALSE(launch());
}

TEST_CASE("The mpirun of OpenMPI and of MPICH, and srun, each say rank, ranks and those of the host") {
  {
    const Environment openmpi(
        {{"OMPI_COMM_WORLD_RANK", "3"}, {"OMPI_COMM_WORLD_SIZE", "8"}, {"OMPI_COMM_WORLD_LOCAL_SIZE", "4"}});
    const Launch found = launch().value();
    CHECK(found.library == "openmpi");
    CHECK(found.rank == 3);
    CHECK(found.ranks == 8);
    CHECK(found.local_ranks == 4);
    CHECK_FALSE(found.local_rank);
  }
  {
    const Environment mpich(
        {{"PMI_RANK", "1"}, {"PMI_SIZE", "2"}, {"MPI_LOCALNRANKS", "2"}, {"MPI_LOCALRANKID", "1"}});
    const Launch found = launch().value();
    CHECK(found.library == "mpich");
    CHECK(found.rank == 1);
    CHECK(found.local_ranks == 2);
    CHECK(found.local_rank == 1);
  }
  {
    const Environment pmix({{"PMIX_RANK", "0"}, {"SLURM_STEP_NUM_TASKS", "2"}});
    CHECK(launch().value().library == "openmpi");
  }
}

TEST_CASE("A rank computes with its part of the host's cores, at least one, or with what is given") {
  {
    const Environment slurm({{"SLURM_JOB_ID", "1"}, {"SLURM_CPUS_PER_TASK", "5"}});
    CHECK(take_cores({.library = "mpich", .ranks = 2}, 0) == 5);
    CHECK(take_cores({.library = "mpich", .ranks = 2}, 3) == 3);
  }
  CHECK(take_cores({.library = "mpich", .ranks = 10000, .local_ranks = 10000}, 0) == 1);
  const int all = take_cores({.library = "mpich", .ranks = 2, .local_ranks = 1}, 0);
  CHECK(all == cores());
  CHECK(take_cores({.library = "mpich", .ranks = 2, .local_ranks = 2}, 0) == std::max(all / 2, 1));
}

TEST_CASE("A rank is bound to as few cores as it has threads, not to fewer") {
  bind_to(1);
  CHECK(take_cores({.library = "openmpi", .ranks = 2, .local_ranks = 1}, 1) == 1);
  CHECK(cores() == 1);
  const int all = take_cores({.library = "openmpi", .ranks = 2, .local_ranks = 1}, 0);
  CHECK(cores() == all);
}

TEST_CASE("Ranks that pin their threads take cores that no other rank of the host takes") {
  const auto rank = [](std::optional<int> local, int ranks) {
    return Launch{.library = "mpich", .ranks = ranks, .local_ranks = ranks, .local_rank = local};
  };
  take_cores(rank(0, 1), 0);
  const std::vector<int> all = core_numbers();
  const auto count = static_cast<int>(all.size());
  // Too many threads for the cores, and ranks that do not know their place.
  CHECK_FALSE(take_own_cores(rank(0, 1), count + 1));
  CHECK_FALSE(take_own_cores(rank(std::nullopt, 2), 1));
  CHECK(core_numbers() == all);
  for (int local = 0; local < count; ++local) {
    take_cores(rank(0, 1), 0);
    CHECK(take_own_cores(rank(local, count), 1));
    CHECK(core_numbers() == std::vector<int>{all[static_cast<std::size_t>(local)]});
  }
  // One that its launcher has bound to as many cores as it has threads stays there, whichever it is.
  const std::vector<int> bound = core_numbers();
  CHECK(take_own_cores(rank(1, 2), 1));
  CHECK(core_numbers() == bound);
  take_cores(rank(0, 1), 0);
}

}  // namespace
