// folder_entries: what a folder holds, or why that cannot be said.
#include "framework/base/folder_entries.h"

#include <filesystem>
#include <set>

#include "framework/base/files.h"
#include "tests/support/catch.h"
#include "tests/unit/draw/temporary_folder.h"

using namespace cae;

TEST_CASE("The entries of a folder are all of it, each once") {
  const TemporaryFolder folder;
  std::set<std::string> made;
  for (int i = 0; i < 300; ++i) {
    made.insert("file" + std::to_string(i));
    REQUIRE(write_file_atomically(folder.file("file" + std::to_string(i)), ""));
  }
  std::error_code error = std::make_error_code(std::errc::io_error);
  std::set<std::string> seen;
  for (const auto& entry : folder_entries(folder.file(""), error)) seen.insert(entry.name);
  CHECK(seen == made);
  CHECK_FALSE(error);
}

TEST_CASE("Folders and links to folders are known as such, files and links to nothing are not") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("folder"));
  std::filesystem::create_symlink("folder", folder.file("link"));
  std::filesystem::create_symlink("none", folder.file("nothing"));
  REQUIRE(write_file_atomically(folder.file("file"), ""));
  std::error_code error;
  std::set<std::string> folders;
  for (const FolderEntry& entry : folder_entries(folder.file(""), error)) {
    if (entry.is_folder) folders.insert(entry.name);
  }
  CHECK(folders == std::set<std::string>{"folder", "link"});
}

TEST_CASE("A folder that is not there has no entries and an error") {
  const TemporaryFolder folder;
  std::error_code error;
  CHECK(folder_entries(folder.file("none"), error).empty());
  CHECK(error == std::errc::no_such_file_or_directory);
}
