#include "dsl/experiment/overrides.h"

#include "dsl/experiment/key_path.h"
#include "dsl/experiment/merge.h"
#include "framework/base/catalogue/experiment.h"

namespace cae {
namespace {

// Refuses a `path` into a list, or to the variants or the sweep, which do not belong to one run.
bool refused(const KeyPath& path, const Spot& spot, Mistakes& mistakes) {
  const Key* key = experiment_keys().find(path[0]);
  if (key == nullptr) return false;
  if (key->type == KeyType::variants || key->type == KeyType::sweep) {
    mistakes.add(catalogue::not_set_there(spot.place(), key->name, "--set"));
    return true;
  }
  if (path.size() > 1 && (key->type == KeyType::plugins || key->type == KeyType::seeds)) {
    mistakes.add(catalogue::set_into_list(spot.place(), key->name));
    return true;
  }
  return false;
}

class Overrides {
 public:
  explicit Overrides(Mistakes& mistakes) : mistakes_(mistakes) {}

  void set(const std::string& argument) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos || equals == 0)
      return mistakes_.add(catalogue::set_without_value(argument));
    add(key_path(std::string_view(argument).substr(0, equals)), "--set " + catalogue::shown(argument),
        argument.substr(equals + 1));
  }

  void count(const CountOverride& count) {
    const std::string value = std::to_string(count.value);
    add(split_at_dots(count.key), count.option + " " + value, value);
  }

  YamlNode tree() && { return std::move(tree_); }

 private:
  void add(const KeyPath& path, const std::string& name, const std::string& text) {
    const auto source = std::make_shared<const SourceText>(name, text, SourceText::Shown::name_alone);
    const Spot spot = {.source = source};
    if (refused(path, spot, mistakes_)) return;
    Result<YamlTree> value = parse_yaml(source);
    if (!value) return mistakes_.add(value.diagnostics());
    mistakes_.add(value->mistakes);
    value->root.spot = spot;
    tree_ = merged(std::move(tree_), nested(path, spot, std::move(value->root)), &experiment_keys());
  }

  Mistakes& mistakes_;
  YamlNode tree_ = {.kind = YamlNode::Kind::map};
};

}  // namespace

YamlNode override_tree(const ExperimentOverrides& overrides, Mistakes& mistakes) {
  Overrides collected(mistakes);
  for (const std::string& argument : overrides.set) collected.set(argument);
  for (const CountOverride& count : overrides.counts) collected.count(count);
  return std::move(collected).tree();
}

}  // namespace cae
