// E971 to E979: one run on several ranks (mpirun).
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline std::string rank_text(int rank, std::string_view host) {
  return "rank " + std::to_string(rank) + " on " + shown(host);
}

// `library`: "openmpi" or "mpich".
inline std::string mpi_packages(std::string_view library) {
  return library == "openmpi" ? "libopenmpi-dev and openmpi-bin" : "libmpich-dev and mpich";
}

inline Diagnostic no_mpi_module(std::string_view library, int ranks) {
  return {.code = "E971",
          .message = "this is one of " + std::to_string(ranks) + " ranks of " + std::string(library) +
                     ", but this cae-lab was built without it",
          .help = "install " + mpi_packages(library) +
                  " on the machine that builds cae-lab, and build and install it again "
                  "(docs/scale.md); without mpirun it runs as it is"};
}

inline Diagnostic mpi_not_started(std::string_view library, std::string_view reason) {
  return {.code = "E972",
          .message = std::string(library) + " could not be started: " + shown(reason),
          .help = "see that every host has the same " + std::string(library) +
                  ", also for programs other than cae-lab",
          .blame = Blame::work};
}

inline Diagnostic ranks_apart(std::string_view library, int ranks) {
  return {.code = "E972",
          .message = "the launcher started " + std::to_string(ranks) + " ranks, but " + std::string(library) +
                     " does not find them",
          .help = "use the mpirun of " + std::string(library) + "; under srun, the kind that " +
                  std::string(library) + " was built for (srun --mpi=list)",
          .blame = Blame::work};
}

// `what`: "the instruction set", "cae-lab", "plugin gaussian-noise", "the training images".
inline Diagnostic rank_differs(int rank, std::string_view host, std::string_view what, std::string_view there,
                               std::string_view here, std::string_view remedy) {
  return {.code = "E973",
          .message = rank_text(rank, host) + " has another " + shown(what) + ": " + shown(there) +
                     ", where rank 0 has " + shown(here) + "; the bits would differ",
          .help = std::string(remedy)};
}

inline Diagnostic rank_not_ready(int rank, std::string_view host, std::string_view problem) {
  return {.code = "E974",
          .message = rank_text(rank, host) + " cannot take part: " + shown(problem),
          .help = "every host needs the data and the plugins of the run under the same paths"};
}

inline Diagnostic rank_silent(int rank, std::string_view host, double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", seconds);
  return {
      .code = "E975",
      .message = rank_text(rank, host) + " has been silent for " + text + " seconds and is considered lost",
      .help =
          "see that the host runs and is reached; go on with --resume RUN, on any number of ranks or "
          "without mpirun. Where a host may be that slow, set CAE_LAB_RANK_SILENCE to more seconds",
      .blame = Blame::work};
}

inline Diagnostic mpi_failed(std::string_view reason) {
  return {.code = "E976",
          .message = "the exchange between ranks failed: " + shown(reason),
          .help = "see that all hosts run and are reached; go on with --resume RUN",
          .blame = Blame::work};
}

// `failed` is mpi_failed.
inline Diagnostic mpi_failed_with(int rank, std::string_view host, Diagnostic failed) {
  failed.message = rank_text(rank, host) + " may be lost: " + failed.message;
  return failed;
}

// Comes before the errors of that rank.
inline Diagnostic rank_failed(int rank, std::string_view host) {
  return {.code = "E977",
          .message = rank_text(rank, host) + " fails, which ends the run on all ranks",
          .help = "its error follows; what is recorded stays: go on with --resume RUN",
          .blame = Blame::work};
}

inline Diagnostic jobs_of_ranks(int ranks) {
  return {.code = "E978",
          .message = "--jobs trains runs side by side on one host, but these are " + std::to_string(ranks) +
                     " ranks of one run",
          .help = "leave out --jobs, or mpirun"};
}

// After a signal asked to stop: a launcher that has lost a rank ends the others with one.
inline Diagnostic rank_awaited(int rank, std::string_view host) {
  return {.code = "E979",
          .message = rank_text(rank, host) +
                     " has not finished its step since a signal asked the run to stop; it may be lost",
          .help =
              "if mpirun ends this before the step is done, the last whole epoch is recorded: go on with "
              "--resume RUN",
          .blame = Blame::work};
}

}  // namespace cae::catalogue
