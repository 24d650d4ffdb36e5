// What a trial is doing, in memory that it shares with the process that watches it: so the call is known in
// which it crashes or stays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "framework/plugin_kit/check_row.h"

namespace cae {

class TrialBoard {
 public:
  TrialBoard();
  ~TrialBoard();
  TrialBoard(const TrialBoard&) = delete;
  TrialBoard& operator=(const TrialBoard&) = delete;

  // ---- by the trial ----
  void begin_case(std::size_t number, CheckRow row);
  // What the calls are made with: "batch of 1 image of 5x7x3".
  void set_subject(std::string_view subject);
  // A call begins or ends. `function` is a literal.
  void enter(const char* function);
  void leave();
  // A copy of the process, made by fork, has come back from a call; whether one has since the last time.
  void note_copy();
  bool take_copy();
  // What an access to memory broke. Signal handlers may call it.
  void note_fault(std::string_view text);
  void finish();
  // Which of several possible uses works; kept for the trials after a crash.
  void choose_use(std::size_t use);

  // ---- by the watching process ----
  // Before another trial.
  void clear();
  std::size_t case_number() const;
  CheckRow row() const;
  std::size_t chosen_use() const;
  std::string fault() const;
  // "augment, batch of 1 image of 5x7x3".
  std::string call() const;
  // How long the current call has been running; 0 outside of any.
  double seconds_in_call() const;
  bool finished() const;

 private:
  struct Content;
  Content* content_;
};

}  // namespace cae
