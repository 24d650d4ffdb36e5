#include "framework/run/leading_rank.h"

namespace cae {

void LeadingRank::prepare(const RankOrder& order) {
  tell({RankCommand::prepare, text_of(order)});
  in_run_ = true;
}

Diagnostics LeadingRank::compare_with(const RankStatement& own) {
  tell({RankCommand::compare});
  std::vector<RankStatement> statements;
  for (const std::string& text : gather_texts(exchange_, text_of(own)))
    statements.push_back(rank_statement(text));
  return compare(statements);
}

void LeadingRank::begin_epoch() {
  tell({RankCommand::epoch});
  in_epoch_ = true;
  exchange_.watch_for_silence(true);
}

void LeadingRank::end_epoch() {
  in_epoch_ = false;
  exchange_.watch_for_silence(false);
}

void LeadingRank::end_run() {
  in_run_ = false;
  tell({RankCommand::end});
}

void LeadingRank::give_up_run() {
  broken_ = broken_ || in_epoch_;
  if (broken_ || !in_run_) return;
  try {
    end_run();
  } catch (...) {
    broken_ = true;
  }
}

void LeadingRank::give_up() {
  try {
    give_up_run();
    quit();
  } catch (...) {
    broken_ = true;
  }
}

void LeadingRank::tell(const RankMessage& message) {
  if (broken_) return;
  try {
    broadcast(exchange_, message);
  } catch (...) {
    broken_ = true;
    throw;
  }
}

}  // namespace cae
