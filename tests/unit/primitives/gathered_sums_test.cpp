#include "framework/primitives/gathered_sums.h"

#include <vector>

#include "tests/support/catch.h"

namespace {

using namespace cae;

std::vector<float> whole_numbers(std::size_t count) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<float>((i * 7919) % 251) - 125.0F;
  return values;
}

}  // namespace

TEST_CASE("gathered sums hold every term of their list once, whatever its length and the row's width") {
  const std::vector<float> numbers = whole_numbers(8000);
  const TermSource from[] = {{numbers.data(), 101}, {numbers.data() + 4000, 37}};
  // Lists of 0, 1, ... 10 terms.
  std::vector<std::size_t> first{0};
  std::vector<std::size_t> offsets;
  std::vector<std::uint8_t> sources;
  for (std::size_t terms = 0; terms <= 10; ++terms) {
    for (std::size_t t = 0; t < terms; ++t) {
      offsets.push_back((terms * 131 + t * 57) % 1500);
      sources.push_back(static_cast<std::uint8_t>((terms + t) % 2));
    }
    first.push_back(offsets.size());
  }
  const std::size_t places = first.size() - 1;
  constexpr std::size_t repeats = 3;
  const bool several = GENERATE(false, true);
  const bool in_parts = GENERATE(false, true);
  const std::vector<float> amounts = whole_numbers(offsets.size());
  const TermLists lists{first.data(), offsets.data(), several ? sources.data() : nullptr,
                        in_parts ? amounts.data() : nullptr, places};
  for (const std::size_t width : {1, 5, 16, 33, 112}) {
    for (const float* start : {static_cast<const float*>(nullptr), numbers.data() + 2000}) {
      CAPTURE(several, in_parts, width, start == nullptr);
      std::vector<float> y(repeats * places * width + 1, -7.0F);
      gathered_sums().gather(lists, from, repeats, start, width, y.data());
      std::vector<float> wanted;
      for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
        for (std::size_t place = 0; place < places; ++place) {
          for (std::size_t i = 0; i < width; ++i) {
            float sum = start == nullptr ? 0.0F : start[i];
            for (std::size_t t = first[place]; t < first[place + 1]; ++t) {
              const TermSource& source = from[several ? sources[t] : 0];
              sum += (in_parts ? amounts[t] : 1.0F) * source.data[repeat * source.step + offsets[t] + i];
            }
            wanted.push_back(sum);
          }
        }
      }
      wanted.push_back(-7.0F);  // nothing behind the last
      CHECK(y == wanted);
    }
  }
}

TEST_CASE("column sums of rows with a stride leave out what is between them") {
  const std::vector<float> from = whole_numbers(4000);
  for (const std::size_t columns : {1, 16, 21, 40}) {
    CAPTURE(columns);
    std::vector<float> sums(columns);
    gathered_sums().strided_column_sums(from.data(), 50, 61, columns, sums.data());
    for (std::size_t c = 0; c < columns; ++c) {
      float wanted = 0.0F;
      for (std::size_t row = 0; row < 50; ++row) wanted += from[row * 61 + c];
      CHECK(sums[c] == wanted);
    }
  }
}
