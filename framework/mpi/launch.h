// Whether this process is one of several that an MPI launcher (mpirun, srun) started, as its environment
// says.
#pragma once

#include <optional>
#include <string>

namespace cae {

struct Launch {
  std::string library = {};  // "openmpi" or "mpich": the MPI of the launcher
  int rank = 0;
  int ranks = 1;
  int local_ranks = 1;                 // on this host
  std::optional<int> local_rank = {};  // of this process among those, from 0
};

// Nothing where there is no launcher, or where it started one process alone.
std::optional<Launch> launch();

// How many threads this rank computes with: `given`, or, where that is 0, its part of this host's cores. A
// launcher that binds it to fewer cores than that, as OpenMPI binds each of two ranks to one, means programs
// of one thread: the binding is undone. What a batch system gave out stays.
int take_cores(const Launch& launch, int given);

// Keeps this process, and so its threads, to cores that no other rank of this host takes in the same way: as
// many as it has threads. False, with nothing changed, where there are too few for all ranks, or it is not
// known which rank this is.
bool take_own_cores(const Launch& launch, int threads);

}  // namespace cae
