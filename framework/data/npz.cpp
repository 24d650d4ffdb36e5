#include "framework/data/npz.h"

#include <algorithm>

#include "framework/base/catalogue/data.h"
#include "framework/base/utf8.h"
#include "framework/data/input_file.h"
#include "framework/data/npy.h"
#include "framework/data/zip.h"

namespace cae {
namespace {

constexpr std::string_view suffix = ".npy";
constexpr std::size_t longest_name = 60;  // shown of an array's name

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

Result<ArrayReader> open_npz(const std::string& path, const std::string& member) {
  Result<InputFile> file = InputFile::open(path);
  if (!file) return file.diagnostics();
  const Result<std::vector<ZipMember>> members = read_zip_directory(*file);
  if (!members) return members.diagnostics();
  const auto found = std::find_if(members->begin(), members->end(), [&](const ZipMember& candidate) {
    return array_name(candidate.name) == member;
  });
  if (found == members->end()) return catalogue::npz_member(path, member, npz_contents(path));
  Result<std::unique_ptr<ByteStream>> stream = open_zip_member(std::move(*file), *found);
  if (!stream) return stream.diagnostics();
  return open_npy(std::move(*stream));
}

Result<ArrayRows> read_npz(const std::string& path, const std::string& member, std::int64_t rows) {
  Result<ArrayReader> reader = open_npz(path, member);
  if (!reader) return reader.diagnostics();
  return reader->read(rows);
}

std::string npz_contents(const std::string& path) {
  const Result<std::vector<std::string>> names = npz_names(path);
  if (!names) return "";
  constexpr std::size_t most_named = 16;
  std::string text;
  for (std::size_t i = 0; i < std::min(names->size(), most_named); ++i) {
    const Result<ArrayReader> array = open_npz(path, (*names)[i]);
    text += (text.empty() ? "" : ", ") + visible((*names)[i], longest_name);
    text += array ? " " + to_string(array->type()) + " " + dims_text(array->dims()) : " (not readable)";
  }
  if (names->size() > most_named) text += " and " + std::to_string(names->size() - most_named) + " more";
  return text;
}

}  // namespace cae
