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

std::vector<std::string> each(const std::vector<KnownTable>& tables, std::string KnownTable::*member) {
  std::vector<std::string> texts;
  for (const KnownTable& table : tables) texts.push_back(table.*member);
  return texts;
}

}  // namespace

Result<KnownTable> find_table(const TableQuestion& question, const std::vector<KnownTable>& before,
                              const std::vector<KnownTable>& after) {
  const std::vector<KnownTable> found = meant(before, question.table);
  if (found.size() == 1) return found.front();
  if (found.size() > 1)
    return catalogue::ambiguous_table(question.place, question.analysis, question.table,
                                      each(found, &KnownTable::name), each(found, &KnownTable::use));
  const std::vector<KnownTable> later = meant(after, question.table);
  return catalogue::unknown_table(question.place, question.analysis, question.table,
                                  each(before, &KnownTable::name), later.empty() ? "" : later.front().use);
}

}  // namespace cae
