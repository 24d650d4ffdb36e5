// The exchange between the processes that an MPI launcher started.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/engine/exchange.h"
#include "framework/mpi/cae_mpi.h"
#include "framework/mpi/launch.h"

namespace cae {

class MpiExchange final : public Exchange {
 public:
  // Loads the module of that MPI (../lib/cae-lab/mpi/LIBRARY.so beside the program) and starts it. E971 where
  // it was not built, E972 where it does not load or start. `tell` hears what a user must know while it
  // waits.
  static Result<std::unique_ptr<MpiExchange>> open(const Launch& launch,
                                                   std::function<void(const Diagnostic&)> tell);

  int rank() const override { return rank_; }
  int ranks() const override { return ranks_; }
  // These throw a Failure where MPI fails (E976), and, while silence is watched for, where a rank is silent
  // for 60 seconds, or those of the environment variable CAE_LAB_RANK_SILENCE (E975).
  void all_gather(std::span<std::byte> data, std::span<const std::size_t> ends) override;
  void all_to_all(std::span<const std::byte> sent, std::span<const std::size_t> sent_ends,
                  std::span<std::byte> received, std::span<const std::size_t> received_ends) override;
  ExchangeCount count() const override { return count_; }
  void watch_for_silence(bool on) override { watching_ = on; }

  const std::string& host(int rank) const { return hosts_[static_cast<std::size_t>(rank)]; }

  // The end: in good order, when every rank comes to it; and at once, of all ranks. The first ends the
  // program with that status where MPI does not come to its end: MPICH 4.0 with UCX sometimes waits in
  // MPI_Finalize for a message that a rank before it no longer moves on.
  void finish(int status);
  void abort(int status);

 private:
  MpiExchange(const cae_mpi& mpi, std::function<void(const Diagnostic&)> tell);
  Status start();
  Status check(int error) const;
  void require(int error, int rank) const;
  void find_hosts();
  void swap();
  void wait();
  void look_at_wait(int late, std::chrono::steady_clock::duration waited);

  const cae_mpi& mpi_;
  std::function<void(const Diagnostic&)> tell_;
  int rank_ = 0;
  int ranks_ = 1;
  std::vector<std::string> hosts_;
  double silence_seconds_ = 60.0;
  bool watching_ = false;
  bool told_ = false;  // that a rank is waited for since a signal asked to stop
  ExchangeCount count_;
  // Of the swap under way, for each rank.
  std::vector<const void*> sent_;
  std::vector<std::size_t> sent_sizes_;
  std::vector<void*> received_;
  std::vector<std::size_t> received_sizes_;
};

}  // namespace cae
