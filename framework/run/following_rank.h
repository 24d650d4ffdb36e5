// A rank of a run but rank 0: it does what that says (run/leading_rank.h), computes its part of each step,
// and writes nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "framework/engine/thread_pool.h"
#include "framework/plugin/plugin_host.h"
#include "framework/run/rank_messages.h"
#include "framework/run/rank_statement.h"
#include "framework/run/run_config.h"
#include "framework/train/trainer.h"

namespace cae {

// The model of a run, from the text that its configuration has.
using ModelOfRun = std::function<std::shared_ptr<const Graph>(const RunConfig&)>;

class FollowingRank {
 public:
  // `version` is that of this program.
  FollowingRank(Exchange& exchange, ThreadPool& pool, ModelOfRun model, std::string version);

  // Until rank 0 says that there are no more runs. Throws where this rank fails alone: the others then wait
  // for it in vain.
  void follow();

 private:
  // What a run needs. Kept where it stands: its parts point to each other.
  struct Run {
    RunConfig config = {};
    std::string settings = {};
    std::vector<ResolvedPlugin> plugins = {};
    std::vector<PluginInstance> augmentations = {};
    std::vector<InputRecord> inputs = {};
    DataSets data = {};
    std::unique_ptr<PlannedTraining> planned = {};
    std::unique_ptr<Trainer> trainer = {};
    std::string problem = {};  // why it could not be prepared
  };

  void obey(const RankMessage& message);
  void prepare(const RankOrder& order, Run& run);
  void state_own();
  void train_epoch();

  Exchange& exchange_;
  ThreadPool& pool_;
  ModelOfRun model_;
  std::string version_;
  std::unique_ptr<Run> run_;
};

}  // namespace cae
