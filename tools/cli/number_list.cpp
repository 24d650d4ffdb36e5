#include "tools/cli/number_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace cae::cli {
namespace {

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

ValueCheck number_list(int least, int most) {
  return ValueCheck{fmt::format("whole numbers from {} to {} with commas between them", least, most),
                    [one = whole_number(least, most)](const std::string& text) {
                      const std::vector<std::string> parts = parts_of(text);
                      return std::all_of(parts.begin(), parts.end(), one.fits);
                    }};
}

std::vector<int> numbers_in(const std::string& text) {
  std::vector<int> numbers;
  for (const std::string& part : parts_of(text)) numbers.push_back(std::stoi(part));
  return numbers;
}

}  // namespace cae::cli
