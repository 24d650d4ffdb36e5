// The arguments of `cae-lab submit`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "framework/base/words.h"
#include "tools/cli/run_arguments.h"

namespace cae::cli {

enum class QueueKind { slurm, parallel };
inline constexpr std::array<Word<QueueKind>, 2> queue_kind_words = {
    {{QueueKind::slurm, "slurm"}, {QueueKind::parallel, "parallel"}}};
constexpr std::span<const Word<QueueKind>> words_of(QueueKind) {
  return queue_kind_words;
}

struct SubmitArguments {
  RunArguments run;  // what each task is to run; its store is the one of all
  QueueKind with = QueueKind::slurm;
  std::optional<std::string> partition;
  std::optional<std::string> time;  // as Slurm takes it: "30", "2:00:00"
  int cpus = 1;                     // of a task, or of each of its ranks
  std::optional<std::int64_t> max_running;
  std::optional<std::int64_t> ranks;
  bool dry_run = false;
  bool collect = false;
};

}  // namespace cae::cli
