#include "dsl/experiment/run_reader.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "dsl/experiment/is_listed.h"
#include "dsl/experiment/scalars.h"
#include "dsl/experiment/value_checks.h"
#include "framework/base/catalogue/analysis.h"
#include "framework/base/catalogue/experiment.h"
#include "framework/base/name.h"
#include "framework/data/chosen_array.h"
#include "framework/primitives/onednn.h"

namespace cae {
namespace {

class RunReader {
 public:
  RunReader(const std::filesystem::path& folder, Mistakes& mistakes) : folder_(folder), mistakes_(mistakes) {}

  ReadRun read(const YamlNode& tree) && {
    read_section(experiment_keys(), tree, {});
    check_data(tree);
    check_early_stopping(tree);
    note_places(tree);
    return std::move(run_);
  }

 private:
  void read_section(const Section& section, const YamlNode& node, const Spot& header) {
    std::vector<std::string> meant;  // the likely intent of the unknown keys
    const std::string kind = kind_of(section, node);
    for (const YamlEntry& entry : node.entries) {
      if (mistakes_.enough()) return;
      const Key* key = section.find(entry.key);
      if (key == nullptr) {
        meant.push_back(report_unknown(section, entry));
      } else if (!kind.empty() && !key->kinds.empty() && !is_listed(key->kinds, kind)) {
        mistakes_.add(
            catalogue::key_of_other_kind(entry.spot.place(), entry.key, section.path, kind, key->kinds));
      } else if (entry.value.is_nothing()) {
        mistakes_.add(catalogue::no_value(entry.spot.place(), entry.key, wanted(*key)));
      } else {
        read_value(*key, entry);
      }
    }
    for (const Key& key : section.keys) {
      if (key.required && node.find(key.name) == nullptr && !is_listed(meant, key.name)) {
        mistakes_.add(catalogue::missing_key(header_place(node, header), key.name, section.path, key.help));
      }
    }
  }

  // Returns the key that was meant, or "".
  std::string report_unknown(const Section& section, const YamlEntry& entry) {
    const std::string first_word = entry.key.substr(0, entry.key.find_first_of(": "));
    if (entry.value.is_nothing() && first_word != entry.key && section.find(first_word) != nullptr) {
      // "{ kind adam }" is YAML for a key with a blank in it.
      const bool has_colon = entry.key[first_word.size()] == ':';
      mistakes_.add(catalogue::broken_yaml(entry.spot.place(), has_colon
                                                                   ? catalogue::YamlFault::colon_without_room
                                                                   : catalogue::YamlFault::colon_missing));
      return first_word;
    }
    const std::string meant = meant_key(section, entry.key);
    mistakes_.add(catalogue::unknown_key(entry.spot.place(), entry.key, section.path, meant, section.names(),
                                         sections_with(entry.key)));
    return meant;
  }

  // The whole file if the top level lacks something, else the key of the map that does.
  static Place header_place(const YamlNode& node, const Spot& header) {
    if (header.source) return header.place();
    return node.spot.source ? node.spot.source->whole() : Place{};
  }

  // The kind that decides which keys a section has; "" if there is none or it is not valid.
  std::string kind_of(const Section& section, const YamlNode& node) {
    const Key* key = section.find("kind");
    if (key == nullptr) return "";
    const YamlEntry* entry = node.find("kind");
    if (entry == nullptr) return field_text(*key, {});
    return entry->value.is_scalar() && is_listed(key->words, entry->value.text) ? entry->value.text : "";
  }

  void read_value(const Key& key, const YamlEntry& entry) {
    const YamlNode& node = entry.value;
    switch (key.type) {
      case KeyType::section:
        return node.is_map() ? read_section(*key.section, node, entry.spot)
                             : mistakes_.add(wrong_type(key, node));
      case KeyType::parameters:
        return read_parameters(key, node);
      case KeyType::plugins:
        return read_plugins(key, node);
      case KeyType::variants:
      case KeyType::seeds:
      case KeyType::sweep:
        return;  // does not belong to one run
      default:
        return node.is_scalar() ? read_scalar(key, node) : mistakes_.add(wrong_type(key, node));
    }
  }

  void read_scalar(const Key& key, const YamlNode& node) {
    switch (key.type) {
      case KeyType::name:
        return is_name(node.text)
                   ? store(key, node.text)
                   : mistakes_.add(catalogue::bad_name(node.spot.place(), "an experiment", node.text));
      case KeyType::integer:
      case KeyType::number:
      case KeyType::amount:
        return read_number(key, node);
      case KeyType::boolean: {
        const SettingValue value = value_of(node);
        const bool* flag = std::get_if<bool>(&value);
        return flag != nullptr ? store(key, *flag) : mistakes_.add(wrong_type(key, node));
      }
      case KeyType::choice:
        return read_word(key, node);
      default:
        return read_file_name(key, node);
    }
  }

  void read_number(const Key& key, const YamlNode& node) {
    const std::optional<double> number = checked_number(key, node, mistakes_);
    if (!number) return;
    store(key, *number);
    if (key.name == "validation") run_.config.data.validation_place = node.spot.place();
  }

  void read_word(const Key& key, const YamlNode& node) {
    if (!is_listed(key.words, node.text)) {
      return mistakes_.add(
          catalogue::unknown_word(node.spot.place(), key.name, key.words, node.text, key.help));
    }
    if (node.text == "bf16" && !onednn::has_bf16())
      return mistakes_.add(catalogue::bf16_not_here(node.spot.place(), onednn::isa_name()));
    store(key, node.text);
  }

  void read_file_name(const Key& key, const YamlNode& node) {
    if (node.text.empty()) return mistakes_.add(wrong_type(key, node));
    const bool of_argument = node.spot.place().line == 0;
    const std::filesystem::path base = of_argument ? std::filesystem::path() : folder_;
    const std::string text = (base / node.text).string();
    const auto [file, array] = key.may_choose_array ? chosen_array(text) : ChosenArray{text, ""};
    const std::filesystem::path path = std::filesystem::path(file).lexically_normal();
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
      return mistakes_.add(catalogue::named_file_missing(node.spot.place(), path.string(), base.string()));
    }
    if (!key.may_be_folder && std::filesystem::is_directory(path, ignored)) {
      return mistakes_.add(catalogue::named_file_is_folder(node.spot.place(), path.string()));
    }
    store(key, ChosenArray{path.string(), array}.text());
    if (key.name == "model") run_.has_model = true;
    if (key.name == "init") run_.config.train.init_place = node.spot.place();
  }

  template <class T>
  void store(const Key& key, const T& value) {
    std::visit(
        [&](auto field) {
          if constexpr (std::is_same_v<decltype(field), WordField>) {
            if constexpr (std::is_same_v<T, std::string>) field.set(value);
          } else if constexpr (!std::is_same_v<decltype(field), std::monostate>) {
            using Stored = std::remove_pointer_t<decltype(field)>;
            if constexpr (std::is_same_v<Stored, std::string> == std::is_same_v<T, std::string>) {
              *field = static_cast<Stored>(value);
            }
          }
        },
        key.field(run_.config));
  }

  void read_parameters(const Key& key, const YamlNode& node) {
    if (!node.is_map()) return mistakes_.add(wrong_type(key, node));
    for (const YamlEntry& entry : node.entries) {
      if (entry.value.is_nothing()) {
        mistakes_.add(catalogue::no_value(entry.spot.place(), entry.key, "a number"));
        continue;
      }
      if (is_infinite_or_nan(entry.value)) {
        mistakes_.add(catalogue::not_finite(entry.value.spot.place(), entry.key, entry.value.text));
        continue;
      }
      const SettingValue value =
          entry.value.is_scalar() ? value_of(entry.value) : SettingValue(std::string());
      run_.parameter_places[entry.key] = entry.spot.place();
      if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        run_.config.parameters.emplace_back(entry.key, static_cast<double>(*integer));
      } else if (const auto* number = std::get_if<double>(&value)) {
        run_.config.parameters.emplace_back(entry.key, *number);
      } else {
        mistakes_.add(wrong_type({.name = entry.key,
                                  .type = KeyType::number,
                                  .help = "a parameter of the model, which is a number"},
                                 entry.value));
      }
    }
  }

  void read_plugins(const Key& key, const YamlNode& node) {
    if (!node.is_list()) return mistakes_.add(wrong_type(key, node));
    std::vector<PluginUse>& uses = key.name == "augment" ? run_.config.augment : run_.config.analyse;
    for (const YamlNode& use : node.items) {
      if (mistakes_.enough()) return;
      const YamlEntry* plugin = use.find("plugin");
      if (!use.is_map()) {
        mistakes_.add(catalogue::wrong_item(use.spot.place(), key.name, "a map", described(use),
                                            wrong_type_help(key, use)));
      } else if (plugin == nullptr) {
        mistakes_.add(catalogue::plugin_not_named(use.spot.place(), key.name));
      } else if (plugin->value.is_nothing()) {
        mistakes_.add(catalogue::no_value(plugin->spot.place(), "plugin", "the name of a plugin"));
      } else if (!plugin->value.is_scalar()) {
        mistakes_.add(catalogue::wrong_type(plugin->value.spot.place(), "plugin", "the name of a plugin",
                                            described(plugin->value), "cae-lab plugins lists them"));
      } else {
        read_uses(key, use, *plugin, uses);
      }
    }
  }

  // One use; of an analysis with a list of values, `layer: [conv1, code]`, one for each of them.
  void read_uses(const Key& key, const YamlNode& node, const YamlEntry& plugin,
                 std::vector<PluginUse>& uses) {
    PluginUse use = {.plugin = plugin.value.text, .place = plugin.value.spot.place()};
    const YamlEntry* listed = nullptr;
    for (const YamlEntry& entry : node.entries) {
      if (entry.key == "plugin") continue;
      if (key.name == "analyse" && listed == nullptr && entry.value.is_list()) {
        listed = &entry;
      } else {
        read_setting(entry, entry.value, use);
      }
    }
    if (listed == nullptr) return uses.push_back(std::move(use));
    const std::vector<YamlNode>& values = listed->value.items;
    if (values.empty())
      mistakes_.add(catalogue::no_value(listed->value.spot.place(), listed->key, "a value"));
    if (const YamlEntry* as = node.find("as"); as != nullptr && values.size() > 1) {
      mistakes_.add(catalogue::one_name_for_several(as->spot.place(), values.size(), listed->key));
      std::erase_if(use.settings, [](const Setting& setting) { return setting.name == "as"; });
    }
    for (const YamlNode& value : values) {
      uses.push_back(use);
      read_setting(*listed, value, uses.back());
    }
  }

  void read_setting(const YamlEntry& entry, const YamlNode& value, PluginUse& use) {
    const Place place = value.spot.place();
    if (value.is_nothing()) {
      mistakes_.add(catalogue::no_value(place, entry.key, "a value"));
    } else if (is_infinite_or_nan(value)) {
      mistakes_.add(catalogue::not_finite(place, entry.key, value.text));
    } else if (!value.is_scalar()) {
      mistakes_.add(catalogue::wrong_type(place, entry.key, "one value", described(value),
                                          "cae-lab plugins lists what each plugin takes"));
    } else {
      use.settings.push_back(
          {.name = entry.key, .value = value_of(value), .place = place, .name_place = entry.spot.place()});
    }
  }

  // A dataset by name, or files; not both.
  void check_data(const YamlNode& tree) {
    const YamlEntry* data = tree.find("data");
    if (data == nullptr || !data->value.is_map()) return;
    run_.config.data.place = data->spot.place();
    const YamlEntry* dataset = data->value.find("dataset");
    const YamlEntry* train = data->value.find("train");
    const YamlEntry* test = data->value.find("test");
    for (const auto& [entry, source] :
         {std::pair(train, &run_.config.data.train), {test, &run_.config.data.test}}) {
      if (entry == nullptr) continue;
      const YamlEntry* images = entry->value.find("images");
      source->place = images == nullptr ? entry->spot.place() : images->value.spot.place();
      if (dataset != nullptr) {
        mistakes_.add(catalogue::keys_exclude_each_other(entry->spot.place(), entry->key, "dataset", "data",
                                                         dataset->spot.place()));
      }
    }
    const Section& section = *experiment_keys().find("data")->section;
    const bool misspelt =
        std::any_of(data->value.entries.begin(), data->value.entries.end(), [&](const YamlEntry& e) {
          const std::string meant = section.find(e.key) == nullptr ? meant_key(section, e.key) : "";
          return meant == "dataset" || meant == "train";
        });
    if (dataset != nullptr || train != nullptr || misspelt) return;
    const bool has_test = test != nullptr;
    mistakes_.add(
        catalogue::missing_key(data->spot.place(), has_test ? "train" : "dataset", "data",
                               has_test ? "{ images: FILE } with the training images"
                                        : "fashion-mnist; or 'train' and 'test', each { images: FILE }"));
  }

  void check_early_stopping(const YamlNode& tree) {
    const YamlEntry* data = tree.find("data");
    const YamlEntry* train = tree.find("train");
    if (data == nullptr || train == nullptr || run_.config.train.early_stopping.patience == 0) return;
    const bool has_test = data->value.find("dataset") != nullptr || data->value.find("test") != nullptr ||
                          run_.config.data.validation > 0.0;
    const bool has_train = data->value.find("train") != nullptr;
    if (has_test || !has_train) return;
    mistakes_.add(
        catalogue::needs_test_images(train->value.find("early_stopping")->spot.place(), "early_stopping"));
  }

  void note_places(const YamlNode& tree) {
    const YamlEntry* model = tree.find("model");
    if (model != nullptr) run_.model_place = model->value.spot.place();
    const YamlEntry* train = tree.find("train");
    const YamlEntry* schedule = train == nullptr ? nullptr : train->value.find("schedule");
    if (schedule != nullptr) run_.config.train.schedule_place = schedule->spot.place();
    const YamlEntry* batch = train == nullptr ? nullptr : train->value.find("batch");
    run_.batch_place = batch == nullptr ? run_.model_place : batch->value.spot.place();
  }

  std::filesystem::path folder_;
  Mistakes& mistakes_;
  ReadRun run_;
};

}  // namespace

ReadRun read_run(const YamlNode& tree, const std::filesystem::path& folder, Mistakes& mistakes) {
  return RunReader(folder, mistakes).read(tree);
}

std::vector<std::uint64_t> read_seeds(const YamlEntry& entry, Mistakes& mistakes) {
  const Key& key = *experiment_keys().find("seeds");
  const Key& seed = *experiment_keys().find("train")->section->find("seed");
  if (entry.value.is_nothing()) {
    mistakes.add(catalogue::no_value(entry.spot.place(), key.name, wanted(key)));
    return {};
  }
  if (!entry.value.is_list() || entry.value.items.empty()) {
    mistakes.add(catalogue::wrong_type(entry.value.spot.place(), key.name, wanted(key),
                                       entry.value.is_list() ? "an empty list" : described(entry.value),
                                       "write seeds: [1, 2, 3]"));
    return {};
  }
  std::vector<std::uint64_t> seeds;
  for (const YamlNode& item : entry.value.items) {
    const SettingValue value = item.is_scalar() ? value_of(item) : SettingValue(std::string());
    const auto* integer = std::get_if<std::int64_t>(&value);
    if (integer == nullptr) {
      mistakes.add(catalogue::wrong_item(item.spot.place(), key.name, "a whole number", described(item),
                                         "write seeds: [1, 2, 3]"));
    } else if (!seed.range.holds(static_cast<double>(*integer))) {
      mistakes.add(
          catalogue::value_out_of_range(item.spot.place(), "seed", range_text(seed), item.text, seed.help));
    } else if (std::find(seeds.begin(), seeds.end(), static_cast<std::uint64_t>(*integer)) != seeds.end()) {
      mistakes.add(catalogue::repeated_seed(item.spot.place(), item.text));
    } else {
      seeds.push_back(static_cast<std::uint64_t>(*integer));
    }
  }
  return seeds;
}

}  // namespace cae
