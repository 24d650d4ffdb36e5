// What the ranks of a run (framework/engine/exchange.h) say to each other besides the sums of steps. Rank 0
// commands; the others follow.
#pragma once

#include <string>
#include <vector>

#include "framework/engine/exchange.h"

namespace cae {

enum class RankCommand : char {
  prepare = 'p',  // for the run of a RankOrder
  compare = 'c',  // all gather their RankStatements
  start = 's',    // from the state of rank 0's trainer
  epoch = 'e',    // train one
  end = 'x',      // of this run
  quit = 'q',     // of the program
};

struct RankMessage {
  RankCommand command = RankCommand::quit;
  std::string text = {};
};

// Rank 0 gives the message, all get it.
RankMessage broadcast(Exchange& exchange, const RankMessage& message = {});

// The texts of all ranks, in their order.
std::vector<std::string> gather_texts(Exchange& exchange, const std::string& own);

// A run as rank 0 has it.
struct RankOrder {
  std::string experiment = {};
  std::string settings = "{}";  // recorded_settings()
  std::string options = "{}";   // of the call, which are in the settings too
  std::string model_file = {};
  std::string model_text = {};
  std::vector<std::string> disabled_passes = {};
};
std::string text_of(const RankOrder& order);
RankOrder rank_order(const std::string& text);

// Asked after a step on every rank: whether any of them is to stop. The others' signal is then this process's
// too, so that it ends with the same status.
bool any_rank_stops(Exchange& exchange, bool own);

}  // namespace cae
