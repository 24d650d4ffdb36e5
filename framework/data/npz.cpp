#include "framework/data/npz.h"

#include "framework/base/catalogue/data.h"
#include "framework/data/input_file.h"
#include "framework/data/npy.h"
#include "framework/data/zip.h"

namespace cae {
namespace {

constexpr std::string_view suffix = ".npy";

std::string array_name(const std::string& member) {
  return member.ends_with(suffix) ? member.substr(0, member.size() - suffix.size()) : member;
}

}  // namespace

Result<std::vector<std::string>> npz_names(const std::string& path) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return file.diagnostics();
  const Result<std::vector<ZipMember>> members = read_zip_directory(*file);
  if (!members) return members.diagnostics();
  std::vector<std::string> names;
  for (const ZipMember& member : *members) names.push_back(array_name(member.name));
  return names;
}

Result<ArrayRows> read_npz(const std::string& path, const std::string& member, std::int64_t rows) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return file.diagnostics();
  const Result<std::vector<ZipMember>> members = read_zip_directory(*file);
  if (!members) return members.diagnostics();
  std::vector<std::string> names;
  for (const ZipMember& candidate : *members) {
    names.push_back(array_name(candidate.name));
    if (names.back() != member) continue;
    const Result<std::string> content = read_zip_member(*file, candidate);
    if (!content) return content.diagnostics();
    return parse_npy_rows(*content, path + "/" + candidate.name, rows);
  }
  return catalogue::npz_member(path, member, names);
}

}  // namespace cae
