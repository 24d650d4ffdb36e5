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
#include "framework/data/png_files.h"

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

Status sum_folder(const std::string& folder, InputRecord& record) {
  const Result<PngFiles> found = find_png_files(folder);
  if (!found) return found.diagnostics();
  Sha256 sum;
  for (const auto& [name, label] : found->images) {
    const Result<InputFile> file = InputFile::open((fs::path(folder) / name).string());
    if (!file) return file.diagnostics();
    // The size before the content keeps the files apart, the zero byte the name.
    sum.add(name + std::string(1, '\0') + std::to_string(file->size()) + "\n");
    if (const Status added = add_range(*file, 0, file->size(), sum); !added) return added.diagnostics();
    record.bytes += static_cast<std::int64_t>(file->size());
  }
  record.files = static_cast<std::int64_t>(found->images.size());
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

Result<std::vector<InputRecord>> sum_data(const DataConfig& data) {
  std::vector<InputRecord> records;
  for (const DataFile& file : data_files(data)) {
    Result<InputRecord> record = sum_input(file.role, file.path);
    if (!record) return record.diagnostics();
    record->array = file.array;
    records.push_back(std::move(*record));
  }
  return records;
}

Result<std::vector<InputRecord>> sum_inputs(const RunConfig& config) {
  Result<std::vector<InputRecord>> records = sum_data(config.data);
  if (!records || config.train.init.empty()) return records;
  Result<InputRecord> weights = sum_input(start_weights_role, config.train.init);
  if (!weights) return weights.diagnostics();
  records->push_back(std::move(*weights));
  return records;
}

}  // namespace cae
