#include "framework/run/rank_statement.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "framework/base/catalogue/ranks.h"
#include "framework/base/files.h"
#include "framework/base/sha256.h"
#include "framework/primitives/onednn.h"
#include "framework/run/changed_inputs.h"
#include "framework/run/input_sums.h"

namespace cae {
namespace {

using nlohmann::json;

json json_of(const PluginRecord& plugin) {
  return {{"name", plugin.name}, {"version", plugin.version}, {"sum", plugin.sha256}};
}

json json_of(const InputRecord& input) {
  return {{"role", input.role},   {"array", input.array},     {"files", input.files},
          {"bytes", input.bytes}, {"sampled", input.sampled}, {"sum", input.sum}};
}

template <class T>
json list_of(const std::vector<T>& records) {
  json list = json::array();
  for (const T& record : records) list.push_back(json_of(record));
  return list;
}

std::string host_name() {
  std::array<char, 256> name = {};
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

// The start weights come from rank 0 with its trainer's state.
constexpr const char* sent_role = start_weights_role;

const InputRecord* input_of(const RankStatement& statement, const std::string& role) {
  const auto found = std::find_if(statement.inputs.begin(), statement.inputs.end(),
                                  [&](const InputRecord& input) { return input.role == role; });
  return found == statement.inputs.end() ? nullptr : &*found;
}

bool same_on_both(const InputRecord& a, const InputRecord& b) {
  return a.sum == b.sum && a.bytes == b.bytes && a.files == b.files && a.array == b.array &&
         a.sampled == b.sampled;
}

// The times of copies on several hosts differ and say nothing.
std::string input_of_rank(const InputRecord& input) {
  InputRecord shown = input;
  shown.sampled = false;
  return input_text(shown);
}

constexpr std::size_t sum_digits = 12;  // of a sum: enough to tell two apart by eye

std::string plugin_text(const PluginRecord& plugin) {
  return plugin.version + " (sha256 " + plugin.sha256.substr(0, sum_digits) + ")";
}

// Compares one rank with rank 0.
class Comparison {
 public:
  Comparison(int rank, const RankStatement& there, const RankStatement& here)
      : rank_(rank), there_(there), here_(here) {}

  std::optional<Diagnostic> difference() {
    differs("cae-lab", there_.version, here_.version, "install the same cae-lab on every host");
    differs("build of cae-lab", "sha256 " + there_.program.substr(0, sum_digits),
            "sha256 " + here_.program.substr(0, sum_digits),
            "install the same build of cae-lab on every host");
    differs("oneDNN", there_.onednn, here_.onednn, "install the same oneDNN on every host");
    differs("instruction set", there_.isa, here_.isa,
            "cap all of them at the least: mpirun -x ONEDNN_MAX_CPU_ISA=AVX2 ... (OpenMPI), or mpirun -genv "
            "ONEDNN_MAX_CPU_ISA AVX2 ... (MPICH)");
    if (!found_ && !there_.problem.empty())
      found_ = catalogue::rank_not_ready(rank_, there_.host, there_.problem);
    compare_plugins();
    compare_inputs();
    differs("settings", there_.settings, here_.settings, "install the same build of cae-lab on every host");
    return found_;
  }

 private:
  void differs(const std::string& what, const std::string& there, const std::string& here,
               const std::string& remedy) {
    if (found_ || there == here) return;
    found_ = catalogue::rank_differs(rank_, there_.host, what, there, here, remedy);
  }
  void compare_plugins() {
    for (std::size_t i = 0; i < std::min(there_.plugins.size(), here_.plugins.size()); ++i) {
      differs("plugin " + here_.plugins[i].name, plugin_text(there_.plugins[i]),
              plugin_text(here_.plugins[i]),
              "install the same plugin on every host; CAE_LAB_PLUGINS names the folders");
    }
  }
  void compare_inputs() {
    for (const InputRecord& here : here_.inputs) {
      if (here.role == sent_role) continue;
      const InputRecord* there = input_of(there_, here.role);
      if (there != nullptr && same_on_both(*there, here)) continue;
      differs("file of the " + here.role, there == nullptr ? "none" : input_of_rank(*there),
              input_of_rank(here), "give every host the same data under the same path");
    }
  }

  int rank_;
  const RankStatement& there_;
  const RankStatement& here_;
  std::optional<Diagnostic> found_;
};

}  // namespace

std::string text_of(const RankStatement& statement) {
  return json{{"host", statement.host},
              {"version", statement.version},
              {"program", statement.program},
              {"onednn", statement.onednn},
              {"isa", statement.isa},
              {"settings", statement.settings},
              {"problem", statement.problem},
              {"plugins", list_of(statement.plugins)},
              {"inputs", list_of(statement.inputs)}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

RankStatement rank_statement(const std::string& text) {
  const json values = json::parse(text);
  RankStatement statement{.host = values.at("host"),
                          .version = values.at("version"),
                          .program = values.at("program"),
                          .onednn = values.at("onednn"),
                          .isa = values.at("isa"),
                          .settings = values.at("settings"),
                          .problem = values.at("problem")};
  for (const json& plugin : values.at("plugins"))
    statement.plugins.push_back(
        {.name = plugin.at("name"), .version = plugin.at("version"), .sha256 = plugin.at("sum")});
  for (const json& input : values.at("inputs"))
    statement.inputs.push_back({.role = input.at("role"),
                                .array = input.at("array"),
                                .files = input.at("files"),
                                .bytes = input.at("bytes"),
                                .sampled = input.at("sampled"),
                                .sum = input.at("sum")});
  return statement;
}

RankStatement own_statement(const std::string& version) {
  const Result<std::string> program = read_file("/proc/self/exe");
  return {.host = host_name(),
          .version = version,
          .program = program ? sha256(*program) : "",
          .onednn = onednn::version(),
          .isa = onednn::isa_name()};
}

std::vector<PluginRecord> plugin_records(const std::vector<ResolvedPlugin>& plugins) {
  std::vector<PluginRecord> records;
  for (const ResolvedPlugin& use : plugins)
    records.push_back({use.plugin.name(), use.plugin.version(), use.plugin.path(), use.plugin.sha256()});
  return records;
}

Diagnostics compare(const std::vector<RankStatement>& statements) {
  Diagnostics problems;
  for (std::size_t rank = 1; rank < statements.size(); ++rank) {
    const auto difference =
        Comparison(static_cast<int>(rank), statements[rank], statements.front()).difference();
    if (difference) problems.push_back(*difference);
  }
  return problems;
}

}  // namespace cae
