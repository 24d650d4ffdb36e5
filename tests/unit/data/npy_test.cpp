#include "framework/data/npy.h"

#include <cmath>
#include <limits>

#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"
#include "tests/unit/data/packed_text.h"

using namespace cae;

namespace {

// A version 1 file with this dictionary and so many zero bytes of data.
std::string npy_with(const std::string& dictionary, std::size_t data_bytes) {
  const std::string header = dictionary + "\n";
  std::string content = "\x93NUMPY";
  content += bytes_text({1, 0, static_cast<int>(header.size() & 0xFF), static_cast<int>(header.size() >> 8)});
  return content + header + std::string(data_bytes, '\0');
}

std::string shaped(const std::string& shape) {
  return "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
}

}  // namespace

TEST_CASE("NPY files of NumPy are read in every supported type") {
  const std::vector<std::pair<std::string, DataType>> types = {
      {"u1", DataType::u8},  {"i1", DataType::i8},  {"u2", DataType::u16}, {"i2", DataType::i16},
      {"u4", DataType::u32}, {"i4", DataType::i32}, {"u8", DataType::u64}, {"i8", DataType::i64},
      {"f2", DataType::f16}, {"f4", DataType::f32}, {"f8", DataType::f64}};
  for (const auto& [name, type] : types) {
    const Result<Array> array = read_npy(golden("type_" + name + ".npy"));
    INFO(name << message_of(array));
    REQUIRE(array);
    CHECK(array->type == type);
    CHECK(array->dims == std::vector<std::int64_t>{2, 3});
    CHECK(to_floats(*array) == std::vector<float>{0, 1, 2, 3, 100, 5});
    CHECK(to_doubles(*array) == std::vector<double>{0, 1, 2, 3, 100, 5});
    CHECK(to_integers(*array) == std::vector<std::int64_t>{0, 1, 2, 3, 100, 5});
  }
  CHECK(to_floats(read_npy(golden("type_b1.npy")).take()) == std::vector<float>{0, 1, 1, 1, 1, 1});
}

TEST_CASE("NPY versions 2 and 3, a single number and an empty array are read") {
  for (const char* name : {"version_2.npy", "version_3.npy"}) {
    CHECK(to_floats(read_npy(golden(name)).take()) == std::vector<float>{0, 1, 2, 3, 4, 5});
  }
  const Array scalar = read_npy(golden("scalar.npy")).take();
  CHECK(scalar.dims.empty());
  CHECK(to_doubles(scalar) == std::vector<double>{2.5});
  const Array empty = read_npy(golden("empty.npy")).take();
  CHECK(empty.dims == std::vector<std::int64_t>{0, 4});
  CHECK(empty.elements() == 0);
}

TEST_CASE("Half floats and large integers keep their values") {
  const std::vector<float> half = to_floats(read_npy(golden("special_f2.npy")).take());
  CHECK(half[0] == -0.5F);
  CHECK(half[1] == Approx(6.1e-5).epsilon(1e-3));
  CHECK(half[2] == Approx(5.96e-8).epsilon(1e-3));  // the smallest denormal
  CHECK(half[3] == 65504.0F);
  CHECK(std::isinf(half[4]));
  CHECK(to_integers(read_npy(golden("negative_i8.npy")).take()) ==
        std::vector<std::int64_t>{-1, -(std::int64_t{1} << 62)});
}

TEST_CASE("Values that are no whole numbers of 64 bits are not taken as integers") {
  const auto integers = [](double value) { return to_integers(make_array({1}, std::vector<double>{value})); };
  CHECK(integers(3.0) == std::vector<std::int64_t>{3});
  CHECK_FALSE(integers(0.5));
  CHECK_FALSE(integers(0x1p63));
  CHECK(integers(-0x1p63));
  CHECK_FALSE(integers(std::numeric_limits<double>::quiet_NaN()));
  Array large{.type = DataType::u64, .dims = {1}, .bytes = std::vector<std::uint8_t>(8, 0xFF)};
  CHECK_FALSE(to_integers(large));
}

TEST_CASE("NPY files that are written have NumPy's own bytes") {
  const TemporaryFolder folder;
  for (const char* name : {"type_f4.npy", "type_i8.npy", "type_u1.npy", "type_b1.npy", "scalar.npy",
                           "empty.npy", "negative_i8.npy"}) {
    const std::string path = folder / name;
    REQUIRE(write_npy(path, read_npy(golden(name)).take()));
    INFO(name);
    CHECK(read_file(path).take() == read_file(golden(name)).take());
  }
}

TEST_CASE("Only the first rows of an NPY file are read where so many are asked for") {
  for (const std::int64_t rows : {1, 2, 3}) {
    const ArrayRows read = read_npy_rows(golden("type_f4.npy"), rows).take();
    CHECK(read.array.dims[0] == std::min<std::int64_t>(rows, 2));
    CHECK(read.array.elements() == read.array.dims[0] * 3);
    CHECK(read.total == 2);
  }
}

TEST_CASE("NPY files in Fortran order and big-endian ones are read") {
  CHECK(to_floats(read_npy(golden("big_endian.npy")).take()) == std::vector<float>{0, 1, 2});
  CHECK(to_floats(read_npy(golden("fortran.npy")).take()) == std::vector<float>{0, 1, 2, 3, 4, 5});

  // [3, 2, 2] with the value 100 i + 10 j + k at (i, j, k), the first index fastest.
  const std::string columns = "{'descr': '>i2', 'fortran_order': True, 'shape': (3, 2, 2), }";
  std::string content = npy_with(columns, 0);
  for (int k = 0; k < 2; ++k) {
    for (int j = 0; j < 2; ++j) {
      for (int i = 0; i < 3; ++i) content += bytes_text({0, 100 * i + 10 * j + k});
    }
  }
  const std::vector<std::int64_t> rows = {0, 1, 10, 11, 100, 101, 110, 111, 200, 201, 210, 211};
  CHECK(to_integers(parse_npy(content, "x").take()) == rows);
  const TemporaryFolder folder;
  const ArrayRows first = read_npy_rows(folder.write("x.npy", content), 2).take();
  CHECK(first.total == 3);
  CHECK(first.array.dims == std::vector<std::int64_t>{2, 2, 2});
  CHECK(to_integers(first.array) == std::vector<std::int64_t>(rows.begin(), rows.begin() + 8));
  CHECK(parse_npy(content.substr(0, content.size() - 1), "x").diagnostics().front().code == "E404");
  CHECK(parse_npy(npy_with("{'descr': '<f8', 'fortran_order': True, 'shape': (0, 9), }", 0), "x"));
}

TEST_CASE("Columns of Fortran order that are longer than a piece keep their first rows") {
  constexpr std::size_t rows = 700'000, columns = 3;
  std::string content =
      npy_with("{'descr': '<u2', 'fortran_order': True, 'shape': (700000, 3), }", 2 * rows * columns);
  const std::size_t begin = content.size() - 2 * rows * columns;
  for (std::size_t column = 0; column < columns; ++column) {
    for (std::size_t row = 0; row < rows; row += rows / 2) {
      content[begin + 2 * (column * rows + row)] = static_cast<char>(10 * column + row / (rows / 2) + 1);
    }
  }
  const TemporaryFolder folder;
  const std::string path = folder.write("x.npy", content);
  CHECK(to_integers(read_npy_rows(path, 2).take().array) == std::vector<std::int64_t>{1, 11, 21, 0, 0, 0});
  const std::vector<std::int64_t> all = to_integers(read_npy_rows(path, 0).take().array).value();
  CHECK(all[columns * (rows / 2)] == 2);
  CHECK(all[columns * (rows / 2) + 2] == 22);
}

TEST_CASE("A gzipped NPY file is read") {
  const TemporaryFolder folder;
  const std::string whole = read_file(golden("type_f4.npy")).take();
  const auto code = [&](const std::string& content) {
    return code_of(read_npy(folder.write("x.npy.gz", content)));
  };
  CHECK(to_floats(read_npy(folder.write("x.npy.gz", gzipped(whole))).take()) ==
        std::vector<float>{0, 1, 2, 3, 100, 5});
  CHECK(code(gzipped(whole + "x")) == "E405");
  CHECK(code(gzipped(whole.substr(0, whole.size() - 1))) == "E404");
  CHECK(code(gzipped(whole).substr(0, 60)) == "E433");
  CHECK(code(gzipped(npy_with(shaped("(99999999, 9)"), 24))) == "E434");
}

TEST_CASE("NPY variants that are not supported are refused by name") {
  CHECK(message_of(read_npy(golden("complex.npy"))).find("'<c8' (complex numbers)") != std::string::npos);
  CHECK(message_of(read_npy(golden("objects.npy"))).find("'|O' (pickled Python objects)") !=
        std::string::npos);
  CHECK(message_of(read_npy(golden("text.npy"))).find("'<U2' (text)") != std::string::npos);
  CHECK(message_of(read_npy(golden("records.npy"))).find("records with fields") != std::string::npos);
}

TEST_CASE("Malformed NPY headers are refused with the place") {
  const auto code = [](const std::string& content) { return code_of(parse_npy(content, "x.npy")); };
  CHECK(code(npy_with(shaped("(2, 3)"), 24)) == "");
  CHECK(code(npy_with(shaped("(2, 3)"), 23)) == "E404");
  CHECK(code(npy_with(shaped("(2, 3)"), 25)) == "E405");
  CHECK(code(npy_with(shaped("(6)"), 24)) == "E423");
  CHECK(code(npy_with(shaped("(6,)"), 24)) == "");
  CHECK(code(npy_with(shaped("()"), 4)) == "");
  CHECK(code(npy_with(shaped("(-2, 3)"), 24)) == "E423");
  CHECK(code(npy_with(shaped("(2 3)"), 24)) == "E423");
  CHECK(code(npy_with(shaped("(2,, 3)"), 24)) == "E423");
  CHECK(code(npy_with(shaped("(2.0, 3)"), 24)) == "E423");
  CHECK(code(npy_with(shaped("[2, 3]"), 24)) == "E423");
  CHECK(code(npy_with(shaped("(99999999999999999999, 3)"), 24)) == "E423");
  CHECK(code(npy_with(shaped("(999999999999999999, 999999999999999999)"), 24)) == "E406");
  CHECK(code(npy_with(shaped("(4294967296, 4294967296, 4)"), 24)) == "E406");
  CHECK(code(npy_with(shaped("(0, 999999999999999999)"), 0)) == "E406");
  std::string many = "(";
  for (int i = 0; i < 33; ++i) many += "1, ";
  CHECK(code(npy_with(shaped(many + ")"), 4)) == "E423");
  CHECK(code(npy_with("{'descr': '<f4', 'fortran_order': False}", 0)) == "E423");
  CHECK(code(npy_with("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", 4)) ==
        "E423");
  CHECK(code(npy_with("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", 4)) == "E423");
  CHECK(code(npy_with("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}", 4)) == "E423");
  CHECK(code(npy_with("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x", 4)) == "E423");
  CHECK(code(npy_with("__import__('os')", 4)) == "E423");
  CHECK(code(npy_with("{'descr': '<f3', 'fortran_order': False, 'shape': (1,)}", 4)) == "E426");
  CHECK(code(npy_with(std::string(60000, '{'), 4)) == "E423");
  CHECK(code("") == "E420");
  CHECK(code("not an array at all") == "E420");
  CHECK(code("\x93NUMPY" + bytes_text({1})) == "E404");
  CHECK(code("\x93NUMPY" + bytes_text({9, 0, 0, 0, 0, 0})) == "E421");
  CHECK(code("\x93NUMPY" + bytes_text({2, 0, 0xFF, 0xFF, 0xFF, 0xFF})) == "E422");
  CHECK(message_of(parse_npy(npy_with(shaped("(2 3)"), 24), "x.npy"))
            .starts_with("x.npy: error[E423]: the NPY header should have ',' or ')' at byte 63\nhelp: "));
}

TEST_CASE("Every truncation and single-byte change of an NPY file gives an answer") {
  const std::string whole = read_file(golden("type_f4.npy")).take();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CHECK_FALSE(parse_npy(std::string_view(whole).substr(0, length), "x"));
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int flip : {0x01, 0x10, 0x80, 0xFF}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      const Result<Array> array = parse_npy(changed, "x");
      if (array) CHECK(byte_count(array->dims, array->type) == array->bytes.size());
    }
  }
}

TEST_CASE("A missing file and a folder are named when an NPY file is wanted") {
  const TemporaryFolder folder;
  CHECK(code_of(read_npy(folder / "none.npy")) == "E904");
  CHECK(message_of(read_npy(folder / ".")).find("it is a folder") != std::string::npos);
}
