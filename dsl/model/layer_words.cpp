#include "dsl/model/layer_words.h"

#include <algorithm>

#include "dsl/model/value.h"
#include "framework/base/catalogue/blocks.h"

namespace cae::dsl {
namespace {

std::string default_text(const AttributeSpec& spec) {
  if (spec.type == AttributeType::layer) return "NAME";
  if (!spec.default_value) return "...";
  const auto* window = std::get_if<Window>(&*spec.default_value);
  if (window != nullptr && window->height == window->width) return std::to_string(window->height);
  return to_string(*spec.default_value);
}

// The placeholder of a positional setting in a line's description: "FILTERS", "max|avg", "HxWxC".
std::string word_for(const AttributeSpec& spec) {
  if (spec.type == AttributeType::shape) return "HxWxC";
  if (spec.type != AttributeType::choice) return catalogue::model_words::upper(spec.name);
  std::string choices;
  for (const std::string& choice : spec.words) choices += (choices.empty() ? "" : "|") + choice;
  return choices;
}

class WordReader {
 public:
  WordReader(const ast::Layer& layer, const LineForm& form, const Scope& scope, Mistakes& mistakes)
      : layer_(layer), form_(form), scope_(scope), mistakes_(mistakes) {
    for (const AttributeSpec& spec : form.attributes) {
      if (spec.positional) positional_.push_back(&spec);
    }
  }

  LayerWords read(const std::vector<ast::Argument>* more_arguments) {
    if (more_arguments != nullptr) {
      for (const ast::Argument& argument : *more_arguments) read_argument(argument);
    }
    for (const ast::Argument& argument : layer_.arguments) read_argument(argument);
    for (const ast::Item& item : layer_.items) {
      boost::apply_visitor([this](const auto& part) { read_item(part); }, item);
    }
    check_missing();
    return std::move(words_);
  }

 private:
  void read_argument(const ast::Argument& argument) {
    if (const auto* option = boost::get<ast::Option>(&argument.get())) {
      read_option(*option);
      return;
    }
    const Span span = span_of(boost::get<ast::Value>(argument.get()));
    const std::string_view source = scope_.text(span);
    const std::string kind(form_.kind);
    const bool one_setting = positional_.empty() && form_.attributes.size() == 1;
    // "conv(8, 3x3)": reported once, for all its arguments.
    if (!in_order_) return;
    in_order_ = false;
    add(one_setting ? catalogue::argument_without_name(
                          place(span), kind, source,
                          kind + "(" + form_.attributes.front().name + "=" + std::string(source) + ")")
                    : catalogue::takes_no_arguments(place(layer_.kind.span), kind, usage(form_)));
  }

  void read_item(const ast::Value& value) {
    if (reads_layers() && next_ == positional_.size()) return read_layer_name(value);
    const ast::Name* name = lone_name(value);
    const Bound* bound = name == nullptr ? nullptr : scope_.written_for(name->span);
    if (bound == nullptr) return read_word(value);
    const Explanation explanation(mistakes_,
                                  {place(name->span), catalogue::stands_here(scope_.text(name->span))});
    from_call_ = true;
    read_word(*bound->written);
    from_call_ = false;
  }

  bool reads_layers() const { return form_.listed.most > 0; }

  void read_layer_name(const ast::Value& value) {
    const Span span = span_of(value);
    if (!before_alias(span) || !in_order_) return;
    if (static_cast<int>(words_.layers.size()) < form_.listed.most) {
      words_.layers.push_back(&value);
      return;
    }
    in_order_ = false;
    too_many(value, span);
  }

  void read_word(const ast::Value& value) {
    const Span span = span_of(value);
    if (!before_alias(span)) return;
    if (!in_order_) return;
    if (after_option_) {
      in_order_ = false;
      add(catalogue::word_after_option(place(span), scope_.text(span), usage(form_)));
      return;
    }
    read_positional(value, span);
  }

  void read_item(const ast::Option& option) {
    if (!before_alias(option.span)) return;
    after_option_ = true;
    read_option(option);
  }

  void read_item(const ast::Alias& alias) {
    if (!before_alias(alias.span)) return;
    alias_ = &alias;
  }

  // Nothing may follow `as NAME`; reported once.
  bool before_alias(const Span& span) {
    if (alias_ == nullptr) return true;
    if (!after_alias_)
      add(catalogue::after_the_name(place(span), scope_.text(span), scope_.text(alias_->name.span)));
    after_alias_ = true;
    return false;
  }

  void read_positional(const ast::Value& value, const Span& span) {
    if (next_ == positional_.size()) {
      in_order_ = false;
      too_many(value, span);
      return;
    }
    std::size_t skipped_required = positional_.size();
    std::size_t match = next_;
    for (; match < positional_.size() && !fits(value, *positional_[match], scope_); ++match) {
      if (positional_[match]->required && skipped_required == positional_.size()) skipped_required = match;
    }
    if (match ==
        positional_.size()) {  // it has the form of none: the mistake is about the one whose turn it is
      match = next_;
      const ast::Name* name = lone_name(value);
      if (name != nullptr && scope_.is_lost(name->span)) {
        words_.valid = in_order_ = false;
        return;
      }
      const AttributeType type = positional_[match]->type;
      const bool word = type == AttributeType::choice || type == AttributeType::activation;
      const std::string_view written = lone_word(value, scope_);
      if (type == AttributeType::activation && written.empty()) {  // a number or sizes: of what came before
        too_many(value, span);
        in_order_ = false;
        return;
      }
      const bool setting = names_setting(written) || (word && !option_meant(written).empty());
      if (word || setting)
        in_order_ = false;  // a wrong number is one mistake, a wrong word shifts what follows
      if (setting) {
        too_many(value, span);
        return;
      }
    } else if (skipped_required < positional_.size()) {
      in_order_ = false;
      Diagnostic mistake =
          catalogue::missing_word(place(span), form_.kind, word_for(*positional_[skipped_required]),
                                  scope_.shown(span), usage(form_));
      scope_.explain_number(span, mistake);
      add(std::move(mistake));
    }
    take(*positional_[match], value, span);
    next_ = match + 1;
  }

  void too_many(const ast::Value& value, const Span& span) {
    const std::string_view word = lone_word(value, scope_);
    std::string help = "write " + usage(form_);
    const Operator* other = find_operator(word);
    if (from_call_) {
      help = "give another value in the call; the line that uses it is written " + usage(form_);
    } else if (const std::string option = option_meant(word); !option.empty()) {
      help = catalogue::did_you_mean(option);
    } else if (other != nullptr && other->is_activation() && find_operator(form_.kind) != nullptr) {
      help = "an activation of its own goes on the next line";
    }
    Diagnostic mistake = catalogue::word_too_many(place(span), form_.kind, scope_.shown(span), help);
    scope_.explain_number(span, mistake);
    add(std::move(mistake));
  }

  bool names_setting(std::string_view word) const {
    return std::any_of(form_.attributes.begin(), form_.attributes.end(),
                       [&](const AttributeSpec& spec) { return spec.name == word; });
  }

  // "pad=same" for "same", "stride=..." for "stride", "" for a word that is not part of an option.
  std::string option_meant(std::string_view word) const {
    if (word.empty()) return "";
    for (const AttributeSpec& spec : form_.attributes) {
      if (spec.positional) continue;
      if (spec.name == word) return spec.name + "=...";
      const std::vector<std::string> words = words_of(spec);
      if (std::find(words.begin(), words.end(), word) != words.end())
        return spec.name + "=" + std::string(word);
    }
    return "";
  }

  void read_option(const ast::Option& option) {
    const std::string_view name = scope_.text(option.name.span);
    const Place here = place(option.name.span);
    const auto spec = std::find_if(form_.attributes.begin(), form_.attributes.end(),
                                   [&](const AttributeSpec& candidate) { return candidate.name == name; });
    if (spec == form_.attributes.end()) {
      if (const std::string kind = activation_with(name); !kind.empty()) {
        add(catalogue::option_of_activation(here, name, kind, scope_.text(option.span)));
      } else {
        add(catalogue::unknown_option(here, form_.kind, name, option_names()));
      }
      return;
    }
    if (spec->positional) {
      add(catalogue::positional_by_name(here, form_.kind, name, usage(form_)));
      in_order_ = false;
      return;
    }
    const auto first = option_places_.find(spec->name);
    if (first != option_places_.end()) {
      add(catalogue::option_twice(here, name, place(first->second)));
      return;
    }
    option_places_.emplace(spec->name, option.name.span);
    take(*spec, option.value, span_of(option.value));
  }

  // The activation on this line if it has a setting of that name, else "".
  std::string activation_with(std::string_view name) const {
    for (const auto& [setting, value] : words_.attributes) {
      const auto* activation = std::get_if<Activation>(&value);
      if (activation == nullptr) continue;
      for (const AttributeSpec& spec : find_operator(activation->kind)->attributes()) {
        if (spec.name == name) return activation->kind;
      }
    }
    return "";
  }

  void take(const AttributeSpec& spec, const ast::Value& value, const Span& span) {
    words_.written.emplace(spec.name, span);
    if (spec.type == AttributeType::layer) {
      words_.layer_options.emplace_back(spec.name, &value);
      return;
    }
    std::optional<AttributeValue> read = read_value(value, spec, scope_, mistakes_);
    if (read) {
      words_.attributes.set(spec.name, std::move(*read));
    } else {
      words_.valid = false;
    }
  }

  void check_missing() {
    if (!in_order_) return;
    if (const std::size_t given = words_.layers.size(); static_cast<int>(given) < form_.listed.least) {
      const std::string word(form_.layer_words.empty() ? "NAME" : form_.layer_words[given]);
      return add(catalogue::missing_word(place(layer_.kind.span), form_.kind, word, "", usage(form_)));
    }
    for (; next_ < positional_.size(); ++next_) {
      if (!positional_[next_]->required) continue;
      add(catalogue::missing_word(place(layer_.kind.span), form_.kind, word_for(*positional_[next_]), "",
                                  usage(form_)));
      return;
    }
  }

  std::vector<std::string> option_names() const {
    std::vector<std::string> names;
    for (const AttributeSpec& spec : form_.attributes) {
      if (!spec.positional) names.push_back(spec.name);
    }
    return names;
  }

  Place place(const Span& span) const { return scope_.place(span); }

  void add(Diagnostic diagnostic) {
    words_.valid = false;
    mistakes_.add(std::move(diagnostic));
  }

  const ast::Layer& layer_;
  const LineForm& form_;
  const Scope& scope_;
  Mistakes& mistakes_;
  std::vector<const AttributeSpec*> positional_;
  std::size_t next_ = 0;  // the positional setting whose turn it is
  std::map<std::string, Span, std::less<>> option_places_;
  const ast::Alias* alias_ = nullptr;
  bool in_order_ =
      true;  // false: a mistake in the order of the words was reported; those that follow from it are not
  bool after_option_ = false;
  bool from_call_ = false;  // the value is written in a call, not on this line
  bool after_alias_ = false;
  LayerWords words_;
};

}  // namespace

LayerWords read_layer(const ast::Layer& layer, const LineForm& form, const Scope& scope, Mistakes& mistakes,
                      const std::vector<ast::Argument>* arguments) {
  return WordReader(layer, form, scope, mistakes).read(arguments);
}

const ast::Reference* alias_of(const ast::Layer& layer) {
  for (const ast::Item& item : layer.items) {
    if (const auto* alias = boost::get<ast::Alias>(&item.get())) return &alias->name;
  }
  return nullptr;
}

LineForm form_of(const Operator& op) {
  return {.kind = op.kind(),
          .attributes = op.attributes(),
          .listed = op.listed_inputs(),
          .layer_words = op.named_inputs()};
}

std::string usage(const LineForm& form) {
  std::string line(form.kind);
  for (const AttributeSpec& spec : form.attributes) {
    if (!spec.positional) continue;
    const std::string word = word_for(spec);
    line += spec.required ? " " + word : " [" + word + "]";
  }
  for (const std::string_view word : form.layer_words) line += " " + std::string(word);
  if (form.layer_words.empty() && form.listed.most > 0) line += " NAME";
  if (form.layer_words.empty() && form.listed.most > 1) line += "...";
  for (const AttributeSpec& spec : form.attributes) {
    if (!spec.positional) line += " " + spec.name + "=" + default_text(spec);
  }
  return line;
}

}  // namespace cae::dsl
