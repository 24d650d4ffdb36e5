#include "dsl/experiment/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <map>
#include <sstream>

#include "dsl/experiment/token_end.h"
#include "dsl/experiment/yaml_faults.h"
#include "framework/base/catalogue/experiment.h"

namespace cae {

const YamlEntry* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

YamlEntry* YamlNode::find(std::string_view key) {
  return const_cast<YamlEntry*>(static_cast<const YamlNode*>(this)->find(key));
}

std::size_t YamlNode::values() const {
  std::size_t count = 1;
  for (const YamlNode& item : items) count += item.values();
  for (const YamlEntry& entry : entries) count += entry.value.values();
  return count;
}

namespace {

// Thrown from an event to stop yaml-cpp; caught in parse_yaml.
struct Stop {
  Diagnostic why;
};

// Builds the tree from the events of one document.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(std::shared_ptr<const SourceText> source) : source_(std::move(source)) {}

  YamlTree take() && { return {std::move(root_), std::move(mistakes_)}; }
  // The innermost open list or map; nothing outside all of them.
  const YamlNode* open() const { return stack_.empty() ? nullptr : &stack_.back().node; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) throw Stop{catalogue::several_documents(spot(mark, 1).place())};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add({.kind = YamlNode::Kind::nothing, .spot = spot(mark, 1)}, anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const TokenEnd token = scalar_token(*source_, mark.line + 1, mark.column + 1, value);
    Spot where = spot(mark, token.length);
    where.line = token.line;
    where.column = token.column;
    if (!token.closed)
      throw Stop{catalogue::broken_yaml(where.place(), catalogue::YamlFault::quote_never_closed)};
    refuse_tag(tag, mark);
    add({.kind = YamlNode::Kind::scalar, .text = value, .quoted = tag == "!", .spot = where}, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    const Spot where = spot(mark, name_length(*source_, mark.line + 1, mark.column + 1));
    // yaml-cpp knows all earlier anchors, but the value of this one has not ended yet.
    if (found == anchors_.end()) {
      throw Stop{catalogue::broken_yaml(where.place(), catalogue::YamlFault::alias_in_itself)};
    }
    count(found->second.values(), where);
    append(found->second, where);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    start(YamlNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { finish(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    start(YamlNode::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { finish(); }

 private:
  // A list or map under construction; in a map every second value is a key.
  struct Level {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    bool has_key = false;
    bool dropped = false;  // the key is repeated or not a name: its value is read and dropped
    std::string key = {};
    Spot key_spot = {};
  };

  Spot spot(const YAML::Mark& mark, int length) const {
    return {.source = source_, .line = mark.line + 1, .column = mark.column + 1, .length = length};
  }

  void refuse_tag(const std::string& tag, const YAML::Mark& mark) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    const Spot where = spot(mark, name_length(*source_, mark.line + 1, mark.column + 1));
    mistakes_.push_back(catalogue::tag_not_used(where.place()));
  }

  void count(std::size_t values, const Spot& where) {
    values_ += values;
    if (values_ > most_values) throw Stop{catalogue::too_many_values(where.place(), most_values)};
  }

  void start(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const Spot where = spot(mark, 1);
    if (stack_.size() >= static_cast<std::size_t>(deepest_nesting)) {
      throw Stop{catalogue::nested_too_deeply(where.place(), deepest_nesting)};
    }
    count(1, where);
    refuse_tag(tag, mark);
    stack_.push_back({.node = {.kind = kind, .spot = where}, .anchor = anchor});
  }

  void finish() {
    Level level = std::move(stack_.back());
    stack_.pop_back();
    if (level.anchor != 0) anchors_[level.anchor] = level.node;
    const Spot where = level.node.spot;
    append(std::move(level.node), where);
  }

  void add(YamlNode node, YAML::anchor_t anchor) {
    count(1, node.spot);
    if (anchor != 0) anchors_[anchor] = node;
    const Spot where = node.spot;
    append(std::move(node), where);
  }

  // `where` is the place in the text, which for an alias is not that of the value.
  void append(YamlNode node, const Spot& where) {
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = stack_.back();
    if (level.node.is_list()) {
      level.node.items.push_back(std::move(node));
    } else if (!level.has_key) {
      take_key(level, node, where);
    } else {
      // A missing value has no text; its key does.
      if (node.is_nothing()) node.spot = level.key_spot;
      level.has_key = false;
      if (!level.dropped) level.node.entries.push_back({level.key, level.key_spot, std::move(node)});
    }
  }

  void take_key(Level& level, const YamlNode& node, const Spot& where) {
    level.has_key = true;
    level.dropped = true;
    if (!node.is_scalar()) {
      mistakes_.push_back(catalogue::key_not_a_name(where.place()));
      return;
    }
    if (const YamlEntry* first = level.node.find(node.text)) {
      mistakes_.push_back(catalogue::repeated_key(where.place(), node.text, first->spot.place()));
      return;
    }
    level.dropped = false;
    level.key = node.text;
    level.key_spot = where;
  }

  std::shared_ptr<const SourceText> source_;
  YamlNode root_;
  Diagnostics mistakes_;
  std::vector<Level> stack_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  std::size_t values_ = 0;
  int documents_ = 0;
};

}  // namespace

Result<YamlTree> parse_yaml(const std::shared_ptr<const SourceText>& source) {
  TreeBuilder builder(source);
  try {
    std::istringstream stream(source->text());
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop& stop) {
    return stop.why;
  } catch (const YAML::Exception& error) {
    return explain(error, *source, builder.open());
  }
  return std::move(builder).take();
}

}  // namespace cae
