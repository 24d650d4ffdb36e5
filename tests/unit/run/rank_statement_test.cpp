// What ranks compare before their first step.
#include "framework/run/rank_statement.h"

#include <functional>

#include "tests/support/catch.h"

namespace {

using namespace cae;

RankStatement statement(const std::string& host) {
  return {.host = host,
          .version = "1.2.3",
          .program = "aaaa",
          .onednn = "2.6",
          .isa = "avx512_core",
          .settings = "{}",
          .plugins = {{.name = "noise", .version = "1", .sha256 = "bbbb"}},
          .inputs = {{.role = "training images", .bytes = 7, .sum = "cccc"},
                     {.role = "start weights", .bytes = 9, .sum = "dddd"}}};
}

// What rank 1 is refused for after the change: code, message and help.
std::string refusal(const std::function<void(RankStatement&)>& change) {
  RankStatement other = statement("node2");
  change(other);
  const Diagnostics problems = compare({statement("node1"), rank_statement(text_of(other))});
  if (problems.empty()) return "";
  return problems.front().code + ": " + problems.front().message + " -- " + problems.front().help;
}

void check_has(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
}

TEST_CASE("Ranks that are alike are not refused, whatever their paths, and without the start weights") {
  CHECK(refusal([](RankStatement&) {}).empty());
  CHECK(refusal([](RankStatement& other) {
          other.inputs[0].path = "/elsewhere";
          other.plugins[0].path = "/elsewhere";
          other.inputs.pop_back();
        }).empty());
}

TEST_CASE("A rank is refused for each thing that the bits depend on, with its host and a remedy") {
  const auto version = refusal([](RankStatement& other) { other.version = "1.2.4"; });
  check_has(version, "E973: rank 1 on node2 has another cae-lab: 1.2.4, where rank 0 has 1.2.3");
  check_has(refusal([](RankStatement& other) { other.program = "x"; }), "another build of cae-lab");
  check_has(refusal([](RankStatement& other) { other.onednn = "3.1"; }), "another oneDNN: 3.1");
  const auto isa = refusal([](RankStatement& other) { other.isa = "avx2"; });
  check_has(isa, "another instruction set: avx2, where rank 0 has avx512_core");
  check_has(isa, "ONEDNN_MAX_CPU_ISA");
  check_has(refusal([](RankStatement& other) { other.plugins[0].sha256 = "x"; }), "another plugin noise");
  check_has(refusal([](RankStatement& other) { other.inputs[0].sum = "x"; }),
            "another file of the training images");
  check_has(refusal([](RankStatement& other) { other.inputs.clear(); }), "training images: none");
  check_has(refusal([](RankStatement& other) { other.settings = "{1}"; }), "another settings");
}

TEST_CASE("A rank that could not make itself ready says why") {
  const auto problem = refusal([](RankStatement& other) {
    other.problem = "cannot read this file";
    other.inputs.clear();
  });
  check_has(problem, "E974: rank 1 on node2 cannot take part: cannot read this file");
}

}  // namespace
