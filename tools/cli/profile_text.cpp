#include "tools/cli/profile_text.h"

#include <fmt/format.h>

#include "framework/base/count_text.h"
#include "tools/cli/number_text.h"
#include "tools/cli/text_table.h"

namespace cae::cli {
namespace {

// Lines below this share of a step are added up in one, but for the forward ones: every node is seen.
constexpr double least_share = 0.0005;

bool worth_a_line(const ProfileRow& row, double all) {
  return row.node.empty() || row.direction.starts_with("forward") || row.seconds >= least_share * all;
}

// A number that is left out where it says nothing.
std::string number(const char* form, double value) {
  return value > 0.0 ? fmt::format(fmt::runtime(form), value) : "";
}

void add_row(TextTable& table, const ProfileRow& row, double all) {
  table.add({{row.node},
             {row.kind},
             {row.direction},
             {fmt::format("{:.3f}", row.seconds * 1e3)},
             {fmt::format("{:.1f} %", 100.0 * row.seconds / all)},
             {number("{:.1f}", row.operations / row.seconds / 1e9)},
             {number("{:.2f}", row.bytes / 1e6)},
             {number("{:.1f}", row.bytes / row.seconds / 1e9)},
             {number("{:.0f} %", 100.0 * row.limit_seconds / row.seconds)}});
}

std::string totals(const Profile& profile) {
  const double rate = profile.operations() / profile.step_seconds;
  const double peak = profile.limit.operations_per_second * profile.threads;
  std::string text = fmt::format(
      "a step of {:.4g} images takes {:.3f} ms on {}: {:.4g} GFLOP in products, {:.1f} GFLOP/s, {:.1f} % of "
      "the "
      "peak ({:.1f})\n"
      "limit of one thread, measured while all are at work: {:.1f} GFLOP/s, {:.1f} GB/s from memory\n"
      "{} measured, {:.1f} MB planned for them",
      profile.images, profile.step_seconds * 1e3, counted(profile.threads, "thread"),
      profile.operations() / 1e9, rate / 1e9, 100.0 * profile.share_of_peak(), peak / 1e9,
      profile.limit.operations_per_second / 1e9, profile.limit.bytes_per_second / 1e9,
      counted(profile.steps, "step"), static_cast<double>(profile.arena_bytes) / 1e6);
  if (profile.test_seconds > 0.0) text += "; tests took " + duration_text(profile.test_seconds);
  return text + "\n";
}

}  // namespace

std::string profile_text(const Profile& profile) {
  if (profile.steps == 0) return "profile: no step was measured\n";
  TextTable table({{"node"},
                   {"operator"},
                   {"direction"},
                   {"ms", Align::right},
                   {"share", Align::right},
                   {"GFLOP/s", Align::right},
                   {"MB", Align::right},
                   {"GB/s", Align::right},
                   {"limit", Align::right}});
  double all = 0.0;
  for (const ProfileRow& row : profile.rows) all += row.seconds;
  ProfileRow small{.direction = "smaller ones"};
  for (const ProfileRow& row : profile.rows) {
    if (worth_a_line(row, all)) {
      add_row(table, row, all);
    } else {
      small.seconds += row.seconds;
      small.bytes += row.bytes;
    }
  }
  if (small.seconds > 0.0) add_row(table, small, all);
  return "profile: a step's time by node and direction, all threads together\n" + table.text() +
         totals(profile);
}

nlohmann::ordered_json profile_json(const Profile& profile) {
  auto rows = nlohmann::ordered_json::array();
  for (const ProfileRow& row : profile.rows) {
    rows.push_back({{"node", row.node},
                    {"layer", row.layer},
                    {"kind", row.kind},
                    {"direction", row.direction},
                    {"seconds", row.seconds},
                    {"flops", row.operations},
                    {"bytes", row.bytes},
                    {"limit_seconds", row.limit_seconds}});
  }
  return {{"steps", profile.steps},
          {"images", profile.images},
          {"threads", profile.threads},
          {"step_seconds", profile.step_seconds},
          {"test_seconds", profile.test_seconds},
          {"flops", profile.operations()},
          {"thread_flops_per_second_limit", profile.limit.operations_per_second},
          {"thread_bytes_per_second_limit", profile.limit.bytes_per_second},
          {"arena_bytes", profile.arena_bytes},
          {"rows", std::move(rows)}};
}

}  // namespace cae::cli
