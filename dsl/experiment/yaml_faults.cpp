#include "dsl/experiment/yaml_faults.h"

#include <algorithm>
#include <string_view>

#include "dsl/experiment/token_end.h"
#include "framework/base/catalogue/experiment.h"

namespace cae {
namespace {

using catalogue::YamlFault;

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_blank(std::string_view line) {
  const std::size_t content = line.find_first_not_of(" \t");
  return content == std::string_view::npos || line[content] == '#';
}

int content_length(std::string_view line) {
  const std::size_t begin = indentation(line);
  const std::size_t end = std::min(line.find(" #"), line.size());
  const std::size_t last = line.substr(0, end).find_last_not_of(" \t");
  return last == std::string_view::npos || last < begin ? 1 : static_cast<int>(last - begin) + 1;
}

bool has_entry(std::string_view line) {
  return line.find(": ") != std::string_view::npos || line.ends_with(':');
}

// The nearest line above that has content, or 0.
int line_above(const SourceText& source, int line) {
  do {
    --line;
  } while (line > 0 && is_blank(source.line(line)));
  return std::max(line, 0);
}

Place content_of(const SourceText& source, int line) {
  const std::string_view text = source.line(line);
  return source.place(line, static_cast<int>(indentation(text)) + 1, content_length(text));
}

// yaml-cpp reports the ':' after the real mistake: a line without one, or one that is indented too far.
Diagnostic explain_colon(const SourceText& source, int line, int column) {
  const std::string_view text = source.line(line);
  const std::string_view before = text.substr(0, std::min(text.size(), static_cast<std::size_t>(column - 1)));
  if (before.find(": ") != std::string_view::npos) {
    return catalogue::broken_yaml(source.place(line, column, 1), YamlFault::colon_repeated);
  }
  const int above = line_above(source, line);
  const std::string_view previous = source.line(above);
  if (above > 0 && !has_entry(previous)) {
    const std::size_t colon = previous.find(':');
    const bool room_missing = colon != std::string_view::npos && colon > 0;
    return room_missing ? catalogue::broken_yaml(source.place(above, static_cast<int>(colon) + 1, 1),
                                                 YamlFault::colon_without_room)
                        : catalogue::broken_yaml(content_of(source, above), YamlFault::colon_missing);
  }
  if (above > 0 && indentation(text) != indentation(previous)) {
    return catalogue::broken_yaml(content_of(source, line), YamlFault::indentation);
  }
  return catalogue::broken_yaml(source.place(line, column, 1), YamlFault::other);
}

Diagnostic explain_entry(const SourceText& source, int line, int column) {
  const std::string_view text = source.line(line);
  const std::size_t begin = indentation(text);
  if (begin + 1 == static_cast<std::size_t>(column) && begin < text.size() && text[begin] != '-' &&
      !has_entry(text)) {
    return catalogue::broken_yaml(content_of(source, line), YamlFault::colon_missing);
  }
  const int above = line_above(source, line);
  if (begin + 1 == static_cast<std::size_t>(column) && above > 0 && has_entry(text) &&
      begin != indentation(source.line(above))) {
    return catalogue::broken_yaml(content_of(source, line), YamlFault::indentation);
  }
  return catalogue::broken_yaml(source.place(line, column, name_length(source, line, column)),
                                YamlFault::not_an_entry);
}

// The first quote of the text that is never closed; `otherwise` if there is none.
Place open_quote(const SourceText& source, Place otherwise) {
  for (int line = 1; line <= static_cast<int>(source.line_count()); ++line) {
    const std::string_view text = source.line(line);
    for (std::size_t at = text.find_first_of("'\"#"); at < text.size();) {
      const bool begins = at == 0 || std::string_view(" [{,").find(text[at - 1]) != std::string_view::npos;
      if (text[at] == '#' && begins) break;
      TokenEnd token = {};
      if (text[at] != '#' && begins) token = scalar_token(source, line, static_cast<int>(at) + 1, "");
      if (!token.closed) return source.place(line, token.column, token.length);
      at = text.find_first_of("'\"#", at + static_cast<std::size_t>(token.length));
    }
  }
  return otherwise;
}

// A list or map in brackets did not end where the next ',' or bracket was expected.
Diagnostic explain_end(const SourceText& source, int line, int column, const YamlNode* open) {
  const std::string_view text = source.line(line);
  const std::string_view rest = text.substr(std::min(text.size(), static_cast<std::size_t>(column - 1)));
  if (open == nullptr) return catalogue::broken_yaml(source.place(line, column, 1), YamlFault::other);
  const bool closes_here = rest.find(open->is_list() ? ']' : '}') != std::string_view::npos;
  if (closes_here && rest.starts_with(':')) {
    return catalogue::broken_yaml(source.place(line, column, 1), YamlFault::comma_missing);
  }
  return catalogue::broken_yaml(open->spot.place(),
                                open->is_list() ? YamlFault::list_never_closed : YamlFault::map_never_closed);
}

}  // namespace

Diagnostic explain(const YAML::Exception& error, const SourceText& source, const YamlNode* open) {
  namespace msg = YAML::ErrorMsg;
  const std::string_view what = error.msg;
  const int line = std::max(error.mark.line, 0) + 1;
  const int column = std::max(error.mark.column, 0) + 1;
  const auto here = [&](YamlFault fault, int length = 1) {
    return catalogue::broken_yaml(source.place(line, column, length), fault);
  };
  if (what == msg::MAP_VALUE || what == msg::MAP_KEY) return explain_colon(source, line, column);
  if (what == msg::END_OF_MAP || what == msg::END_OF_SEQ || what == msg::BLOCK_ENTRY) {
    return explain_entry(source, line, column);
  }
  if (what == msg::END_OF_SEQ_FLOW || what == msg::END_OF_MAP_FLOW) {
    return explain_end(source, line, column, open);
  }
  if (what == msg::FLOW_END) return here(YamlFault::closing_bracket);
  if (what == msg::EOF_IN_SCALAR || what == msg::DOC_IN_SCALAR) {
    return catalogue::broken_yaml(open_quote(source, source.place(line, column, 1)),
                                  YamlFault::quote_never_closed);
  }
  if (what.starts_with(msg::INVALID_ESCAPE) || what == msg::INVALID_HEX ||
      what.starts_with(msg::INVALID_UNICODE)) {
    return here(YamlFault::escape);
  }
  if (what == msg::UNKNOWN_TOKEN || what == msg::CHAR_IN_SCALAR) return here(YamlFault::reserved_character);
  if (what.starts_with(msg::UNKNOWN_ANCHOR) || what == msg::ALIAS_NOT_FOUND || what == msg::CHAR_IN_ALIAS) {
    return here(YamlFault::unknown_alias, name_length(source, line, column));
  }
  if (what == msg::TAB_IN_INDENTATION) return catalogue::tab_indents(source.place(line, column, 1));
  if (what.find("directive") != std::string_view::npos || what.starts_with(msg::YAML_VERSION) ||
      what == msg::YAML_MAJOR_VERSION) {
    return here(YamlFault::directive);
  }
  return here(YamlFault::other);
}

}  // namespace cae
