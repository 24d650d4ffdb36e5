#include "framework/plugin_kit/trial_board.h"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <new>
#include <system_error>

namespace cae {
namespace {

std::int64_t now() {
  return std::chrono::steady_clock::now().time_since_epoch().count();
}

// A text that is cut off rather than allocated.
template <std::size_t size>
void put(std::array<char, size>& to, std::string_view text) {
  const std::size_t length = std::min(text.size(), size - 1);
  std::memcpy(to.data(), text.data(), length);
  to[length] = '\0';
}

template <std::size_t size>
std::string text_of(const std::array<char, size>& from) {
  return {from.data(), strnlen(from.data(), size)};
}

}  // namespace

struct TrialBoard::Content {
  std::atomic<std::size_t> case_number = 0;
  std::atomic<CheckRow> row = CheckRow::loads;
  std::atomic<std::size_t> use = 0;
  std::atomic<std::int64_t> call_began = 0;
  std::atomic<bool> finished = false;
  std::atomic<bool> copied = false;
  std::array<char, 40> function = {};
  std::array<char, 400> subject = {};
  std::array<char, 200> fault = {};
};

TrialBoard::TrialBoard() {
  void* memory = mmap(nullptr, sizeof(Content), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  content_ = new (memory) Content;
}
TrialBoard::~TrialBoard() {
  munmap(content_, sizeof(Content));
}

void TrialBoard::begin_case(std::size_t number, CheckRow row) {
  content_->case_number = number;
  content_->row = row;
  put(content_->subject, "");
}
void TrialBoard::set_subject(std::string_view subject) {
  put(content_->subject, subject);
}
void TrialBoard::enter(const char* function) {
  put(content_->function, function);
  content_->call_began = now();
}
void TrialBoard::leave() {
  content_->call_began = 0;
}
void TrialBoard::note_copy() {
  content_->copied = true;
}
bool TrialBoard::take_copy() {
  return content_->copied.exchange(false);
}
void TrialBoard::note_fault(std::string_view text) {
  put(content_->fault, text);
}
void TrialBoard::finish() {
  content_->finished = true;
}
void TrialBoard::choose_use(std::size_t use) {
  content_->use = use;
}

void TrialBoard::clear() {
  leave();
  put(content_->fault, "");
}
std::size_t TrialBoard::case_number() const {
  return content_->case_number;
}
CheckRow TrialBoard::row() const {
  return content_->row;
}
std::size_t TrialBoard::chosen_use() const {
  return content_->use;
}
std::string TrialBoard::fault() const {
  return text_of(content_->fault);
}
std::string TrialBoard::call() const {
  const std::string subject = text_of(content_->subject);
  return text_of(content_->function) + (subject.empty() ? "" : ", " + subject);
}
double TrialBoard::seconds_in_call() const {
  const std::int64_t began = content_->call_began;
  return began == 0
             ? 0.0
             : std::chrono::duration<double>(std::chrono::steady_clock::duration(now() - began)).count();
}
bool TrialBoard::finished() const {
  return content_->finished;
}

}  // namespace cae
