#include "framework/data/byte_stream.h"

#include <algorithm>
#include <vector>

#include "framework/base/catalogue/data.h"
#include "framework/data/inflate.h"
#include "framework/data/input_file.h"

namespace cae {
namespace {

class PlainFile : public ByteStream {
 public:
  explicit PlainFile(InputFile file) : ByteStream(file.path()), file_(std::move(file)) {}

  const InputFile* file() const override { return &file_; }
  Status skip(std::uint64_t bytes) override {
    position_ += std::min(bytes, left());
    return Done{};
  }
  Status check_room(std::uint64_t bytes, std::string_view what) const override {
    return compare_room(left(), bytes, what);
  }
  Status check_end(std::uint64_t bytes, std::string_view what) override {
    return left() == 0 ? Status(Done{}) : catalogue::data_left_over(name(), what, bytes);
  }

 protected:
  Result<std::size_t> take(std::span<std::uint8_t> into) override {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), left()));
    if (Status status = file_.read_at(position_, into.first(count)); !status) return status.diagnostics();
    return count;
  }

 private:
  std::uint64_t left() const { return file_.size() - position_; }

  InputFile file_;
};

class GzipFile : public ByteStream {
 public:
  explicit GzipFile(InputFile file)
      : ByteStream(file.path()),
        file_(std::move(file)),
        reader_(file_, 0, file_.size(), InflateReader::Format::gzip) {}

  Status check_room(std::uint64_t bytes, std::string_view) const override {
    if (can_inflate_to(file_.size(), bytes)) return Done{};
    return catalogue::gzip_cannot_hold(name(), bytes, file_.size());
  }
  Status check_end(std::uint64_t bytes, std::string_view what) override {
    const Result<bool> ends = reader_.at_end();
    if (!ends) return ends.diagnostics();
    if (Status status = check_state(); !status) return status;
    return *ends ? Status(Done{}) : catalogue::data_left_over(name(), what, bytes);
  }

 protected:
  Result<std::size_t> take(std::span<std::uint8_t> into) override {
    const Result<std::size_t> filled = reader_.fill(into);
    if (!filled) return filled.diagnostics();
    if (Status status = check_state(); !status) return status.diagnostics();
    return *filled;
  }

 private:
  Status check_state() const {
    if (reader_.state() == InflateReader::State::damaged) return catalogue::gzip_broken(name());
    if (reader_.state() == InflateReader::State::cut_short) return catalogue::gzip_cut_short(name());
    return Done{};
  }

  InputFile file_;
  InflateReader reader_;
};

class MemoryBytes : public ByteStream {
 public:
  MemoryBytes(std::string_view bytes, const std::string& name) : ByteStream(name), bytes_(bytes) {}

  Status check_room(std::uint64_t bytes, std::string_view what) const override {
    return compare_room(bytes_.size() - position_, bytes, what);
  }
  Status check_end(std::uint64_t bytes, std::string_view what) override {
    return position_ == bytes_.size() ? Status(Done{}) : catalogue::data_left_over(name(), what, bytes);
  }

 protected:
  Result<std::size_t> take(std::span<std::uint8_t> into) override {
    const std::string_view part = bytes_.substr(static_cast<std::size_t>(position_), into.size());
    std::copy(part.begin(), part.end(), into.begin());
    return part.size();
  }

 private:
  std::string_view bytes_;
};

}  // namespace

Result<std::size_t> ByteStream::fill(std::span<std::uint8_t> into) {
  Result<std::size_t> filled = take(into);
  if (filled) position_ += *filled;
  return filled;
}

Status ByteStream::fill_all(std::span<std::uint8_t> into, std::string_view what, std::uint64_t begin,
                            std::uint64_t bytes) {
  const Result<std::size_t> filled = fill(into);
  if (!filled) return filled.diagnostics();
  if (*filled == into.size()) return Done{};
  return catalogue::data_cut_short(name_, what, bytes, position_ - begin);
}

Status ByteStream::skip(std::uint64_t bytes) {
  constexpr std::uint64_t piece_bytes = std::uint64_t{1} << 18;
  std::vector<std::uint8_t> piece(static_cast<std::size_t>(std::min(bytes, piece_bytes)));
  while (bytes > 0) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, piece.size()));
    const Result<std::size_t> filled = fill(std::span(piece).first(wanted));
    if (!filled) return filled.diagnostics();
    if (*filled < wanted) return Done{};
    bytes -= wanted;
  }
  return Done{};
}

Status ByteStream::compare_room(std::uint64_t there, std::uint64_t bytes, std::string_view what) const {
  if (there < bytes) return catalogue::data_cut_short(name_, what, bytes, there);
  if (there > bytes) return catalogue::data_left_over(name_, what, bytes);
  return Done{};
}

Result<std::unique_ptr<ByteStream>> open_byte_stream(const std::string& path) {
  Result<InputFile> file = InputFile::open(path);
  if (!file) return file.diagnostics();
  const Result<std::string> magic = file->read_some(0, 2);
  if (!magic) return magic.diagnostics();
  std::unique_ptr<ByteStream> stream;
  if (*magic == "\x1F\x8B") {
    stream = std::make_unique<GzipFile>(std::move(*file));
  } else {
    stream = std::make_unique<PlainFile>(std::move(*file));
  }
  return stream;
}

std::unique_ptr<ByteStream> stream_of_bytes(std::string_view bytes, const std::string& name) {
  return std::make_unique<MemoryBytes>(bytes, name);
}

}  // namespace cae
