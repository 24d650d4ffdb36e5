// Against SciPy and statsmodels: tests/golden/make_statistics.py made the files.
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "framework/statistics/effect_size.h"
#include "framework/statistics/holm.h"
#include "framework/statistics/sample.h"
#include "framework/statistics/t_test.h"
#include "framework/statistics/wilcoxon.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

using Numbers = std::vector<double>;
using Expected = std::optional<Numbers>;

Numbers numbers_of(std::istream& line) {
  Numbers numbers;
  for (std::string word; line >> word;) numbers.push_back(std::stod(word));
  return numbers;
}

struct Sample {
  Numbers a, b;
  std::map<std::string, Expected> expected;

  Numbers differences() const {
    Numbers list;
    for (std::size_t i = 0; i < a.size(); ++i) list.push_back(b[i] - a[i]);
    return list;
  }
  bool has_pairs() const { return a.size() == b.size(); }
};

std::map<std::string, Sample> samples() {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/statistics/samples.txt");
  std::map<std::string, Sample> list;
  std::string name;
  for (std::string text; std::getline(file, text);) {
    std::istringstream line(text);
    std::string word;
    line >> word;
    if (word == "case") {
      name = text.substr(5);
    } else if (word == "a" || word == "b") {
      (word == "a" ? list[name].a : list[name].b) = numbers_of(line);
    } else {
      list[name].expected[word] = text.ends_with("none") ? Expected() : std::make_optional(numbers_of(line));
    }
  }
  return list;
}

// To ten digits; what is near zero, to the rounding of the numbers of magnitude `scale` that it comes from.
void check(const Expected& found, const Expected& expected, double scale) {
  REQUIRE(found.has_value() == expected.has_value());
  if (!found) return;
  REQUIRE(found->size() == expected->size());
  for (std::size_t i = 0; i < found->size(); ++i) {
    const double wanted = (*expected)[i];
    INFO("number " << i << ": " << (*found)[i] << " and " << wanted);
    CHECK(std::fabs((*found)[i] - wanted) <= 1e-10 * std::fabs(wanted) + 1e-14 * scale);
  }
}

void check_all(const Sample& sample, const std::string& word, const Expected& found) {
  double largest = 0.0;
  for (const double value : sample.b) largest = std::max(largest, std::fabs(value));
  check(found, sample.expected.at(word), largest);
}

Expected numbers_of(const std::optional<TTest>& test) {
  if (!test) return std::nullopt;
  return Numbers{test->t, test->degrees, test->p, test->interval.low, test->interval.high};
}

Expected number_of(std::optional<double> value) {
  return value ? Expected(Numbers{*value}) : std::nullopt;
}

TEST_CASE("means, intervals and tests are those of SciPy") {
  const auto all = samples();
  REQUIRE(all.size() == 22);
  for (const auto& [name, sample] : all) {
    INFO(name);
    const std::optional<Interval> interval = mean_interval(sample.b);
    check_all(sample, "summary",
              interval ? Expected(Numbers{mean(sample.b), standard_deviation(sample.b), interval->low,
                                          interval->high})
                       : std::nullopt);
    check_all(sample, "welch", numbers_of(welch_t_test(sample.a, sample.b)));
    check_all(sample, "hedges_g", number_of(hedges_g(sample.a, sample.b)));
    if (!sample.has_pairs()) continue;
    const Numbers differences = sample.differences();
    check_all(sample, "paired", numbers_of(paired_t_test(differences)));
    check_all(sample, "cohen_dz", number_of(cohen_dz(differences)));
    const std::optional<WilcoxonTest> wilcoxon = wilcoxon_test(differences);
    check_all(sample, "wilcoxon",
              wilcoxon ? Expected(Numbers{wilcoxon->statistic, wilcoxon->p}) : std::nullopt);
  }
}

TEST_CASE("Wilcoxon's test is exact for up to 50 pairs, with ties for up to 13") {
  const auto all = samples();
  const auto exact = [&](const std::string& name) {
    return wilcoxon_test(all.at(name).differences())->exact;
  };
  CHECK(exact("fifty pairs"));
  CHECK_FALSE(exact("fifty-one pairs"));
  CHECK(exact("thirteen with ties"));
  CHECK_FALSE(exact("twenty with ties"));
  CHECK_FALSE(exact("twenty with a zero"));
}

TEST_CASE("Holm's correction is that of statsmodels") {
  std::ifstream file(CAE_SOURCE_DIR "/tests/golden/statistics/holm.txt");
  int lists = 0;
  for (std::string p, expected; std::getline(file, p) && std::getline(file, expected); ++lists) {
    INFO(p);
    std::istringstream of_p(p);
    std::istringstream of_expected(expected);
    check(holm_adjusted(numbers_of(of_p)), numbers_of(of_expected), 1.0);
  }
  CHECK(lists == 5);
  CHECK(holm_adjusted({}).empty());
}

TEST_CASE("a test of what is not finite is refused") {
  for (const double value : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
    const Numbers odd = {1.0, value, 3.0};
    const Numbers plain = {1.0, 2.0, 4.0};
    CHECK_FALSE(mean_interval(odd));
    CHECK_FALSE(paired_t_test(odd));
    CHECK_FALSE(cohen_dz(odd));
    CHECK_FALSE(wilcoxon_test(odd));
    CHECK_FALSE(welch_t_test(plain, odd));
    CHECK_FALSE(welch_t_test(odd, plain));
    CHECK_FALSE(hedges_g(plain, odd));
    CHECK_FALSE(hedges_g(odd, plain));
  }
}

TEST_CASE("equal values have no deviation, whatever the rounding of their mean") {
  const Numbers equal(3, 0.1);
  CHECK(standard_deviation(equal) == 0.0);
  CHECK_FALSE(paired_t_test(equal));
}

}  // namespace
}  // namespace cae
