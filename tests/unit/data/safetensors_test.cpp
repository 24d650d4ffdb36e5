#include "framework/data/safetensors.h"

#include "framework/base/random.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"

using namespace cae;

namespace {

// A file with this header and so many zero bytes of data.
std::string file_with(const std::string& header, std::size_t data_bytes) {
  std::string content;
  for (int shift = 0; shift < 64; shift += 8) {
    content += static_cast<char>(std::uint64_t{header.size()} >> shift & 0xFF);
  }
  return content + header + std::string(data_bytes, '\0');
}

std::string code(const std::string& header, std::size_t data_bytes) {
  return code_of(parse_safetensors(file_with(header, data_bytes), "x"));
}

std::string entry(const std::string& name, const std::string& type, const std::string& shape,
                  const std::string& range) {
  return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + range +
         "}";
}

TensorFile sample() {
  return {.tensors = {{"conv1.weight", make_array({2, 2}, std::vector<float>{1, 2, 3, 4})},
                      {"bn1.mean", make_array({3}, std::vector<float>{-1, 0, 0.5F})},
                      {"loss", make_array({}, std::vector<double>{0.25})},
                      {"flags", {.type = DataType::u8, .dims = {3}, .bytes = {1, 0, 1}}},
                      {"none", {.type = DataType::f32, .dims = {0, 5}, .bytes = {}}},
                      {"epoch", make_array({1}, std::vector<std::int64_t>{7})}},
          .metadata = {{"model", "model a { \"quoted\" \n }"}, {"epoch", "7"}}};
}

}  // namespace

TEST_CASE("Tensors and metadata come back as they were written") {
  const TemporaryFolder folder;
  const std::string path = folder / "w.safetensors";
  const TensorFile written = sample();
  REQUIRE(write_safetensors(path, written));
  const TensorFile read = read_safetensors(path).take();
  CHECK(read.metadata == written.metadata);
  REQUIRE(read.tensors.size() == written.tensors.size());
  for (const Tensor& tensor : written.tensors) {
    const Tensor* found = read.find(tensor.name);
    REQUIRE(found != nullptr);
    CHECK(found->values.type == tensor.values.type);
    CHECK(found->values.dims == tensor.values.dims);
    CHECK(found->values.bytes == tensor.values.bytes);
  }
  CHECK(read.find("conv1") == nullptr);
}

TEST_CASE("The same tensors in another order give the same file") {
  TensorFile other = sample();
  std::swap(other.tensors[0], other.tensors[4]);
  CHECK(serialize_safetensors(sample()) == serialize_safetensors(other));
}

TEST_CASE("Tensor data starts at a multiple of eight bytes, widest types first") {
  const std::string text = serialize_safetensors(sample());
  const std::size_t header = static_cast<unsigned char>(text[0]) + 256 * static_cast<unsigned char>(text[1]);
  CHECK(header % 8 == 0);
  const TensorFile read = parse_safetensors(text, "x").take();
  CHECK(size_of(read.tensors.front().values.type) == 8);
  CHECK(read.tensors.back().name == "flags");
}

TEST_CASE("A file without tensors is a file") {
  CHECK(parse_safetensors(serialize_safetensors({}), "x").take().tensors.empty());
}

TEST_CASE("Two tensors of one name are not written") {
  TensorFile twice = sample();
  twice.tensors[3].name = "loss";
  CHECK_THROWS_AS(serialize_safetensors(twice), std::logic_error);
}

TEST_CASE("A file made from the format's specification is read") {
  const TensorFile file = read_safetensors(golden("foreign.safetensors")).take();
  CHECK(file.metadata.at("format") == "pt");
  CHECK(file.metadata.at("note") == "caf\xC3\xA9");
  const Array& weight = file.find("conv1.weight")->values;
  CHECK(weight.dims == std::vector<std::int64_t>{2, 1, 3, 3});
  CHECK(to_floats(weight).front() == -1.0F);
  CHECK(to_floats(weight).back() == 1.0F);
  CHECK(to_doubles(file.find("loss")->values) == std::vector<double>{0.25});
  CHECK(to_integers(file.find("step")->values) == std::vector<std::int64_t>{7});
  CHECK(file.find("mask")->values.bytes == std::vector<std::uint8_t>{1, 0, 1});
}

TEST_CASE("Lying safetensors headers are refused") {
  CHECK(code("{" + entry("a", "F32", "[2]", "[0,8]") + "}   ", 8) == "");
  SECTION("lengths") {
    CHECK(code_of(parse_safetensors("", "x")) == "E501");
    CHECK(code_of(parse_safetensors("1234567", "x")) == "E501");
    CHECK(code_of(parse_safetensors(bytes_text({255, 255, 255, 255, 255, 255, 255, 255}), "x")) == "E502");
    CHECK(code_of(parse_safetensors(bytes_text({3, 0, 0, 0, 0, 0, 0, 0, '{', '}'}), "x")) == "E502");
  }
  SECTION("JSON") {
    CHECK(code("{", 0) == "E504");
    CHECK(code("{}}", 0) == "E504");
    CHECK(code("{\"a\":\"\xFF\"}", 0) == "E504");
    CHECK(code("", 0) == "E508");
    CHECK(code(" {}", 0) == "E508");
    CHECK(code("[]", 0) == "E508");
    CHECK(code("{\"a\":" + std::string(100000, '['), 0) == "E507");
    CHECK(code("{\"a\":{\"shape\":" + std::string(100000, '['), 0) == "E505");
    CHECK(code("{\"a\":{\"shape\":[{", 0) == "E505");
  }
  SECTION("duplicate keys") {
    const std::string a = entry("a", "F32", "[2]", "[0,8]");
    CHECK(code("{" + a + "," + a + "}", 8) == "E506");
    CHECK(code("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8) ==
          "E506");
    CHECK(code("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0) == "E506");
    CHECK(code("{\"__metadata__\":{},\"__metadata__\":{}}", 0) == "E506");
  }
  SECTION("entries") {
    CHECK(code("{\"a\":1}", 0) == "E507");
    CHECK(code("{\"a\":null}", 0) == "E507");
    CHECK(code("{\"a\":{}}", 0) == "E507");
    CHECK(code("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8) == "E507");
    CHECK(code("{" + entry("a", "F32", "[2]", "[0,4,8]") + "}", 8) == "E507");
    CHECK(code("{" + entry("a", "F32", "[2]", "[0]") + "}", 8) == "E507");
    CHECK(code("{" + entry("a", "F32", "[-2]", "[0,8]") + "}", 8) == "E507");
    CHECK(code("{" + entry("a", "F32", "[2.0]", "[0,8]") + "}", 8) == "E507");
    CHECK(code("{" + entry("a", "F32", "2", "[0,8]") + "}", 8) == "E507");
    CHECK(code("{" + entry("a", "F32", "[\"2\"]", "[0,8]") + "}", 8) == "E507");
    CHECK(code("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"extra\":1}}", 8) == "E507");
    CHECK(code("{\"__metadata__\":{\"k\":1}}", 0) == "E507");
    CHECK(code("{\"__metadata__\":\"text\"}", 0) == "E507");
    CHECK(code("{\"__metadata__\":{\"k\":[1]}}", 0) == "E507");
    CHECK(code("{" + entry("a", "F33", "[2]", "[0,8]") + "}", 8) == "E509");
  }
  SECTION("ranges") {
    CHECK(code("{" + entry("a", "F32", "[2]", "[8,0]") + "}", 8) == "E511");
    CHECK(code("{" + entry("a", "F32", "[2]", "[0,16]") + "}", 8) == "E511");
    CHECK(code("{" + entry("a", "F32", "[3]", "[0,8]") + "}", 8) == "E512");
    CHECK(code("{" + entry("a", "F64", "[2]", "[0,8]") + "}", 8) == "E512");
    CHECK(code("{" + entry("a", "F32", "[4294967296,4294967296,4294967296]", "[0,0]") + "}", 0) == "E510");
    CHECK(code("{" + entry("a", "F32", "[18446744073709551615]", "[0,8]") + "}", 8) == "E510");
    CHECK(code("{" + entry("a", "F32", "[2]", "[0,8]") + "," + entry("b", "F32", "[2]", "[4,12]") + "}",
               12) == "E513");
    CHECK(code("{" + entry("a", "F32", "[2]", "[0,8]") + "," + entry("b", "F32", "[2]", "[0,8]") + "}", 8) ==
          "E513");
    CHECK(code("{" + entry("a", "F32", "[1]", "[0,4]") + "," + entry("b", "F32", "[1]", "[8,12]") + "}",
               12) == "E514");
    CHECK(code("{" + entry("a", "F32", "[1]", "[4,8]") + "}", 8) == "E514");
    CHECK(code("{" + entry("a", "F32", "[2]", "[0,8]") + "}", 9) == "E514");
    CHECK(code("{}", 1) == "E514");
  }
}

TEST_CASE("A tensor's name cannot break the line of its diagnostic") {
  const std::string text = message_of(
      parse_safetensors(file_with("{" + entry("a\\u001b[2J\\n", "F33", "[2]", "[0,8]") + "}", 8), "x"));
  CHECK(text.starts_with("x: error[E509]: the tensor 'a\\x1b[2J\\n' is of type 'F33'\n"));
}

TEST_CASE("Every truncation of a safetensors file is refused") {
  const std::string whole = serialize_safetensors(sample());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CHECK_FALSE(parse_safetensors(std::string_view(whole).substr(0, length), "x"));
  }
}

TEST_CASE("Thousands of changed bytes in a safetensors file give an answer, and never a wrong size") {
  const std::string whole = serialize_safetensors(sample());
  const RandomStream random(7, "changed bytes");
  for (std::uint64_t i = 0; i < 6000; ++i) {
    std::string changed = whole;
    const std::uint64_t changes = 1 + i % 3;
    for (std::uint64_t j = 0; j < changes; ++j) {
      const std::uint64_t at = random.bits(i * 8 + j * 2) % whole.size();
      changed[at] = static_cast<char>(random.bits(i * 8 + j * 2 + 1));
    }
    const Result<TensorFile> file = parse_safetensors(changed, "x");
    if (!file) continue;
    for (const Tensor& tensor : file->tensors) {
      REQUIRE(byte_count(tensor.values.dims, tensor.values.type) == tensor.values.bytes.size());
    }
  }
}

TEST_CASE("A tensor file that cannot be written says so and leaves the old one") {
  const TemporaryFolder folder;
  CHECK(code_of(write_safetensors(folder / "missing/w.safetensors", sample())) == "E905");
}

TEST_CASE("Whatever bit of a tensor file with a checksum is turned over, the file is refused") {
  const std::string whole = serialize_with_checksum(sample());
  const TensorFile read = parse_safetensors(whole, "x").take();
  CHECK(read.checked);
  CHECK(read.tensors.size() == sample().tensors.size());
  CHECK_FALSE(parse_safetensors(serialize_safetensors(sample()), "x").take().checked);
  for (std::size_t place = 0; place < whole.size(); ++place) {
    for (const int bit : {1, 32}) {
      std::string damaged = whole;
      damaged[place] = static_cast<char>(damaged[place] ^ bit);
      INFO(place << " ^ " << bit);
      const Result<TensorFile> file = parse_safetensors(damaged, "x");
      // Without the checksum's name it is a file that was written without one.
      CHECK((!file || !file->checked));
    }
  }
}
