// cae-lab sql "SELECT ...": any question to the run history, answered as a table, CSV or JSON.
#include <fmt/format.h>

#include <iostream>
#include <iterator>
#include <memory>

#include "framework/base/catalogue/store.h"
#include "framework/base/visible_text.h"
#include "framework/store/run_store.h"
#include "tools/cli/csv_output.h"
#include "tools/cli/json_text.h"
#include "tools/cli/terminal.h"
#include "tools/cli/text_table.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct SqlCall {
  std::string question;
  std::string directory = "runs";
  bool csv = false;
  bool json = false;
  double seconds = QueryLimits{}.seconds;
};

void print_table(const Rows& answer) {
  std::vector<TextTable::Column> columns;
  for (std::size_t i = 0; i < answer.columns.size(); ++i) {
    bool numbers = !answer.rows.empty();
    for (const auto& row : answer.rows) numbers = numbers && !std::holds_alternative<std::string>(row[i]);
    columns.push_back({visible(answer.columns[i]), numbers ? Align::right : Align::left});
  }
  TextTable table(columns);
  for (const auto& row : answer.rows) {
    std::vector<TableCell> cells;
    for (const Cell& cell : row) {
      const bool null = std::holds_alternative<std::monostate>(cell);
      cells.push_back({cell_text(cell, "NULL"), null ? TextColour::dim : TextColour::none});
    }
    table.add(cells);
  }
  print(table.text());
}

Json json_value(const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return *integer;
  if (const auto* real = std::get_if<double>(&cell)) return *real;  // infinity becomes null, as JSON has none
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return nullptr;
}

// The keys in the order of the columns.
void print_json(const Rows& answer) {
  std::vector<Json> objects;
  for (const std::vector<Cell>& row : answer.rows) {
    Json object = Json::object();
    for (std::size_t j = 0; j < answer.columns.size(); ++j) object[answer.columns[j]] = json_value(row[j]);
    objects.push_back(std::move(object));
  }
  print_json_array(objects);
}

// Standard input up to a length that the store refuses anyway.
std::string question_from_input() {
  constexpr std::size_t longest = std::size_t{2} << 20;
  std::string text(longest, '\0');
  std::cin.read(text.data(), static_cast<std::streamsize>(longest));
  text.resize(static_cast<std::size_t>(std::cin.gcount()));
  return text;
}

int answer_question(const SqlCall& call) {
  const Result<RunStore> store = RunStore::open(call.directory, StoreAccess::read);
  if (!store) return report(store.diagnostics());
  const std::string question = call.question == "-" ? question_from_input() : call.question;
  const Result<Rows> answer = store->query(question, {.seconds = call.seconds});
  if (!answer) return report(answer.diagnostics());
  if (call.csv) {
    print_csv(*answer);
  } else if (call.json) {
    print_json(*answer);
  } else {
    print_table(*answer);
  }
  return 0;
}

}  // namespace

Verb sql_verb() {
  const auto call = std::make_shared<SqlCall>();
  return {.name = "sql",
          .help = "Ask the run history a question in SQL",
          .options = {{.names = "QUESTION",
                       .help = "one read-only SQL statement, or - to read it from standard input",
                       .target = &call->question,
                       .required = true},
                      store_option(call->directory),
                      {.names = "--csv", .help = "answer as CSV", .target = &call->csv},
                      {.names = "--json",
                       .help = "answer as a JSON array of objects",
                       .target = &call->json,
                       .excludes = {"--csv"}},
                      {.names = "--seconds",
                       .help = "time limit in seconds; 0 for none",
                       .target = &call->seconds,
                       .value = "SECONDS",
                       .check = number_from(0),
                       .shows_default = true}},
          .run = [call] { return answer_question(*call); }};
}

}  // namespace cae::cli
