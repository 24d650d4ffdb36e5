// SQL statements of users can only read.
#include "framework/store/sql_texts.h"
#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

namespace {

struct Question {
  TemporaryFolder folder;
  RunStore store = open_for_writing(folder);

  std::string code(const std::string& sql, const QueryLimits& limits = {}) const {
    return code_of(store.query(sql, limits));
  }
};

}  // namespace

TEST_CASE("an answer keeps names and types of its columns") {
  const Question question;
  const Rows answer =
      question.store
          .query("-- a remark\n SELECT 1 AS one, 0.5 half, 'text', NULL, x'00ff' AS bytes ; ; -- end")
          .take();
  CHECK(answer.columns == std::vector<std::string>{"one", "half", "'text'", "NULL", "bytes"});
  REQUIRE(answer.rows.size() == 1);
  CHECK(answer.rows[0] == std::vector<Cell>{std::int64_t{1}, 0.5, std::string("text"), std::monostate{},
                                            std::string("X'00FF'")});
}

TEST_CASE("statements that write, attach or call out are refused") {
  Question question;
  question.store.begin_run(sample_run()).take();
  const std::string other = question.folder.path("other.db");
  for (const std::string& sql : std::vector<std::string>{
           "DELETE FROM runs", "UPDATE runs SET seed = 2", "DROP TABLE runs", "CREATE TABLE t (x)",
           "CREATE TEMP TABLE t (x)", "ATTACH '" + other + "' AS other", "VACUUM INTO '" + other + "'",
           "VACUUM", "PRAGMA user_version = 99", "PRAGMA journal_mode = DELETE", "PRAGMA writable_schema = 1",
           "BEGIN", "EXPLAIN DELETE FROM runs", "WITH x AS (SELECT 1) INSERT INTO runs (id) SELECT * FROM x",
           "REINDEX", "SELECT load_extension('/tmp/x.so')"}) {
    INFO(sql);
    CHECK(question.code(sql) == "E712");
  }
  CHECK_FALSE(std::filesystem::exists(other));
  CHECK(question.store.runs().take().size() == 1);
}

TEST_CASE("reading PRAGMAs and EXPLAIN answer") {
  const Question question;
  CHECK(question.store.query("PRAGMA table_info(runs)").take().rows.size() >= 25);
  CHECK(one_value(question.store, "PRAGMA user_version") == std::to_string(store::migration_texts().size()));
  CHECK(one_value(question.store, "PRAGMA integrity_check") == "ok");
  CHECK_FALSE(question.store.query("EXPLAIN QUERY PLAN SELECT * FROM run_summary").take().rows.empty());
}

TEST_CASE("table functions take JSON apart and list columns") {
  Question question;
  question.store.begin_run(sample_run()).take();
  CHECK(one_value(question.store, "SELECT value FROM runs, json_each(configuration, '$.train')") == "100");
  CHECK(one_value(question.store, "SELECT type FROM pragma_table_info('runs') WHERE name = 'seed'") ==
        "INTEGER");
}

TEST_CASE("a mistake is shown at its line and column") {
  const Question question;
  const auto column = question.store.query("SELECT run_id,\n       best_los\nFROM run_summary");
  REQUIRE(code_of(column) == "E711");
  const Diagnostic& diagnostic = column.diagnostics()[0];
  CHECK(diagnostic.message == "SQL: no such column: best_los");
  CHECK(diagnostic.place.line == 2);
  CHECK(diagnostic.place.column == 8);
  CHECK(diagnostic.place.length == 8);
  CHECK(diagnostic.place.source_line == "       best_los");
  const auto keyword = question.store.query("SELEC 1");
  REQUIRE(code_of(keyword) == "E711");
  CHECK(keyword.diagnostics()[0].place.column == 1);
}

TEST_CASE("no statement, two statements, NUL bytes and unfinished text are mistakes") {
  const Question question;
  CHECK(question.code("") == "E714");
  CHECK(question.code(" ;; -- nothing") == "E714");
  CHECK(question.code("/* open") == "E714");
  const auto two = question.store.query("SELECT 1;\nSELECT 2");
  CHECK(code_of(two) == "E713");
  CHECK(two.diagnostics()[0].place.line == 2);
  CHECK(question.code(std::string("SELECT \0 1", 10)) == "E711");
  CHECK(question.code("SELECT 'open") == "E711");
  CHECK(question.code(std::string(200000, '(')) == "E711");
  CHECK(question.code("SELECT " + std::string(3 << 20, '1')) == "E711");
  CHECK(question.code("SELECT abs(-9223372036854775808)") == "E711");
}

TEST_CASE("a question that would never end or never fit is stopped") {
  const Question question;
  const std::string endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT ";
  CHECK(question.code(endless + "count(*) FROM n", {.seconds = 0.05}) == "E715");
  CHECK(question.code(endless + "hex(zeroblob(1000)) FROM n", {.bytes = 1 << 20}) == "E716");
  CHECK(question.code("SELECT length(zeroblob(1000000000))") == "E711");
  CHECK(one_value(question.store, "SELECT 1") == "1");
}
