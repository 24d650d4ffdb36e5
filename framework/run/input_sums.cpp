#include "framework/run/input_sums.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "framework/base/catalogue/call.h"
#include "framework/base/sha256.h"
#include "framework/data/data_files.h"
#include "framework/data/input_file.h"

namespace cae {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t piece_bytes = std::uint64_t{1} << 20;

Status add_range(const InputFile& file, std::uint64_t begin, std::uint64_t end, Sha256& sum) {
  for (std::uint64_t at = begin; at < end; at += piece_bytes) {
    const Result<std::string> piece = file.read_some(at, std::min(piece_bytes, end - at));
    if (!piece) return piece.diagnostics();
    sum.add(*piece);
  }
  return Done{};
}

Result<std::int64_t> last_change(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return catalogue::cannot_read(path, std::strerror(errno));
  return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

Status sum_samples(const InputFile& file, InputRecord& record) {
  const Result<std::int64_t> modified = last_change(file.path());
  if (!modified) return modified.diagnostics();
  record.sampled = true;
  record.modified_ns = *modified;
  Sha256 sum;
  for (const std::uint64_t begin :
       {std::uint64_t{0}, file.size() / 2, file.size() - std::min(piece_bytes, file.size())}) {
    if (const Status added = add_range(file, begin, std::min(begin + piece_bytes, file.size()), sum); !added)
      return added.diagnostics();
  }
  record.sum = sum.finish();
  return Done{};
}

Status sum_file(const std::string& path, std::uint64_t largest, InputRecord& record) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return file.diagnostics();
  record.bytes = static_cast<std::int64_t>(file->size());
  if (file->size() > largest) return sum_samples(*file, record);
  Sha256 sum;
  if (const Status added = add_range(*file, 0, file->size(), sum); !added) return added.diagnostics();
  record.sum = sum.finish();
  return Done{};
}

bool is_png(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return ending == ".png";
}

// The names below the folder, sorted.
Result<std::vector<std::string>> png_names(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::follow_directory_symlink, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::error_code no_matter;  // a dangling link is neither
    const bool hidden = at->path().filename().string().starts_with('.');
    const bool is_folder = at->is_directory(no_matter);
    if (hidden && is_folder) at.disable_recursion_pending();
    if (!hidden && !is_folder && is_png(at->path())) {
      names.push_back(at->path().lexically_relative(folder).generic_string());
    }
  }
  if (error) return catalogue::cannot_read(folder, error.message());
  std::sort(names.begin(), names.end());
  return names;
}

Status sum_folder(const std::string& folder, InputRecord& record) {
  const Result<std::vector<std::string>> names = png_names(folder);
  if (!names) return names.diagnostics();
  Sha256 sum;
  for (const std::string& name : *names) {
    const Result<InputFile> file = InputFile::open((fs::path(folder) / name).string());
    if (!file) return file.diagnostics();
    // The size before the content keeps the files apart, the zero byte the name.
    sum.add(name + std::string(1, '\0') + std::to_string(file->size()) + "\n");
    if (const Status added = add_range(*file, 0, file->size(), sum); !added) return added.diagnostics();
    record.bytes += static_cast<std::int64_t>(file->size());
  }
  record.files = static_cast<std::int64_t>(names->size());
  record.sum = sum.finish();
  return Done{};
}

}  // namespace

Result<InputRecord> sum_input(const std::string& role, const std::string& path, std::uint64_t largest) {
  std::error_code error;
  InputRecord record{.role = role, .path = fs::absolute(path, error).lexically_normal().string()};
  const Status summed =
      fs::is_directory(path, error) ? sum_folder(path, record) : sum_file(path, largest, record);
  if (!summed) return summed.diagnostics();
  return record;
}

Result<std::vector<InputRecord>> sum_inputs(const RunConfig& config) {
  std::vector<DataFile> files = data_files(config.data);
  if (!config.train.init.empty()) files.push_back({"start weights", config.train.init});
  std::vector<InputRecord> records;
  for (const DataFile& file : files) {
    Result<InputRecord> record = sum_input(file.role, file.path);
    if (!record) return record.diagnostics();
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace cae
