// Rank 0 of a run on several ranks: it alone has the store, the screen and the analyses, and tells the others
// (run/following_rank.h) what to compute with it.
#pragma once

#include <string>

#include "framework/base/result.h"
#include "framework/engine/exchange.h"
#include "framework/run/rank_messages.h"
#include "framework/run/rank_statement.h"

namespace cae {

class LeadingRank {
 public:
  explicit LeadingRank(Exchange& exchange) : exchange_(exchange) {}

  Exchange& exchange() { return exchange_; }

  // The steps of a run, in this order. Any of them may be the last but for end().
  void prepare(const RankOrder& order);
  // What the others say that keeps the run from beginning.
  Diagnostics compare_with(const RankStatement& own);
  void start(const std::string& state) { tell({RankCommand::start, state}); }
  void begin_epoch();
  void end_epoch();
  void end_run();
  // The same after a failure, also in the middle of a step; never throws.
  void give_up_run();

  // Of the program, after the last run.
  void quit() { tell({RankCommand::quit}); }
  // The same after a failure; never throws.
  void give_up();

  // The others are in the middle of a step that this rank has left: no further word reaches them.
  bool broken() const { return broken_; }

 private:
  void tell(const RankMessage& message);

  Exchange& exchange_;
  bool in_run_ = false;
  bool in_epoch_ = false;
  bool broken_ = false;
};

}  // namespace cae
