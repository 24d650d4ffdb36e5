#include "framework/store/open_database.h"

#include <fmt/format.h>

#include <filesystem>

#include "framework/base/catalogue/store.h"
#include "framework/store/store_state.h"

namespace cae::store {
namespace {

namespace fs = std::filesystem;

// A connection that has read the file's first page, or none with the code of the first failure in `code`.
Result<Connection> connect_and_look(const std::string& path, std::string_view options, int& code) {
  Result<Connection> connection =
      Connection::open(uri(path, options), path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  code = SQLITE_CANTOPEN;
  if (!connection) return connection;
  connection->integer("SELECT count(*) FROM sqlite_schema", &code);
  if (code != SQLITE_OK) return connection->diagnostic(code);
  return connection;
}

}  // namespace

// Special characters are written as %XX. Debian's SQLite treats any name that begins with "file:" as a URI,
// so a bare path is never given to it. After "file://" the path begins with the third slash.
std::string uri(const std::string& path, std::string_view options) {
  std::string text = path.starts_with('/') ? "file://" : "file:";
  for (const char byte : path) {
    if (byte == '?' || byte == '#' || byte == '%') {
      text += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    } else {
      text += byte;
    }
  }
  return text + std::string(options);
}

Result<Connection> open_unchanged(const std::string& directory) {
  const std::string path = database_of(directory);
  std::error_code error;
  if (!fs::exists(path, error)) {
    if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) {
      return catalogue::store_unusable(path, error.message());
    }
    return catalogue::no_store(directory);
  }
  int code = SQLITE_OK;
  Result<Connection> connection = connect_and_look(path, "", code);
  const bool no_room_for_shared_memory = (code & 0xFF) == SQLITE_CANTOPEN || (code & 0xFF) == SQLITE_READONLY;
  const std::string log = path + "-wal";
  if (!connection && no_room_for_shared_memory &&
      (!fs::exists(log, error) || fs::file_size(log, error) == 0)) {
    // In a read-only folder WAL cannot create its index, but without a log the file is the whole store.
    Result<Connection> still = connect_and_look(path, "?immutable=1", code);
    if (still) connection = std::move(still);
  }
  return connection;
}

}  // namespace cae::store
