// The rows of one run in all tables, in two databases of one connection: `main`, and `source`, which is
// attached. Which tables there are is read from the schema, so that a new one comes along by itself. Private
// to the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "framework/store/connection.h"

namespace cae::store {

// A table with a column run_id.
struct RunTable {
  std::string name = {};
  std::vector<std::string> columns = {};  // without run_id
  bool of_epochs = false;                 // has a column epoch
};
std::vector<RunTable> run_tables(const Connection& connection);

// The columns of a table of `main` that are not in `without`.
std::vector<std::string> columns_of(const Connection& connection, const std::string& table,
                                    const std::vector<std::string>& without);

// A run of `source`, and what it becomes in `main`.
struct CopiedRun {
  std::int64_t from = 0;
  std::string from_name = {};
  std::int64_t to = 0;
  std::string to_name = {};
  std::optional<std::int64_t> call = {};  // of `main`
};
// Copies a run with all its rows; one that no process trains any more becomes `interrupted`. SQLite's code.
int copy_run(Connection& connection, const std::vector<RunTable>& tables, const CopiedRun& run);
// Gives the run `to` of `main` the tags of the run `from` of `source` or `main`, and its note where it has
// none.
int copy_labels(Connection& connection, const std::string& database, std::int64_t from, std::int64_t to);

// How a run of `source` stands to the same run in `main`: as far (or behind), further, or gone another way,
// which `difference` then says.
enum class Standing { known, further, apart };
struct Comparison {
  Standing standing = Standing::known;
  std::string difference = {};
};
Result<Comparison> compare_runs(const Connection& connection, const std::vector<RunTable>& tables,
                                std::int64_t source, std::int64_t main);

}  // namespace cae::store
