#include "dsl/model/expand.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

#include "dsl/model/mirror_line.h"
#include "dsl/model/params.h"
#include "dsl/model/value.h"
#include "framework/base/catalogue/blocks.h"

namespace cae::dsl {
namespace {

namespace x3 = boost::spirit::x3;

constexpr std::size_t max_layers = 10'000;
constexpr std::size_t max_depth = 64;              // of calls
constexpr std::size_t max_statements = 1'000'000;  // after expansion, including those that give no layer

std::vector<std::string> kinds_of_layers() {
  std::vector<std::string> kinds;
  for (const Operator* op : all_operators()) {
    if (op->in_language()) kinds.emplace_back(op->kind());
  }
  return kinds;
}

class Expander {
 public:
  Expander(const Program& program, Meaning& meaning, Mistakes& mistakes)
      : program_(program),
        sources_(*program.sources),
        meaning_(meaning),
        mistakes_(mistakes),
        params_(sources_, meaning, mistakes),
        scope_(sources_, meaning, expansion_.bindings) {
    for (const SyntaxTree& file : program.files) collect_blocks(file.model.statements);
  }

  Expansion expand(const ParameterValues& overrides) {
    const std::vector<ast::Statement>& statements = program_.model().model.statements;
    params_.override_with(overrides, program_.is_whole());
    params_.evaluate_all(statements, expansion_.bindings);
    LayerLevel model("", model_input, sources_, mistakes_);
    level_ = &model;
    visit_all(statements);
    model.names.check();
    if (unread_from_ != nullptr) {
      mistakes_.add(catalogue::nothing_after_from(sources_.place(unread_from_->span)));
    }
    if (const auto code = model.find("code")) expansion_.code = code->layer;
    return std::move(expansion_);
  }

 private:
  void collect_blocks(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      const auto* block = ast::as<ast::Block>(statement);
      if (block == nullptr) continue;
      const DefinitionId id = meaning_.defined_at(block->name.span);
      if (id != no_definition) blocks_.emplace(id, block);
    }
  }

  // False if the expansion has become so large that it is refused.
  bool count_statement() {
    if (mistakes_.enough() || expansion_.layers.size() > max_layers) return false;
    if (++statements_ <= max_statements) return true;
    mistakes_.add(catalogue::too_many_statements(sources_.place(program_.model().model.head.name.span),
                                                 max_statements));
    return false;
  }

  void visit_all(const std::vector<ast::Statement>& statements) {
    for (const ast::Statement& statement : statements) {
      if (!count_statement()) return;
      boost::apply_visitor([this](const auto& part) { visit(part); }, statement);
    }
  }

  // A layer about which nothing is known.
  void lose() {
    level_->names.lose_count();
    add_line({});
  }

  void add_line(LayerLine line) {
    expansion_.layers.push_back(std::move(line));
    tip_ = static_cast<LayerId>(expansion_.layers.size()) - 1;
    unread_from_ = nullptr;
  }

  void visit(const ast::Broken&) { lose(); }
  void visit(const ast::Param&) {}
  void visit(const ast::Include&) {}
  void visit(const x3::forward_ast<ast::Block>&) {}

  void visit(const ast::Let& let) { params_.evaluate(let, expansion_.bindings); }

  void visit(const ast::Input& input) {
    if (expansion_.input == nullptr) expansion_.input = &input;
  }

  void visit(const ast::From& from) {
    const std::optional<KnownLayer> layer = find_layer(from.layer.name, from.layer.index.get_ptr(), *level_);
    if (!layer) return lose();
    tip_ = layer->layer;
    unread_from_ = &from;
  }

  void visit(const x3::forward_ast<ast::Stage>& stage) {
    const std::string outer = std::exchange(stage_, std::string(sources_.text(stage.get().name.span)));
    const std::vector<ast::Statement>& statements = stage.get().body.statements;
    const bool one_line = stage_ == "decoder" && statements.size() == 1;
    alone_in_decoder_ = one_line ? ast::as<ast::Layer>(statements.front()) : nullptr;
    visit_all(statements);
    stage_ = outer;
  }

  void visit(const x3::forward_ast<ast::Repeat>& forward) {
    const ast::Repeat& repeat = forward.get();
    const std::optional<std::int64_t> count = turns_of(repeat);
    if (!count) return lose();
    const DefinitionId id = repeat.variable ? meaning_.defined_at(repeat.variable->span) : no_definition;
    const std::string name = repeat.variable ? std::string(sources_.text(repeat.variable->span)) : "";
    LayerNames& names = level_->names;
    names.begin_repeat(name);
    for (std::int64_t turn = 1; turn <= *count && count_statement(); ++turn) {
      if (id != no_definition) expansion_.bindings.set(id, {.value = Number(turn)});
      within({sources_.place(repeat.count.span), catalogue::in_turn(name, turn)},
             [&] { visit_all(repeat.body.statements); });
    }
    names.end_repeat();
  }

  std::optional<std::int64_t> turns_of(const ast::Repeat& repeat) {
    const AttributeSpec spec{
        .name = "repeat", .type = AttributeType::integer, .minimum = 0, .maximum = max_layers};
    ast::Value count;
    count = repeat.count;
    const std::optional<AttributeValue> read = read_value(count, spec, scope_, mistakes_);
    return read ? std::optional(std::get<std::int64_t>(*read)) : std::nullopt;
  }

  void visit(const ast::Layer& layer) {
    const Span& kind = layer.kind.span;
    const DefinitionId called = meaning_.used_at(kind);
    if (called != no_definition && meaning_[called].kind == NameKind::block) return call(called, layer);
    if (sources_.text(kind) == output_form().kind) return output(layer);
    if (sources_.text(kind) == mirror_form().kind) return mirror_encoder(layer);
    if (expansion_.layers.size() == max_layers)
      mistakes_.add(catalogue::too_many_layers(sources_.place(kind), max_layers));
    const std::string given = given_name(layer);
    const Span alias = alias_span(layer);
    const WrittenKind meant = kind_of(layer);
    const Operator* op = find_operator(meant.word);
    if (op == nullptr || !op->in_language()) {
      if (!meant.reported) {
        mistakes_.add(catalogue::unknown_layer(
            sources_.place(kind), meant.word, meant.from_call ? kinds_of_layers() : known_kinds(),
            meant.from_call ? std::vector<std::string>() : words_of_lines()));
      }
      level_->names.add_unknown(given, alias);
      add_line({.written = &layer});
      return;
    }
    LayerLine line{.written = &layer,
                   .op = op,
                   .stage = stage_,
                   .inputs = {},
                   .words = read_layer(layer, form_of(*op), scope_, mistakes_, meant.arguments),
                   .trace = {open_notes_.rbegin(), open_notes_.rend()}};
    if (op->named_inputs().empty()) line.inputs.push_back(tip_);
    for (const ast::Value* value : line.words.layers) {
      const std::optional<KnownLayer> read = find_layer(*value, *level_);
      if (read) line.inputs.push_back(read->layer);
      line.words.valid = line.words.valid && read;
    }
    for (const auto& [setting, value] : line.words.layer_options) tie(line, setting, *value);
    const std::string name = level_->names.add(op->kind(), kind, given, alias);
    line.name = level_->prefix + name;
    if (line.name.size() > max_full_name_length)
      mistakes_.add(catalogue::name_too_long(sources_.place(kind), max_full_name_length));
    add_line(std::move(line));
    know(name, alias.empty() ? kind : alias);
  }

  // Of a line that gives no layer of its own.
  void refuse_name(const ast::Layer& layer, const std::string& help) {
    const ast::Reference* alias = alias_of(layer);
    if (alias == nullptr) return;
    const std::string_view name = sources_.text(alias->span);
    mistakes_.add(catalogue::word_too_many(sources_.place(alias->span), sources_.text(layer.kind.span),
                                           "as " + std::string(name), help));
  }

  void mirror_encoder(const ast::Layer& layer) {
    const Place place = sources_.place(layer.kind.span);
    const LayerWords words = read_layer(layer, mirror_form(), scope_, mistakes_);
    if (alone_in_decoder_ != &layer) mistakes_.add(catalogue::mirror_not_alone(place));
    refuse_name(layer, "the layers that it stands for are called by their numbers");
    const bool whole = !mistakes_.any() && expansion_.input != nullptr;
    const std::optional<Shape> input =
        whole ? read_input(expansion_.input->shape, scope_, mistakes_) : std::nullopt;
    if (!input) return lose();
    const std::vector<EncoderLayer> encoder = encoder_path(expansion_, tip_, *input);
    if (encoder.empty()) {
      if (tip_ == model_input || expansion_.layers[static_cast<std::size_t>(tip_)].stage != "encoder")
        mistakes_.add(catalogue::nothing_to_mirror(place));
      return lose();
    }
    const auto mirrored = mirror(encoder, mirror_options(words));
    if (const auto* problem = std::get_if<MirrorProblem>(&mirrored)) {
      const std::string& name = encoder[problem->layer].name;
      mistakes_.add(catalogue::cannot_mirror(place, name, problem->reason, problem->help, place_of(name)));
      return lose();
    }
    for (const MirroredLayer& one : std::get<std::vector<MirroredLayer>>(mirrored))
      add_mirrored(layer, one, encoder[one.undoes].name);
  }

  void add_mirrored(const ast::Layer& layer, const MirroredLayer& mirrored, const std::string& undone) {
    if (expansion_.layers.size() == max_layers)
      mistakes_.add(catalogue::too_many_layers(sources_.place(layer.kind.span), max_layers));
    const std::string name = level_->names.add(mirrored.kind, layer.kind.span);
    LayerLine line{.written = &layer,
                   .op = find_operator(mirrored.kind),
                   .name = name,
                   .stage = stage_,
                   .inputs = {tip_},
                   .words = {.attributes = mirrored.attributes},
                   .trace = {{place_of(undone), catalogue::undoes_this()}}};
    if (mirrored.attributes.has("tied")) line.words.written.emplace("tied", layer.kind.span);
    add_line(std::move(line));
    know(name, layer.kind.span);
  }

  // Where the line of a layer is.
  Place place_of(const std::string& layer) const {
    const auto found = std::find_if(expansion_.layers.begin(), expansion_.layers.end(),
                                    [&](const LayerLine& line) { return line.name == layer; });
    return sources_.place(found->written->kind.span);
  }

  void output(const ast::Layer& layer) {
    const LayerWords words = read_layer(layer, output_form(), scope_, mistakes_);
    refuse_name(layer, "an output is called like its layer");
    if (!words.valid) return;
    const ast::Value& name = *words.layers.front();
    const std::optional<OutputLine> line = read_output(words, sources_, mistakes_);
    const std::optional<KnownLayer> known =
        find_layer(name, *level_, [](LayerId layer) { return layer != model_input; });
    if (!line || !known) return;
    const Span span = span_of(name);
    if (known->layer == model_input) {
      mistakes_.add(catalogue::input_as_output(sources_.place(span)));
      return;
    }
    for (const ExpandedOutput& other : expansion_.outputs) {
      if (other.layer != known->layer) continue;
      mistakes_.add(
          catalogue::output_twice(sources_.place(span), sources_.text(span), sources_.place(other.name)));
      return;
    }
    expansion_.outputs.push_back({known->layer, *line, span});
  }

  bool owns_weights(LayerId layer, std::string_view kind, const std::string& tie) const {
    if (layer == model_input) return false;
    const LayerLine& line = expansion_.layers[static_cast<std::size_t>(layer)];
    return line.op != nullptr && line.op->kind() == kind && !line.words.attributes.has(tie);
  }

  // The setting of a line that uses the weights of another layer.
  void tie(LayerLine& line, const std::string& setting, const ast::Value& value) {
    line.words.valid = false;
    const std::string_view wanted = line.op->kind() == "deconv" ? "conv" : "dense";
    const std::optional<KnownLayer> known =
        find_layer(value, *level_, [&](LayerId layer) { return owns_weights(layer, wanted, setting); });
    if (!known) return;
    const Place place = sources_.place(span_of(value));
    if (known->layer == model_input)
      return mistakes_.add(
          catalogue::tied_to_other_kind(place, line.op->kind(), wanted, "input", "the input"));
    const LayerLine& owner = expansion_.layers[static_cast<std::size_t>(known->layer)];
    if (owner.op == nullptr) return;  // its line is wrong, which is already reported
    if (owner.op->kind() != wanted) {
      return mistakes_.add(catalogue::tied_to_other_kind(place, line.op->kind(), wanted, owner.name,
                                                         "a " + std::string(owner.op->kind())));
    }
    if (owner.words.attributes.has(setting))
      return mistakes_.add(
          catalogue::tied_to_tied(place, owner.name, owner.words.attributes.choice(setting)));
    line.words.attributes.set(setting, owner.name);
    line.words.valid = true;
  }

  // What a line begins with: the kind of a layer, or the parameter of a block that has one as its value,
  // maybe with arguments.
  struct WrittenKind {
    std::string_view word;
    const std::vector<ast::Argument>* arguments = nullptr;
    bool reported = false;   // it is not a kind, and a mistake says so
    bool from_call = false;  // a parameter stands on the line
  };
  WrittenKind kind_of(const ast::Layer& layer) {
    const Span& kind = layer.kind.span;
    if (meaning_.used_at(kind) == no_definition) return {sources_.text(kind)};
    const Bound* bound = scope_.written_for(kind);
    if (bound == nullptr) {
      if (scope_.value_of(kind))
        mistakes_.add(
            catalogue::number_as_layer(sources_.place(kind), sources_.text(kind), scope_.shown(kind)));
      return {sources_.text(kind), nullptr, true};
    }
    if (const ast::Name* name = lone_name(*bound->written)) {
      const std::string_view word = sources_.text(name->span);
      const bool block = std::any_of(blocks_.begin(), blocks_.end(),
                                     [&](const auto& one) { return meaning_[one.first].name == word; });
      if (block) mistakes_.add(catalogue::block_as_argument(sources_.place(kind), sources_.text(kind), word));
      return {word, nullptr, block, true};
    }
    const auto* call = boost::get<x3::forward_ast<ast::Call>>(&bound->written->get());
    if (call != nullptr) return {sources_.text(call->get().name.span), &call->get().arguments, false, true};
    return {sources_.text(span_of(*bound->written)), nullptr, false, true};
  }

  std::vector<std::string> known_kinds() const {
    std::vector<std::string> kinds = kinds_of_layers();
    for (const auto& [id, block] : blocks_) {
      const bool open = std::find(calls_.begin(), calls_.end(), block) != calls_.end();
      if (!open) kinds.push_back(meaning_[id].name);
    }
    std::sort(kinds.begin(), kinds.end());
    return kinds;
  }

  // What a line may begin with here, besides the kind of a layer.
  std::vector<std::string> words_of_lines() const {
    std::vector<std::string> words{"let", "repeat", "from", "output"};
    if (stage_ == "decoder") words.emplace_back("mirror");
    if (stage_.empty() && open_notes_.empty())
      words.insert(words.end(), {"encoder", "decoder", "param", "input", "block", "include"});
    return words;
  }

  // Gives the latest layer this name.
  void know(const std::string& name, const Span& span) {
    const DefinitionId id = meaning_.define({NameKind::layer, level_->prefix + name, span, {}});
    level_->known.try_emplace(name, KnownLayer{tip_, id});
    if (tip_ == model_input) return;
    std::string& known_as = expansion_.layers[static_cast<std::size_t>(tip_)].known_as;
    const std::string full = level_->prefix + name;
    // A block may end with the 'from' of a layer that is outside of it.
    if (known_as.empty() || known_as.starts_with(full + ".")) known_as = full;
  }

  // The name after `as`, "" if there is none or its number is wrong.
  std::string given_name(const ast::Layer& layer) {
    const ast::Reference* alias = alias_of(layer);
    if (alias == nullptr) return "";
    return name_of(alias->name, alias->index.get_ptr()).value_or("");
  }

  static Span alias_span(const ast::Layer& layer) {
    const ast::Reference* alias = alias_of(layer);
    return alias == nullptr ? Span{} : alias->span;
  }

  // `level[2]` is level2.
  std::optional<std::string> name_of(const ast::Name& name, const ast::Expression* index) {
    std::string text(sources_.text(name.span));
    if (index == nullptr) return text;
    const AttributeSpec spec{.name = text + "[...]", .type = AttributeType::integer, .minimum = 0};
    ast::Value value;
    value = *index;
    const std::optional<AttributeValue> read = read_value(value, spec, scope_, mistakes_);
    if (!read) return std::nullopt;
    return text + std::to_string(std::get<std::int64_t>(*read));
  }

  static bool is_any(LayerId) { return true; }

  // The layer that a value refers to; a mistake if there is none, which offers names of those that fit.
  std::optional<KnownLayer> find_layer(const ast::Value& value, const LayerLevel& level,
                                       const std::function<bool(LayerId)>& fits = is_any) {
    if (const ast::Name* name = lone_name(value)) return find_layer(*name, nullptr, level, fits);
    if (const auto* reference = boost::get<ast::Reference>(&value.get()))
      return find_layer(reference->name, reference->index.get_ptr(), level, fits);
    mistakes_.add(catalogue::not_a_layer(sources_.place(span_of(value)), sources_.text(span_of(value))));
    return std::nullopt;
  }

  std::optional<KnownLayer> find_layer(const ast::Name& name, const ast::Expression* index,
                                       const LayerLevel& level,
                                       const std::function<bool(LayerId)>& fits = is_any) {
    const Bound* bound = index == nullptr ? scope_.written_for(name.span) : nullptr;
    if (bound != nullptr) return find_layer(*bound->written, *bound->level, fits);
    const std::optional<std::string> text = name_of(name, index);
    if (!text) return std::nullopt;
    const std::optional<KnownLayer> known = level.find(*text);
    if (known) {
      if (known->definition != no_definition) meaning_.use(name.span, known->definition);
      return known;
    }
    const Place place = sources_.place(name.span);
    const bool number = index == nullptr && scope_.is_value(name.span);
    if (number) {
      Diagnostic mistake = catalogue::not_a_layer(place, scope_.shown(name.span));
      scope_.explain_number(name.span, mistake);
      mistakes_.add(std::move(mistake));
    } else if (const LayerLine* inside = inside_a_call(*text, level)) {
      mistakes_.add(layer_inside_call(place, *text, *inside, level));
    } else if (const LayerLine* outside = level.prefix.empty() ? nullptr : layer_of_the_model(*text)) {
      mistakes_.add(
          catalogue::layer_outside_block(place, *text, sources_.place(outside->written->kind.span)));
    } else {
      mistakes_.add(catalogue::no_such_layer(place, *text, level.known_names(fits)));
    }
    return std::nullopt;
  }

  // The layer of that name outside of all calls; nullptr if there is none.
  const LayerLine* layer_of_the_model(const std::string& name) const {
    const auto found = std::find_if(expansion_.layers.begin(), expansion_.layers.end(),
                                    [&](const LayerLine& line) { return line.name == name; });
    return found == expansion_.layers.end() ? nullptr : &*found;
  }

  // The layer of that name inside a call that the level makes; nullptr if there is none.
  const LayerLine* inside_a_call(const std::string& name, const LayerLevel& level) const {
    const auto found =
        std::find_if(expansion_.layers.begin(), expansion_.layers.end(), [&](const LayerLine& line) {
          return line.name.starts_with(level.prefix) && line.name.ends_with("." + name);
        });
    return found == expansion_.layers.end() ? nullptr : &*found;
  }

  Diagnostic layer_inside_call(Place place, const std::string& name, const LayerLine& inside,
                               const LayerLevel& level) const {
    const std::string rest = inside.name.substr(level.prefix.size());
    return catalogue::layer_inside_call(std::move(place), name, rest.substr(0, rest.find('.')),
                                        sources_.place(inside.written->kind.span));
  }

  // `note` is added to the layers and the mistakes that come from `what`.
  template <class What>
  void within(Note note, const What& what) {
    const Explanation explanation(mistakes_, note);
    open_notes_.push_back(std::move(note));
    what();
    open_notes_.pop_back();
  }

  void call(DefinitionId id, const ast::Layer& layer) {
    const Span& kind = layer.kind.span;
    const Place place = sources_.place(kind);
    const std::string given = given_name(layer);
    const Span alias = alias_span(layer);
    const auto found = blocks_.find(id);
    if (found == blocks_.end()) {  // its first line is broken
      level_->names.add_unknown(given, alias);
      return lose();
    }
    const ast::Block& block = *found->second;
    if (std::find(calls_.begin(), calls_.end(), &block) != calls_.end()) {
      mistakes_.add(catalogue::block_calls_itself(place, sources_.text(kind)));
      return lose();
    }
    if (calls_.size() >= max_depth) {
      mistakes_.add(catalogue::calls_too_deep(place, max_depth));
      return lose();
    }
    const std::string name = level_->names.add(sources_.text(kind), kind, given, alias);
    LayerLevel inner(level_->prefix + name + ".", tip_, sources_, mistakes_);
    if (!bind_arguments(block, layer, inner)) return lose();
    LayerLevel* const outer = std::exchange(level_, &inner);
    calls_.push_back(&block);
    within({place, catalogue::in_call(name)}, [&] {
      visit_all(block.body.statements);
      inner.names.check();
    });
    calls_.pop_back();
    level_ = outer;
    unread_from_ = nullptr;
    know(name, alias.empty() ? kind : alias);
  }

  // False after a mistake.
  bool bind_arguments(const ast::Block& block, const ast::Layer& layer, const LayerLevel& inner) {
    std::vector<const ast::Value*> values(block.parameters.size(), nullptr);
    std::size_t next = 0;
    bool valid = true;
    const auto refuse = [&](Diagnostic mistake) {
      mistakes_.add(std::move(mistake));
      valid = false;
    };
    const std::string usage = usage_of(block);
    if (!layer.arguments.empty())
      refuse(catalogue::takes_no_arguments(sources_.place(layer.kind.span), sources_.text(layer.kind.span),
                                           usage));
    const ast::Alias* alias = nullptr;
    const ast::Option* first_option = nullptr;
    for (const ast::Item& item : layer.items) {
      const auto* value = boost::get<ast::Value>(&item.get());
      const auto* option = boost::get<ast::Option>(&item.get());
      if (alias != nullptr) {
        const Span span = value != nullptr ? span_of(*value) : option != nullptr ? option->span : alias->span;
        refuse(catalogue::after_the_name(sources_.place(span), sources_.text(span),
                                         sources_.text(alias->name.span)));
        break;
      }
      if (value != nullptr && first_option != nullptr) {
        refuse(catalogue::word_after_option(sources_.place(span_of(*value)), sources_.text(span_of(*value)),
                                            usage));
        break;
      }
      if (value != nullptr && next == values.size()) {
        refuse(catalogue::word_too_many(sources_.place(span_of(*value)), sources_.text(layer.kind.span),
                                        sources_.text(span_of(*value)), "write " + usage));
        break;
      }
      if (value != nullptr) values[next++] = value;
      if (option != nullptr) {
        first_option = option;
        const std::size_t at = parameter_called(block, sources_.text(option->name.span));
        const Place place = sources_.place(option->name.span);
        if (at == values.size()) {
          refuse(catalogue::unknown_option(place, sources_.text(layer.kind.span),
                                           sources_.text(option->name.span), parameter_names(block)));
        } else if (values[at] != nullptr) {
          refuse(catalogue::option_twice(place, sources_.text(option->name.span),
                                         sources_.place(span_of(*values[at]))));
        } else {
          values[at] = &option->value;
        }
      }
      alias = boost::get<ast::Alias>(&item.get());
    }
    for (std::size_t i = 0; i < values.size() && valid; ++i) {
      const ast::Parameter& parameter = block.parameters[i];
      const bool own = values[i] != nullptr;
      if (!own && !parameter.fallback) {
        refuse(catalogue::missing_word(sources_.place(layer.kind.span), sources_.text(layer.kind.span),
                                       catalogue::model_words::upper(sources_.text(parameter.name.span)), "",
                                       usage));
        break;
      }
      const std::optional<Bound> bound =
          own ? bound_to(*values[i], *level_) : bound_to(*parameter.fallback, inner);
      valid = valid && bound;
      const DefinitionId id = meaning_.defined_at(parameter.name.span);
      if (bound && id != no_definition) expansion_.bindings.set(id, *bound);
    }
    return valid;
  }

  // Numbers are evaluated at the call; anything else is read where the parameter is used.
  std::optional<Bound> bound_to(const ast::Value& value, const LayerLevel& level) {
    const auto* expression = boost::get<ast::Expression>(&value.get());
    if (const ast::Name* name = lone_name(value)) {
      if (const Bound* bound = scope_.written_for(name->span)) return *bound;
      if (!scope_.is_value(name->span)) expression = nullptr;
    }
    if (expression == nullptr) return Bound{.written = &value, .level = &level};
    const std::optional<Number> number = evaluate(*expression, scope_, {}, mistakes_);
    return number ? std::optional(Bound{.value = number}) : std::nullopt;
  }

  std::size_t parameter_called(const ast::Block& block, std::string_view name) const {
    const auto found =
        std::find_if(block.parameters.begin(), block.parameters.end(),
                     [&](const ast::Parameter& one) { return sources_.text(one.name.span) == name; });
    return static_cast<std::size_t>(found - block.parameters.begin());
  }

  std::vector<std::string> parameter_names(const ast::Block& block) const {
    std::vector<std::string> names;
    for (const ast::Parameter& one : block.parameters) names.emplace_back(sources_.text(one.name.span));
    return names;
  }

  // "residual FILTERS act=relu"
  std::string usage_of(const ast::Block& block) const {
    std::string line(sources_.text(block.name.span));
    for (const ast::Parameter& one : block.parameters) {
      const std::string_view name = sources_.text(one.name.span);
      line += " ";
      line += one.fallback ? std::string(name) + "=" + std::string(sources_.text(span_of(*one.fallback)))
                           : catalogue::model_words::upper(name);
    }
    return line;
  }

  const Program& program_;
  const SourceSet& sources_;
  Meaning& meaning_;
  Mistakes& mistakes_;
  Params params_;
  Expansion expansion_;
  Scope scope_;
  std::unordered_map<DefinitionId, const ast::Block*> blocks_;
  std::vector<const ast::Block*> calls_;  // the open calls
  LayerLevel* level_ = nullptr;
  LayerId tip_ = model_input;  // the next line's input
  const ast::From* unread_from_ = nullptr;
  std::string stage_;
  const ast::Layer* alone_in_decoder_ = nullptr;
  std::vector<Note> open_notes_;  // of the open calls and repetitions, the innermost last
  std::size_t statements_ = 0;
};

}  // namespace

Expansion expand(const Program& program, const ParameterValues& overrides, Meaning& meaning,
                 Mistakes& mistakes) {
  return Expander(program, meaning, mistakes).expand(overrides);
}

}  // namespace cae::dsl
