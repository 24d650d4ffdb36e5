#include "framework/data/npy.h"

#include <array>
#include <cassert>
#include <cstring>
#include <optional>

#include "framework/base/catalogue/data.h"
#include "framework/base/files.h"
#include "framework/data/input_file.h"

namespace cae {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::uint64_t longest_header = 65536;  // a dictionary of three short entries needs some 100 bytes
constexpr std::size_t most_dims = 32;            // NumPy's own limit

struct Descr {
  std::string_view text;
  DataType type;
};
constexpr std::array<Descr, 12> descrs = {{{"|b1", DataType::boolean},
                                           {"|u1", DataType::u8},
                                           {"|i1", DataType::i8},
                                           {"<u2", DataType::u16},
                                           {"<i2", DataType::i16},
                                           {"<u4", DataType::u32},
                                           {"<i4", DataType::i32},
                                           {"<u8", DataType::u64},
                                           {"<i8", DataType::i64},
                                           {"<f2", DataType::f16},
                                           {"<f4", DataType::f32},
                                           {"<f8", DataType::f64}}};

std::string_view meaning_of(std::string_view descr) {
  const std::string_view kind = descr.size() > 1 ? descr.substr(1, 1) : descr;
  if (kind == "O") return "pickled Python objects";
  if (kind == "c") return "complex numbers";
  if (kind == "S" || kind == "a" || kind == "U") return "text";
  if (kind == "V") return "raw records";
  if (kind == "M" || kind == "m") return "dates or times";
  return "";
}

struct Header {
  std::string descr = {};
  bool fortran_order = false;
  std::vector<std::int64_t> dims = {};
};

// The part of Python's literals that numpy.save writes: one dictionary with its three keys, in any order.
class HeaderParser {
 public:
  HeaderParser(std::string_view text, std::uint64_t offset, const std::string& file)
      : text_(text), offset_(offset), file_(file) {}

  Result<Header> parse() {
    if (!accept('{')) return expected("'{'");
    while (!accept('}')) {
      const std::optional<std::string> key = quoted_text();
      if (!key) return expected("a quoted key or '}'");
      if (!accept(':')) return expected("':'");
      if (auto problem = entry(*key)) return *problem;
      if (accept(',')) continue;
      if (!accept('}')) return expected("',' or '}'");
      break;
    }
    skip_space();
    if (at_ != text_.size()) return expected("nothing more");
    if (!has_descr_ || !has_order_ || !has_shape_)
      return expected("descr, fortran_order and shape, some of which are missing");
    return header_;
  }

 private:
  Diagnostic expected(std::string_view what) const {
    return catalogue::npy_header(file_, offset_ + at_, what);
  }

  std::optional<Diagnostic> entry(const std::string& key) {
    if (key == "descr" && !has_descr_) {
      has_descr_ = true;
      skip_space();
      if (at_ < text_.size() && text_[at_] == '[')
        return catalogue::npy_type(file_, "[...]", "records with fields");
      const std::optional<std::string> value = quoted_text();
      if (!value) return expected("a quoted type");
      header_.descr = *value;
      return std::nullopt;
    }
    if (key == "fortran_order" && !has_order_) {
      has_order_ = true;
      if (accept_word("True")) {
        header_.fortran_order = true;
        return std::nullopt;
      }
      return accept_word("False") ? std::nullopt : std::optional(expected("True or False"));
    }
    if (key == "shape" && !has_shape_) {
      has_shape_ = true;
      return shape();
    }
    return expected("one entry each of descr, fortran_order and shape before here");
  }

  std::optional<Diagnostic> shape() {
    if (!accept('(')) return expected("'('");
    bool comma = true;
    while (!accept(')')) {
      if (!comma) return expected("',' or ')'");
      const std::optional<std::int64_t> dim = whole_number();
      if (!dim) return expected("a whole number of at most 18 digits");
      if (header_.dims.size() == most_dims) return expected("at most 32 dimensions");
      header_.dims.push_back(*dim);
      comma = accept(',');
    }
    // (5) is a number in Python, (5,) a shape.
    if (header_.dims.size() == 1 && !comma)
      return expected("a comma in the shape of one dimension before here");
    return std::nullopt;
  }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }

  bool accept(char c) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool accept_word(std::string_view word) {
    skip_space();
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  std::optional<std::string> quoted_text() {
    skip_space();
    if (at_ >= text_.size() || (text_[at_] != '\'' && text_[at_] != '"')) return std::nullopt;
    const std::size_t end = text_.find(text_[at_], at_ + 1);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string content(text_.substr(at_ + 1, end - at_ - 1));
    if (content.find('\\') != std::string::npos || content.size() > 64) return std::nullopt;
    at_ = end + 1;
    return content;
  }

  std::optional<std::int64_t> whole_number() {
    skip_space();
    const std::size_t begin = at_;
    std::int64_t value = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && at_ - begin < 18) {
      value = value * 10 + (text_[at_++] - '0');
    }
    if (at_ < text_.size() && text_[at_] == 'L') ++at_;  // Python 2 wrote its long integers so
    if (at_ == begin) return std::nullopt;
    return value;
  }

  std::string_view text_;
  std::uint64_t offset_;
  const std::string& file_;
  std::size_t at_ = 0;
  Header header_;
  bool has_descr_ = false, has_order_ = false, has_shape_ = false;
};

Result<DataType> type_of(const std::string& descr, const std::string& file) {
  for (const Descr& known : descrs) {
    if (descr == known.text) return known.type;
    // One byte has no order, and some writers name one all the same; '=' is this machine's order.
    const bool one_byte = known.text[0] == '|';
    if (descr.size() != 3 || descr.substr(1) != known.text.substr(1)) continue;
    if (descr[0] == '=' || descr[0] == '<' || (one_byte && descr[0] == '>')) return known.type;
    if (descr[0] == '>') return catalogue::npy_big_endian(file, descr);
  }
  return catalogue::npy_type(file, descr, meaning_of(descr));
}

// All that the start of a file says, checked.
struct Layout {
  DataType type;
  std::vector<std::int64_t> dims;
  std::uint64_t data_begin;
};

// `start` holds the first bytes of the file, at least `longest_header` + 12 where it has so many.
Result<Layout> layout_of(std::string_view start, std::uint64_t file_bytes, const std::string& file) {
  if (start.substr(0, magic.size()) != magic) return catalogue::not_npy(file);
  if (start.size() < 10) return catalogue::data_cut_short(file, "the NPY header", 10, start.size());
  const auto byte = [&](std::size_t at) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(start[at]));
  };
  const auto major = static_cast<int>(byte(6));
  const auto minor = static_cast<int>(byte(7));
  if (major < 1 || major > 3 || minor != 0) return catalogue::npy_version(file, major, minor);
  const std::size_t length_bytes = major == 1 ? 2 : 4;
  const std::uint64_t text_begin = 8 + length_bytes;
  if (start.size() < text_begin)
    return catalogue::data_cut_short(file, "the NPY header", text_begin, start.size());
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) length |= byte(8 + i) << (8 * i);
  if (length > longest_header) return catalogue::npy_header_length(file, length, longest_header);
  if (start.size() < text_begin + length) {
    return catalogue::data_cut_short(file, "the NPY header", text_begin + length, start.size());
  }
  Result<Header> header = HeaderParser(start.substr(text_begin, length), text_begin, file).parse();
  if (!header) return header.diagnostics();
  const Result<DataType> type = type_of(header->descr, file);
  if (!type) return type.diagnostics();
  // The order of an array of at most one dimension says nothing.
  if (header->fortran_order && header->dims.size() > 1) return catalogue::npy_fortran_order(file);
  const std::optional<std::uint64_t> bytes = byte_count(header->dims, *type);
  if (!bytes)
    return catalogue::data_too_large(file, dims_text(header->dims), to_string(*type), max_array_bytes);
  const std::uint64_t data_begin = text_begin + length;
  const std::uint64_t available = file_bytes - data_begin;
  if (available < *bytes) return catalogue::data_cut_short(file, "the NPY data", *bytes, available);
  if (available > *bytes) return catalogue::data_left_over(file, "the NPY data", *bytes);
  return Layout{*type, std::move(header->dims), data_begin};
}

}  // namespace

Result<ArrayRows> read_npy_rows(const std::string& path, std::int64_t rows) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return file.diagnostics();
  const Result<std::string> start = file->read_some(0, longest_header + 12);
  if (!start) return start.diagnostics();
  Result<Layout> layout = layout_of(*start, file->size(), path);
  if (!layout) return layout.diagnostics();
  ArrayRows result{.array = {.type = layout->type, .dims = std::move(layout->dims), .bytes = {}}, .total = 0};
  result.total = keep_rows(result.array.dims, rows);
  result.array.bytes.resize(static_cast<std::size_t>(byte_count(result.array.dims, layout->type).value()));
  if (Status status = file->read_at(layout->data_begin, result.array.bytes); !status)
    return status.diagnostics();
  return result;
}

Result<Array> read_npy(const std::string& path) {
  Result<ArrayRows> all = read_npy_rows(path, 0);
  if (!all) return all.diagnostics();
  return std::move(all->array);
}

Result<ArrayRows> parse_npy_rows(std::string_view content, const std::string& file, std::int64_t rows) {
  Result<Layout> layout = layout_of(content, content.size(), file);
  if (!layout) return layout.diagnostics();
  ArrayRows result{.array = {.type = layout->type, .dims = std::move(layout->dims), .bytes = {}}, .total = 0};
  result.total = keep_rows(result.array.dims, rows);
  const auto* begin = reinterpret_cast<const std::uint8_t*>(content.data()) + layout->data_begin;
  result.array.bytes.assign(begin, begin + byte_count(result.array.dims, layout->type).value());
  return result;
}

Result<Array> parse_npy(std::string_view content, const std::string& file) {
  Result<ArrayRows> all = parse_npy_rows(content, file, 0);
  if (!all) return all.diagnostics();
  return std::move(all->array);
}

std::string serialize_npy(const Array& array) {
  assert(array.type != DataType::bf16);
  std::string header = "{'descr': '";
  for (const Descr& known : descrs) {
    if (known.type == array.type) header += known.text;
  }
  header += "', 'fortran_order': False, 'shape': (";
  for (std::size_t i = 0; i < array.dims.size(); ++i)
    header += (i == 0 ? "" : ", ") + std::to_string(array.dims[i]);
  header += array.dims.size() == 1 ? ",), }" : "), }";
  // The data starts at a multiple of 64 bytes, as NumPy has it for memory mapping.
  while ((10 + header.size() + 1) % 64 != 0) header += ' ';
  header += '\n';
  std::string content(magic);
  content += '\x01';
  content += '\0';
  content += static_cast<char>(header.size() & 0xFF);
  content += static_cast<char>(header.size() >> 8);
  content += header;
  content.append(reinterpret_cast<const char*>(array.bytes.data()), array.bytes.size());
  return content;
}

Status write_npy(const std::string& path, const Array& array) {
  return write_file_atomically(path, serialize_npy(array));
}

}  // namespace cae
