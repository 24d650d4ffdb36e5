#include "tools/cli/run_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>

#include "framework/graph/losses.h"

namespace cae::cli {
namespace {

constexpr std::array losses = {"final_test_loss", "final_validation_loss", "final_train_loss",
                               "best_test_loss", "best_validation_loss"};

constexpr std::string_view term_prefix = "term:";
const std::string reconstruction_prefix = "reconstruction/";

std::string summary_question() {
  std::string question;
  const auto add = [&](const std::string& column) {
    question += fmt::format("SELECT run_id, '{0}' AS name, {0} AS value FROM run_summary UNION ALL ", column);
  };
  for (const char* loss : losses) add(loss);
  add("best_epoch");
  add("seconds");
  return question;
}

constexpr const char* other_questions = R"(
  SELECT run_id, analysis || '.' || name || coalesce('/' || split, '') || coalesce('/' || class, ''), value
  FROM run_metrics
  UNION ALL
  SELECT run_id, 'term:' || term || '/' || split, value FROM loss_terms
  WHERE epoch = (SELECT max(epoch) FROM epochs WHERE epochs.run_id = loss_terms.run_id)
  UNION ALL
  SELECT run_id, 'layer:' || layer || '.' || name || '/' || split || coalesce('/' || unit, ''), value
  FROM layer_metrics
  WHERE epoch = (SELECT max(epoch) FROM epochs WHERE epochs.run_id = layer_metrics.run_id))";

double number_of(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  return std::nan("");
}

}  // namespace

Result<RunValues> run_values(const RunStore& store, const std::vector<RunSummary>& runs) {
  std::vector<std::int64_t> ids;
  for (const RunSummary& run : runs) ids.push_back(run.id);
  const Result<Rows> answer =
      store.query(fmt::format("SELECT run_id, name, value FROM ({}{}) WHERE run_id IN ({})",
                              summary_question(), other_questions, fmt::join(ids, ", ")));
  if (!answer) return answer.diagnostics();
  RunValues values;
  for (const std::vector<Cell>& row : answer->rows) {
    const double value = number_of(row[2]);
    if (std::isfinite(value)) values[std::get<std::int64_t>(row[0])][std::get<std::string>(row[1])] = value;
  }
  for (auto& [run, numbers] : values) add_reconstruction(numbers);
  return values;
}

void add_reconstruction(std::map<std::string, double>& values) {
  const std::vector<std::string> of_layers = layer_terms();
  std::map<std::string, std::vector<double>> of_outputs;  // by split
  for (const auto& [name, value] : values) {
    if (!name.starts_with(term_prefix)) continue;
    const std::size_t slash = name.rfind('/');
    const std::string term = name.substr(term_prefix.size(), slash - term_prefix.size());
    if (std::find(of_layers.begin(), of_layers.end(), term) == of_layers.end())
      of_outputs[name.substr(slash + 1)].push_back(value);
  }
  for (const auto& [split, losses_of_split] : of_outputs) {
    if (losses_of_split.size() == 1) values[reconstruction_prefix + split] = losses_of_split.front();
  }
}

std::string usual_metric(const RunValues& values) {
  for (const char* loss : losses) {
    const auto has = [&](const auto& run) { return run.second.contains(loss); };
    if (std::any_of(values.begin(), values.end(), has)) return loss;
  }
  return losses.front();
}

bool is_part_of_loss(const std::string& metric) {
  return metric.starts_with(term_prefix) || metric.starts_with(reconstruction_prefix);
}

bool is_loss(const std::string& metric) {
  return std::find(losses.begin(), losses.end(), metric) != losses.end() || is_part_of_loss(metric);
}

std::string meant_metric(const std::string& word, const std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), word) != names.end()) return word;
  const std::size_t dot = word.find('.');
  if (dot == std::string::npos) return "";
  std::vector<std::string> like;
  std::copy_if(names.begin(), names.end(), std::back_inserter(like), [&](const std::string& name) {
    return name.starts_with(word.substr(0, dot + 1)) && name.ends_with(word.substr(dot));
  });
  return like.size() == 1 ? like.front() : "";
}

std::vector<std::string> names_with(const std::string& part, const std::vector<std::string>& names) {
  std::vector<std::string> with;
  std::copy_if(names.begin(), names.end(), std::back_inserter(with),
               [&](const std::string& name) { return name.find(part) != std::string::npos; });
  return with;
}

std::vector<std::string> of_all_classes(std::vector<std::string> names) {
  std::erase_if(names, [](const std::string& name) { return std::count(name.begin(), name.end(), '/') > 1; });
  return names;
}

std::set<std::string> loss_terms_of(const std::map<std::string, double>& values) {
  std::set<std::string> terms;
  for (const auto& [name, value] : values) {
    if (name.starts_with(term_prefix))
      terms.insert(name.substr(term_prefix.size(), name.rfind('/') - term_prefix.size()));
  }
  return terms;
}

std::vector<std::string> metric_names(const RunValues& values) {
  std::set<std::string> names;
  for (const auto& [run, numbers] : values) {
    for (const auto& [name, value] : numbers) names.insert(name);
  }
  std::vector<std::string> list(names.begin(), names.end());
  std::stable_partition(list.begin(), list.end(), is_loss);
  return list;
}

}  // namespace cae::cli
