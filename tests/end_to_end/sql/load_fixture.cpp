// load_fixture DIR FILE.sql: makes a store and fills it with the rows of a file.
#include <sqlite3.h>

#include <cstdio>

#include "framework/base/files.h"
#include "framework/store/run_store.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string directory = argv[1];
  const auto rows = cae::read_file(argv[2]);
  if (!rows || !cae::RunStore::open(directory, cae::StoreAccess::write)) return 1;
  sqlite3* database = nullptr;
  char* message = nullptr;
  const bool loaded = sqlite3_open((directory + "/cae-lab.db").c_str(), &database) == SQLITE_OK &&
                      sqlite3_exec(database, rows->c_str(), nullptr, nullptr, &message) == SQLITE_OK;
  if (!loaded) std::fprintf(stderr, "%s\n", message != nullptr ? message : "cannot open the store");
  sqlite3_free(message);
  sqlite3_close(database);
  return loaded ? 0 : 1;
}
