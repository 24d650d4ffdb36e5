#include "framework/data/idx.h"

#include <algorithm>
#include <array>
#include <memory>

#include "framework/base/catalogue/data.h"
#include "framework/data/inflate.h"
#include "framework/data/input_file.h"

namespace cae {
namespace {

constexpr std::uint8_t unsigned_bytes = 0x08;
constexpr std::size_t most_dims = 4;

// The bytes of the file one after another, unpacked where it is gzipped.
class Source {
 public:
  static Result<Source> open(const InputFile& file) {
    const Result<std::string> magic = file.read_some(0, 2);
    if (!magic) return magic.diagnostics();
    Source source(file);
    if (*magic == "\x1F\x8B") {
      source.gzip_ = std::make_unique<InflateReader>(file, 0, file.size(), InflateReader::Format::gzip);
    }
    return source;
  }

  // All of `into`, or why not; `what` and `needed` say what the bytes are part of.
  Status fill(std::span<std::uint8_t> into, std::string_view what, std::uint64_t needed) {
    const std::uint64_t wanted = into.size();
    std::uint64_t got = 0;
    if (gzip_) {
      const Result<std::size_t> filled = gzip_->fill(into);
      if (!filled) return filled.diagnostics();
      got = *filled;
      if (auto problem = gzip_problem()) return *problem;
    } else {
      got = std::min(wanted, file_.size() - at_);
      if (Status status = file_.read_at(at_, into.first(static_cast<std::size_t>(got))); !status)
        return status;
    }
    at_ += got;
    if (got < wanted) return catalogue::data_cut_short(file_.path(), what, needed, needed - wanted + got);
    return Done{};
  }

  // Whether the rest may have `bytes` bytes, as far as can be told before it is unpacked.
  Status check_room(std::uint64_t bytes) const {
    if (gzip_) {
      if (can_inflate_to(file_.size(), bytes)) return Done{};
      return catalogue::gzip_cannot_hold(file_.path(), bytes, file_.size());
    }
    const std::uint64_t available = file_.size() - at_;
    if (available < bytes) return catalogue::data_cut_short(file_.path(), "the IDX data", bytes, available);
    if (available > bytes) return catalogue::data_left_over(file_.path(), "the IDX data", bytes);
    return Done{};
  }

  // After the last byte of the data: that a gzip stream ends here, with the right checksum.
  Status check_end(std::uint64_t bytes) {
    if (!gzip_) return Done{};
    const Result<bool> ends = gzip_->at_end();
    if (!ends) return ends.diagnostics();
    if (auto problem = gzip_problem()) return *problem;
    return *ends ? Status(Done{}) : catalogue::data_left_over(file_.path(), "the IDX data", bytes);
  }

 private:
  explicit Source(const InputFile& file) : file_(file) {}

  std::optional<Diagnostic> gzip_problem() const {
    if (gzip_->state() == InflateReader::State::damaged) return catalogue::gzip_broken(file_.path());
    if (gzip_->state() == InflateReader::State::cut_short) return catalogue::gzip_cut_short(file_.path());
    return std::nullopt;
  }

  const InputFile& file_;
  std::unique_ptr<InflateReader> gzip_;
  std::uint64_t at_ = 0;
};

Result<std::vector<std::int64_t>> read_header(Source& source, const std::string& path) {
  std::array<std::uint8_t, 4> magic = {};
  if (Status status = source.fill(magic, "the IDX header", magic.size()); !status)
    return status.diagnostics();
  const std::size_t rank = magic[3];
  if (magic[0] != 0 || magic[1] != 0 || rank < 1 || rank > most_dims) return catalogue::idx_header(path);
  if (magic[2] != unsigned_bytes) return catalogue::idx_type(path, magic[2]);
  std::array<std::uint8_t, 4 * most_dims> sizes = {};
  const std::span<std::uint8_t> used = std::span(sizes).first(4 * rank);
  if (Status status = source.fill(used, "the IDX header", 4 + used.size()); !status)
    return status.diagnostics();
  std::vector<std::int64_t> dims(rank);
  for (std::size_t i = 0; i < used.size(); ++i) dims[i / 4] = dims[i / 4] << 8 | used[i];
  return dims;
}

}  // namespace

Result<ArrayRows> read_idx(const std::string& path, std::int64_t rows) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return file.diagnostics();
  Result<Source> source = Source::open(*file);
  if (!source) return source.diagnostics();
  Result<std::vector<std::int64_t>> dims = read_header(*source, path);
  if (!dims) return dims.diagnostics();
  const std::optional<std::uint64_t> whole = byte_count(*dims, DataType::u8);
  if (!whole)
    return catalogue::data_too_large(path, dims_text(*dims), to_string(DataType::u8), max_array_bytes);
  if (Status status = source->check_room(*whole); !status) return status.diagnostics();

  ArrayRows result{.array = {.type = DataType::u8, .dims = std::move(*dims), .bytes = {}}, .total = 0};
  result.total = keep_rows(result.array.dims, rows);
  const std::uint64_t kept = byte_count(result.array.dims, DataType::u8).value();
  result.array.bytes.resize(static_cast<std::size_t>(kept));
  if (Status status = source->fill(result.array.bytes, "the IDX data", *whole); !status)
    return status.diagnostics();
  if (kept == *whole) {
    if (Status status = source->check_end(*whole); !status) return status.diagnostics();
  }
  return result;
}

}  // namespace cae
