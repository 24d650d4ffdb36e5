#include "framework/mpi/mpi_exchange.h"

#include <dlfcn.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <future>
#include <string_view>
#include <system_error>
#include <thread>

#include "framework/base/catalogue/ranks.h"
#include "framework/base/leave.h"
#include "framework/base/program_path.h"
#include "framework/base/stop_signal.h"
#include "framework/engine/gather_numbers.h"

namespace cae {
namespace {

using Clock = std::chrono::steady_clock;

// The module stays loaded to the end of the program. MPI's own modules need its symbols to be global.
Result<const cae_mpi*> load(const Launch& launch) {
  const std::string path = beside_program("lib/cae-lab/mpi/" + launch.library + ".so");
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return catalogue::no_mpi_module(launch.library, launch.ranks);
  void* module = dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (module == nullptr) return catalogue::mpi_not_started(launch.library, dlerror());
  const auto* functions = static_cast<const cae_mpi*>(dlsym(module, CAE_MPI_SYMBOL));
  if (functions == nullptr || functions->version != CAE_MPI_VERSION)
    return catalogue::mpi_not_started(launch.library, path + " belongs to another cae-lab");
  return functions;
}

double silence_seconds() {
  constexpr double usual = 60.0;
  const char* text = std::getenv("CAE_LAB_RANK_SILENCE");
  if (text == nullptr) return usual;
  const std::string_view digits = text;
  double seconds = 0.0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  return result.ec == std::errc() && seconds > 0.0 ? seconds : usual;
}

std::size_t begin_of(std::span<const std::size_t> ends, std::size_t rank) {
  return rank == 0 ? 0 : ends[rank - 1];
}

}  // namespace

Result<std::unique_ptr<MpiExchange>> MpiExchange::open(const Launch& launch,
                                                       std::function<void(const Diagnostic&)> tell) {
  const Result<const cae_mpi*> functions = load(launch);
  if (!functions) return functions.diagnostics();
  std::unique_ptr<MpiExchange> exchange(new MpiExchange(**functions, std::move(tell)));
  if (const Status started = exchange->start(); !started)
    return catalogue::mpi_not_started(launch.library, started.diagnostics().front().message);
  if (exchange->ranks_ != launch.ranks) return catalogue::ranks_apart(launch.library, launch.ranks);
  exchange->find_hosts();
  return exchange;
}

MpiExchange::MpiExchange(const cae_mpi& mpi, std::function<void(const Diagnostic&)> tell)
    : mpi_(mpi), tell_(std::move(tell)), silence_seconds_(silence_seconds()) {}

Status MpiExchange::start() {
  const Status started = check(mpi_.start(&rank_, &ranks_));
  const auto ranks = static_cast<std::size_t>(ranks_);
  sent_.resize(ranks);
  sent_sizes_.resize(ranks);
  received_.resize(ranks);
  received_sizes_.resize(ranks);
  return started;
}

Status MpiExchange::check(int error) const {
  if (error == 0) return Done{};
  std::array<char, 512> text = {};
  mpi_.describe(error, text.data(), text.size());
  return catalogue::mpi_failed(text.data());
}

void MpiExchange::require(int error, int rank) const {
  const Status done = check(error);
  if (done) return;
  const Diagnostic& failed = done.diagnostics().front();
  // While the names of the hosts are exchanged there are none.
  throw Failure(hosts_.empty() ? failed : catalogue::mpi_failed_with(rank, host(rank), failed));
}

void MpiExchange::find_hosts() {
  using Name = std::array<char, 64>;
  Name own = {};
  gethostname(own.data(), own.size() - 1);
  for (const Name& name : gather_numbers(*this, own)) hosts_.emplace_back(name.data());
}

void MpiExchange::all_gather(std::span<std::byte> data, std::span<const std::size_t> ends) {
  const auto own = static_cast<std::size_t>(rank_);
  for (std::size_t r = 0; r < ends.size(); ++r) {
    sent_[r] = data.data() + begin_of(ends, own);
    sent_sizes_[r] = ends[own] - begin_of(ends, own);
    received_[r] = data.data() + begin_of(ends, r);
    received_sizes_[r] = ends[r] - begin_of(ends, r);
  }
  swap();
}

void MpiExchange::all_to_all(std::span<const std::byte> sent, std::span<const std::size_t> sent_ends,
                             std::span<std::byte> received, std::span<const std::size_t> received_ends) {
  for (std::size_t r = 0; r < sent_ends.size(); ++r) {
    sent_[r] = sent.data() + begin_of(sent_ends, r);
    sent_sizes_[r] = sent_ends[r] - begin_of(sent_ends, r);
    received_[r] = received.data() + begin_of(received_ends, r);
    received_sizes_[r] = received_ends[r] - begin_of(received_ends, r);
  }
  const auto own = static_cast<std::size_t>(rank_);
  if (sent_sizes_[own] > 0) std::memcpy(received_[own], sent_[own], sent_sizes_[own]);
  swap();
}

// What is said of a rank's own block is passed over.
void MpiExchange::swap() {
  const Clock::time_point begin = Clock::now();
  for (int r = 0; r < ranks_; ++r) {
    if (r != rank_) count_.sent_bytes += static_cast<std::int64_t>(sent_sizes_[static_cast<std::size_t>(r)]);
  }
  int late = -1;
  const int begun =
      mpi_.begin(sent_.data(), sent_sizes_.data(), received_.data(), received_sizes_.data(), &late);
  require(begun, late);
  wait();
  ++count_.exchanges;
  count_.seconds += std::chrono::duration<double>(Clock::now() - begin).count();
}

void MpiExchange::wait() {
  const Clock::time_point begin = Clock::now();
  // The other ranks come within a step's unevenness; who waits longer leaves the core to others.
  constexpr auto attentive = std::chrono::milliseconds(5);
  constexpr auto pause = std::chrono::microseconds(50);
  // As while rank 0 makes the analyses.
  constexpr auto idle = std::chrono::seconds(1);
  constexpr auto long_pause = std::chrono::milliseconds(5);
  for (;;) {
    int late = -1;
    require(mpi_.test(&late), late);
    if (late < 0) return;
    const auto waited = Clock::now() - begin;
    if (waited < attentive) {
      sched_yield();
    } else {
      look_at_wait(late, waited);
      if (waited < idle) {
        std::this_thread::sleep_for(pause);
      } else {
        std::this_thread::sleep_for(long_pause);
      }
    }
  }
}

void MpiExchange::look_at_wait(int late, Clock::duration waited) {
  if (!watching_) return;
  const double seconds = std::chrono::duration<double>(waited).count();
  // Rank 0 speaks for all; the others speak where it is silent itself.
  constexpr double after_rank_0 = 5.0;
  if (seconds > silence_seconds_ + (rank_ == 0 ? 0.0 : after_rank_0))
    throw Failure(catalogue::rank_silent(late, host(late), silence_seconds_));
  // A launcher that has lost a rank ends the others: first by a signal, then by force.
  constexpr double soon = 0.3;
  if (rank_ != 0 || told_ || stop_signal() == 0 || seconds < soon) return;
  told_ = true;
  tell_(catalogue::rank_awaited(late, host(late)));
}

void MpiExchange::finish(int status) {
  constexpr auto patience = std::chrono::seconds(3);
  std::promise<void> finished;
  std::thread watch([end = finished.get_future(), status, patience] {
    if (end.wait_for(patience) == std::future_status::ready) return;
    std::fflush(nullptr);
    leave(status);
  });
  static_cast<void>(mpi_.finish());
  finished.set_value();
  watch.join();
}

void MpiExchange::abort(int status) {
  mpi_.abort(status);
}

}  // namespace cae
