#include "tools/cli/run_ranks.h"

#include <cstdio>
#include <memory>

#include "dsl/model/model.h"
#include "framework/base/catalogue/ranks.h"
#include "framework/base/current_failure.h"
#include "framework/base/stop_signal.h"
#include "framework/mpi/mpi_exchange.h"
#include "framework/run/following_rank.h"
#include "tools/cli/report.h"

namespace cae::cli {
namespace {

std::shared_ptr<const Graph> model_of(const RunConfig& config) {
  return std::make_shared<const Graph>(
      build_model(config.model_text, config.model_file, config.parameters).take());
}

void end_all(MpiExchange& exchange, int status) {
  std::fflush(nullptr);
  exchange.abort(status);
}

int follow(const RunArguments& arguments, MpiExchange& exchange) {
  try {
    ThreadPool pool(arguments.threads, arguments.pin);
    watch_signals();
    FollowingRank(exchange, pool, model_of, CAE_VERSION).follow();
    return 0;
  } catch (...) {
    Diagnostics problems = current_failure();
    problems.insert(problems.begin(),
                    catalogue::rank_failed(exchange.rank(), exchange.host(exchange.rank())));
    const int status = report(problems);
    end_all(exchange, status);
    return status;
  }
}

int lead_all(const RunArguments& arguments, MpiExchange& exchange,
             const std::function<int(const RunArguments&, LeadingRank&)>& lead) {
  LeadingRank ranks(exchange);
  int status = 0;
  try {
    status = lead(arguments, ranks);
    ranks.quit();
  } catch (...) {
    status = report(current_failure());
    ranks.give_up();
  }
  if (ranks.broken()) end_all(exchange, status);
  return status;
}

}  // namespace

int run_ranks(const RunArguments& arguments, const Launch& launch,
              const std::function<int(const RunArguments& arguments, LeadingRank& ranks)>& lead) {
  if (arguments.jobs > 1) return launch.rank == 0 ? report({catalogue::jobs_of_ranks(launch.ranks)}) : 2;
  Result<std::unique_ptr<MpiExchange>> opened =
      MpiExchange::open(launch, [](const Diagnostic& news) { report({news}); });
  if (!opened) return launch.rank == 0 ? report(opened.diagnostics()) : 2;
  MpiExchange& exchange = **opened;
  RunArguments own = arguments;
  own.threads = take_cores(launch, arguments.threads);
  own.pin = arguments.pin && take_own_cores(launch, own.threads);
  const int status = exchange.rank() == 0 ? lead_all(own, exchange, lead) : follow(own, exchange);
  exchange.finish(status);
  return status;
}

}  // namespace cae::cli
