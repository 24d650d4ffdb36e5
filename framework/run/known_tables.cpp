#include "framework/run/known_tables.h"

#include "framework/base/catalogue/analysis.h"

namespace cae {
namespace {

template <class Fits>
std::vector<KnownTable> all_that(const std::vector<KnownTable>& tables, Fits fits) {
  std::vector<KnownTable> found;
  for (const KnownTable& table : tables) {
    if (fits(table)) found.push_back(table);
  }
  return found;
}

// Every table that can be meant; the first rule that finds any decides.
std::vector<KnownTable> meant(const std::vector<KnownTable>& tables, const std::string& word) {
  std::vector<KnownTable> found =
      all_that(tables, [&](const KnownTable& t) { return t.name == word || (!t.named && t.given == word); });
  if (found.empty()) found = all_that(tables, [&](const KnownTable& t) { return t.use == word; });
  if (found.empty()) found = all_that(tables, [&](const KnownTable& t) { return t.given == word; });
  return found;
}

std::vector<std::string> names_of(const std::vector<KnownTable>& tables) {
  std::vector<std::string> names;
  for (const KnownTable& table : tables) names.push_back(table.name);
  return names;
}

std::vector<std::string> uses_of(const std::vector<KnownTable>& tables) {
  std::vector<std::string> uses;
  for (const KnownTable& table : tables) uses.push_back(table.use);
  return uses;
}

}  // namespace

Result<KnownTable> find_table(const TableQuestion& question, const std::vector<KnownTable>& before,
                              const std::vector<KnownTable>& after) {
  const std::vector<KnownTable> found = meant(before, question.table);
  if (found.size() == 1) return found.front();
  if (found.size() > 1)
    return catalogue::ambiguous_table(question.place, question.analysis, question.table, names_of(found),
                                      uses_of(found));
  const std::vector<KnownTable> later = meant(after, question.table);
  return catalogue::unknown_table(question.place, question.analysis, question.table, names_of(before),
                                  later.empty() ? "" : later.front().use);
}

}  // namespace cae
