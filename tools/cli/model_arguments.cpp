#include "tools/cli/model_arguments.h"

#include <charconv>

#include "framework/base/catalogue/model.h"

namespace cae::cli {
namespace {

// "width=56" to a name and its number.
Result<ParameterValues> parse_settings(const std::vector<std::string>& settings) {
  ParameterValues values;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    double value = 0;
    const char* const last = setting.data() + setting.size();
    const auto parsed = equals == std::string::npos
                            ? std::from_chars_result{}
                            : std::from_chars(setting.data() + equals + 1, last, value);
    if (equals == std::string::npos || equals == 0 || parsed.ec != std::errc() || parsed.ptr != last) {
      return catalogue::set_is_no_number(setting);
    }
    values.emplace_back(setting.substr(0, equals), value);
  }
  return values;
}

}  // namespace

Option model_argument(ModelArguments& arguments) {
  return {.names = "model",
          .help = "the model's file",
          .target = &arguments.model,
          .value = "MODEL",
          .path = PathTo::read,
          .required = true};
}

Option model_settings_option(ModelArguments& arguments) {
  return {.names = "--set",
          .help = "set a param of the model",
          .target = &arguments.settings,
          .value = "NAME=NUMBER"};
}

Result<Graph> load_model(const ModelArguments& arguments) {
  const Result<ParameterValues> values = parse_settings(arguments.settings);
  if (!values) return values.diagnostics();
  return cae::load_model(arguments.model, *values);
}

}  // namespace cae::cli
