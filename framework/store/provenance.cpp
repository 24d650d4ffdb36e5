#include "framework/store/provenance.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>

#include "framework/base/files.h"

namespace cae {
namespace {

namespace fs = std::filesystem;

// The first line of a small file without its end, or "".
std::string first_line(const fs::path& path) {
  const Result<std::string> text = read_file(path.string(), std::uint64_t{1} << 16);
  return text ? text->substr(0, text->find('\n')) : "";
}

bool is_commit(const std::string& text) {
  return (text.size() == 40 || text.size() == 64) &&
         std::all_of(text.begin(), text.end(), [](unsigned char digit) { return std::isxdigit(digit) != 0; });
}

// References that `git pack-refs` moved out of refs/: lines of "COMMIT NAME".
std::string packed_reference(const fs::path& git, const std::string& name) {
  std::ifstream file(git / "packed-refs");
  for (std::string line; std::getline(file, line);) {
    const std::size_t space = line.find(' ');
    if (space != std::string::npos && line.substr(space + 1) == name) return line.substr(0, space);
  }
  return "";
}

// .git is a folder, or in worktrees and submodules a file "gitdir: FOLDER".
fs::path git_folder(const fs::path& dot_git) {
  std::error_code ignored;
  if (fs::is_directory(dot_git, ignored)) return dot_git;
  const std::string line = first_line(dot_git);
  const std::string key = "gitdir: ";
  if (line.rfind(key, 0) != 0) return {};
  return dot_git.parent_path() / line.substr(key.size());
}

}  // namespace

std::optional<std::string> git_revision(const std::string& path) {
  std::error_code error;
  fs::path folder = fs::absolute(path, error);
  if (error) return {};
  folder = folder.lexically_normal();
  while (!fs::exists(folder / ".git", error)) {
    if (folder == folder.parent_path()) return {};
    folder = folder.parent_path();
  }
  const fs::path git = git_folder(folder / ".git");
  if (git.empty()) return {};
  const std::string head = first_line(git / "HEAD");
  if (is_commit(head)) return head;
  const std::string key = "ref: ";
  if (head.rfind(key, 0) != 0) return {};
  const std::string name = head.substr(key.size());
  // A worktree shares its branches with the repository that `commondir` names.
  const std::string common = first_line(git / "commondir");
  const fs::path shared = common.empty() ? git : git / common;
  std::string commit = first_line(shared / name);
  if (commit.empty()) commit = packed_reference(shared, name);
  if (!is_commit(commit)) return {};
  return commit;
}

std::string cpu_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("model name", 0) != 0) continue;
    const std::size_t colon = line.find(':');
    const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
    if (colon != std::string::npos && begin != std::string::npos) return line.substr(begin);
  }
  return "unknown";
}

}  // namespace cae
