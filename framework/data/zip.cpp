#include "framework/data/zip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "framework/base/catalogue/data.h"
#include "framework/data/inflate.h"

namespace cae {
namespace {

constexpr std::uint64_t end_bytes = 22;
constexpr std::uint64_t directory_entry_bytes = 46;
constexpr std::uint64_t member_header_bytes = 30;
constexpr std::uint64_t longest_comment = 65535;
constexpr std::uint64_t most_members = 4096;
constexpr std::uint64_t zip64_mark = 0xFFFFFFFF;
constexpr int stored_method = 0;
constexpr int deflated_method = 8;
constexpr int encrypted_flags = 0x0001 | 0x0040 | 0x2000;

constexpr std::uint64_t end_signature = 0x06054b50;
constexpr std::uint64_t zip64_locator_signature = 0x07064b50;
constexpr std::uint64_t directory_signature = 0x02014b50;
constexpr std::uint64_t member_signature = 0x04034b50;

// A little-endian number inside of `bytes`.
std::uint64_t number(std::string_view bytes, std::uint64_t at, int width) {
  std::uint64_t value = 0;
  for (int i = width - 1; i >= 0; --i) {
    value = value << 8 |
            static_cast<unsigned char>(bytes[static_cast<std::size_t>(at) + static_cast<std::size_t>(i)]);
  }
  return value;
}

struct Directory {
  std::uint64_t offset;
  std::uint64_t bytes;
  std::uint64_t members;
};

Result<Directory> find_directory(const InputFile& file) {
  const std::uint64_t tail_bytes = std::min(file.size(), end_bytes + longest_comment);
  const std::uint64_t tail_offset = file.size() - tail_bytes;
  const Result<std::string> tail = file.read_some(tail_offset, tail_bytes);
  if (!tail) return tail.diagnostics();
  // The end record is at the end of the file; only a comment follows it, whose length it holds.
  std::optional<std::uint64_t> end;
  for (std::uint64_t at = tail_bytes < end_bytes ? 0 : tail_bytes - end_bytes + 1; at-- > 0 && !end;) {
    const bool here = number(*tail, at, 4) == end_signature;
    if (here && at + end_bytes + number(*tail, at + 20, 2) == tail_bytes) end = at;
  }
  if (!end) return catalogue::not_zip(file.path());
  if (*end >= 20 && number(*tail, *end - 20, 4) == zip64_locator_signature)
    return catalogue::zip64(file.path());
  const std::uint64_t members = number(*tail, *end + 10, 2);
  const Directory directory{number(*tail, *end + 16, 4), number(*tail, *end + 12, 4), members};
  if (members == 0xFFFF || directory.offset == zip64_mark || directory.bytes == zip64_mark) {
    return catalogue::zip64(file.path());
  }
  const bool one_part = number(*tail, *end + 4, 2) == 0 && number(*tail, *end + 6, 2) == 0 &&
                        number(*tail, *end + 8, 2) == members;
  if (!one_part) return catalogue::zip_split(file.path());
  if (members > most_members) return catalogue::zip_too_many(file.path(), members, most_members);
  if (directory.offset + directory.bytes != tail_offset + *end)
    return catalogue::zip_damaged(file.path(), "");
  return directory;
}

// Where the member's bytes start. Its own header repeats that of the directory; only its lengths may differ.
Result<std::uint64_t> data_offset(const InputFile& file, const ZipMember& member) {
  const Result<std::string> header = file.read_some(member.header, member_header_bytes);
  if (!header) return header.diagnostics();
  const bool whole = header->size() == member_header_bytes && number(*header, 0, 4) == member_signature &&
                     number(*header, 8, 2) == static_cast<std::uint64_t>(member.method);
  if (!whole) return catalogue::zip_damaged(file.path(), member.name);
  const std::uint64_t begin =
      member.header + member_header_bytes + number(*header, 26, 2) + number(*header, 28, 2);
  if (begin > file.size() || file.size() - begin < member.compressed) {
    return catalogue::zip_damaged(file.path(), member.name);
  }
  return begin;
}

class MemberStream : public ByteStream {
 public:
  MemberStream(InputFile file, const ZipMember& member, std::uint64_t begin)
      : ByteStream(file.path() + "/" + member.name), file_(std::move(file)), member_(member), begin_(begin) {
    if (member.method != stored_method) {
      inflate_.emplace(file_, begin, member.compressed, InflateReader::Format::raw);
    }
  }

  Status check_room(std::uint64_t bytes, std::string_view what) const override {
    return compare_room(left(), bytes, what);
  }

  Status check_end(std::uint64_t bytes, std::string_view what) override {
    if (left() > 0) return catalogue::data_left_over(name(), what, bytes);
    if (inflate_) {
      const Result<bool> ends = inflate_->at_end();
      if (!ends) return ends.diagnostics();
      if (!*ends || inflate_->state() != InflateReader::State::ended) return damaged();
    }
    if (crc_ != member_.checksum) return catalogue::zip_checksum(file_.path(), member_.name);
    return Done{};
  }

 protected:
  Result<std::size_t> take(std::span<std::uint8_t> into) override {
    into = into.first(static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), left())));
    if (inflate_) {
      const Result<std::size_t> filled = inflate_->fill(into);
      if (!filled) return filled.diagnostics();
      if (*filled < into.size()) return damaged();
    } else if (Status status = file_.read_at(begin_ + position_, into); !status) {
      return status.diagnostics();
    }
    crc_ = static_cast<std::uint32_t>(crc32_z(crc_, into.data(), into.size()));
    return into.size();
  }

 private:
  std::uint64_t left() const { return member_.size - position_; }
  Diagnostic damaged() const { return catalogue::zip_damaged(file_.path(), member_.name); }

  InputFile file_;
  ZipMember member_;
  std::uint64_t begin_;
  std::uint32_t crc_ = 0;
  std::optional<InflateReader> inflate_;
};

}  // namespace

Result<std::vector<ZipMember>> read_zip_directory(const InputFile& file) {
  const Result<Directory> directory = find_directory(file);
  if (!directory) return directory.diagnostics();
  const Result<std::string> bytes = file.read_some(directory->offset, directory->bytes);
  if (!bytes) return bytes.diagnostics();
  std::vector<ZipMember> members;
  std::set<std::string> names;
  std::uint64_t at = 0;
  for (std::uint64_t i = 0; i < directory->members; ++i) {
    const std::uint64_t left = bytes->size() - at;
    if (left < directory_entry_bytes || number(*bytes, at, 4) != directory_signature) {
      return catalogue::zip_damaged(file.path(), "");
    }
    const std::uint64_t name_bytes = number(*bytes, at + 28, 2);
    const std::uint64_t entry_bytes =
        directory_entry_bytes + name_bytes + number(*bytes, at + 30, 2) + number(*bytes, at + 32, 2);
    if (left < entry_bytes) return catalogue::zip_damaged(file.path(), "");
    ZipMember member{.name = bytes->substr(at + directory_entry_bytes, name_bytes),
                     .flags = static_cast<int>(number(*bytes, at + 8, 2)),
                     .method = static_cast<int>(number(*bytes, at + 10, 2)),
                     .checksum = static_cast<std::uint32_t>(number(*bytes, at + 16, 4)),
                     .compressed = number(*bytes, at + 20, 4),
                     .size = number(*bytes, at + 24, 4),
                     .header = number(*bytes, at + 42, 4)};
    if (member.compressed == zip64_mark || member.size == zip64_mark || member.header == zip64_mark) {
      return catalogue::zip64(file.path());
    }
    if (number(*bytes, at + 34, 2) != 0) return catalogue::zip_split(file.path());
    if (!names.insert(member.name).second) return catalogue::zip_damaged(file.path(), member.name);
    members.push_back(std::move(member));
    at += entry_bytes;
  }
  if (at != bytes->size()) return catalogue::zip_damaged(file.path(), "");
  return members;
}

Result<std::unique_ptr<ByteStream>> open_zip_member(InputFile file, const ZipMember& member) {
  if ((member.flags & encrypted_flags) != 0) return catalogue::zip_encrypted(file.path(), member.name);
  const bool stored = member.method == stored_method;
  if (!stored && member.method != deflated_method) {
    return catalogue::zip_method(file.path(), member.name, member.method);
  }
  const Result<std::uint64_t> begin = data_offset(file, member);
  if (!begin) return begin.diagnostics();
  const bool possible =
      stored ? member.size == member.compressed : can_inflate_to(member.compressed, member.size);
  if (!possible) return catalogue::zip_damaged(file.path(), member.name);
  std::unique_ptr<ByteStream> stream = std::make_unique<MemberStream>(std::move(file), member, *begin);
  return stream;
}

}  // namespace cae
