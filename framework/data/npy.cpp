#include "framework/data/npy.h"

#include <array>
#include <cassert>
#include <cstring>
#include <optional>

#include "framework/base/catalogue/data.h"
#include "framework/base/files.h"

namespace cae {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::uint64_t longest_npy_header =
    65536;                                 // a dictionary of three short entries needs some 100 bytes
constexpr std::size_t most_npy_dims = 32;  // NumPy's own limit

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
      if (header_.dims.size() == most_npy_dims) return expected("at most 32 dimensions");
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

struct Element {
  DataType type;
  bool big_endian;
};

Result<Element> element_of(const std::string& descr, const std::string& file) {
  for (const Descr& known : descrs) {
    if (descr.size() != 3 || descr.substr(1) != known.text.substr(1)) continue;
    // '=' is this machine's order. A single byte has no order, but some writers name one.
    const bool one_byte = known.text[0] == '|';
    if (descr[0] == '<' || descr[0] == '=' || descr[0] == known.text[0]) return Element{known.type, false};
    if (descr[0] == '>') return Element{known.type, !one_byte};
  }
  return catalogue::npy_type(file, descr, meaning_of(descr));
}

constexpr std::string_view npy_header = "the NPY header";

// The dictionary's length; the stream is then at its first byte.
Result<std::uint64_t> header_length(ByteStream& stream) {
  std::array<std::uint8_t, 12> start = {};
  const Result<std::size_t> filled = stream.fill(std::span(start).first(10));
  if (!filled) return filled.diagnostics();
  if (std::string_view(reinterpret_cast<const char*>(start.data()), magic.size()) != magic) {
    return catalogue::not_npy(stream.name());
  }
  if (*filled < 10) return catalogue::data_cut_short(stream.name(), npy_header, 10, *filled);
  const int major = start[6];
  const int minor = start[7];
  if (major < 1 || major > 3 || minor != 0) return catalogue::npy_version(stream.name(), major, minor);
  const std::size_t length_bytes = major == 1 ? 2 : 4;
  if (major > 1) {
    const Status more = stream.fill_all(std::span(start).subspan(10), npy_header, 0, start.size());
    if (!more) return more.diagnostics();
  }
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) length |= std::uint64_t{start[8 + i]} << (8 * i);
  if (length > longest_npy_header)
    return catalogue::npy_header_length(stream.name(), length, longest_npy_header);
  return length;
}

}  // namespace

Result<ArrayReader> open_npy(std::unique_ptr<ByteStream> stream) {
  const Result<std::uint64_t> length = header_length(*stream);
  if (!length) return length.diagnostics();
  const std::uint64_t text_begin = stream->position();
  std::vector<std::uint8_t> text(static_cast<std::size_t>(*length));
  if (Status status = stream->fill_all(text, npy_header, 0, text_begin + *length); !status) {
    return status.diagnostics();
  }
  const std::string_view dictionary(reinterpret_cast<const char*>(text.data()), text.size());
  Result<Header> header = HeaderParser(dictionary, text_begin, stream->name()).parse();
  if (!header) return header.diagnostics();
  const Result<Element> element = element_of(header->descr, stream->name());
  if (!element) return element.diagnostics();
  return ArrayReader::open(std::move(stream), {.type = element->type,
                                               .dims = std::move(header->dims),
                                               .fortran_order = header->fortran_order,
                                               .big_endian = element->big_endian,
                                               .what = "the NPY data"});
}

Result<ArrayRows> read_npy_rows(const std::string& path, std::int64_t rows) {
  Result<ArrayReader> reader = open_file<open_npy>(path);
  if (!reader) return reader.diagnostics();
  return reader->read(rows);
}

Result<Array> read_npy(const std::string& path) {
  Result<ArrayRows> all = read_npy_rows(path, 0);
  if (!all) return all.diagnostics();
  return std::move(all->array);
}

Result<ArrayRows> parse_npy_rows(std::string_view content, const std::string& file, std::int64_t rows) {
  Result<ArrayReader> reader = open_npy(stream_of_bytes(content, file));
  if (!reader) return reader.diagnostics();
  return reader->read(rows);
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
