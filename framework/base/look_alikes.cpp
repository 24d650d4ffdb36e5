#include "framework/base/look_alikes.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace cae {
namespace {

struct Row {
  char32_t code;
  std::string_view name;  // as Unicode calls it, in lower case
  std::string_view plain;
};

constexpr std::string_view blank = " ";
constexpr std::string_view nothing = "";

constexpr std::array rows = {Row{0x00A0, "no-break space", blank},
                             Row{0x00AB, "left-pointing double angle quotation mark", "\""},
                             Row{0x00AD, "soft hyphen", nothing},
                             Row{0x00B4, "acute accent", "'"},
                             Row{0x00BB, "right-pointing double angle quotation mark", "\""},
                             Row{0x037E, "Greek question mark", ";"},
                             Row{0x1680, "ogham space mark", blank},
                             Row{0x180E, "Mongolian vowel separator", nothing},
                             Row{0x2000, "en quad", blank},
                             Row{0x2001, "em quad", blank},
                             Row{0x2002, "en space", blank},
                             Row{0x2003, "em space", blank},
                             Row{0x2004, "three-per-em space", blank},
                             Row{0x2005, "four-per-em space", blank},
                             Row{0x2006, "six-per-em space", blank},
                             Row{0x2007, "figure space", blank},
                             Row{0x2008, "punctuation space", blank},
                             Row{0x2009, "thin space", blank},
                             Row{0x200A, "hair space", blank},
                             Row{0x200B, "zero width space", nothing},
                             Row{0x200C, "zero width non-joiner", nothing},
                             Row{0x200D, "zero width joiner", nothing},
                             Row{0x200E, "left-to-right mark", nothing},
                             Row{0x200F, "right-to-left mark", nothing},
                             Row{0x2010, "hyphen", "-"},
                             Row{0x2011, "non-breaking hyphen", "-"},
                             Row{0x2012, "figure dash", "-"},
                             Row{0x2013, "en dash", "-"},
                             Row{0x2014, "em dash", "-"},
                             Row{0x2015, "horizontal bar", "-"},
                             Row{0x2018, "left single quotation mark", "'"},
                             Row{0x2019, "right single quotation mark", "'"},
                             Row{0x201A, "single low-9 quotation mark", "'"},
                             Row{0x201C, "left double quotation mark", "\""},
                             Row{0x201D, "right double quotation mark", "\""},
                             Row{0x201E, "double low-9 quotation mark", "\""},
                             Row{0x2024, "one dot leader", "."},
                             Row{0x2028, "line separator", "\n"},
                             Row{0x2029, "paragraph separator", "\n"},
                             Row{0x202A, "left-to-right embedding", nothing},
                             Row{0x202B, "right-to-left embedding", nothing},
                             Row{0x202C, "pop directional formatting", nothing},
                             Row{0x202D, "left-to-right override", nothing},
                             Row{0x202E, "right-to-left override", nothing},
                             Row{0x202F, "narrow no-break space", blank},
                             Row{0x205F, "medium mathematical space", blank},
                             Row{0x2060, "word joiner", nothing},
                             Row{0x2066, "left-to-right isolate", nothing},
                             Row{0x2067, "right-to-left isolate", nothing},
                             Row{0x2068, "first strong isolate", nothing},
                             Row{0x2069, "pop directional isolate", nothing},
                             Row{0x2212, "minus sign", "-"},
                             Row{0x2215, "division slash", "/"},
                             Row{0x2217, "asterisk operator", "*"},
                             Row{0x3000, "ideographic space", blank},
                             Row{0x3001, "ideographic comma", ","},
                             Row{0xFEFF, "zero width no-break space, or byte order mark", nothing}};

// U+FF01 to U+FF5E repeat ASCII from '!' to '~'.
constexpr char32_t first_fullwidth = 0xFF01;
constexpr char32_t last_fullwidth = 0xFF5E;
constexpr char32_t fullwidth_to_ascii = 0xFEE0;

LookAlike found(char32_t code, std::string_view name, std::string_view plain) {
  std::array<char, 16> number{};
  std::snprintf(number.data(), number.size(), "U+%04X", static_cast<unsigned>(code));
  const std::string instead = plain == nothing ? "remove it"
                              : plain == blank ? "write a plain space"
                              : plain == "\n"  ? "begin a new line"
                                               : "write " + std::string(plain);
  return {.name = std::string(number.data()) + " (" + std::string(name) + ")",
          .instead = instead,
          .unseen = plain == nothing || plain == blank || plain == "\n"};
}

}  // namespace

std::optional<LookAlike> look_alike(char32_t code) {
  if (code >= first_fullwidth && code <= last_fullwidth) {
    const std::string plain(1, static_cast<char>(code - fullwidth_to_ascii));
    return found(code, "fullwidth form of " + plain, plain);
  }
  const auto* row = std::find_if(rows.begin(), rows.end(), [code](const Row& r) { return r.code == code; });
  if (row == rows.end()) return std::nullopt;
  return found(code, row->name, row->plain);
}

}  // namespace cae
