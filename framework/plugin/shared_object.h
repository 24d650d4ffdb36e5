// Reads a shared object without loading it, so that no code of a foreign, truncated or outdated file ever
// runs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cae {

struct SymbolBytes {
  std::string problem = {};  // why the file cannot be loaded; "" if nothing speaks against it
  // The file's bytes from the symbol on; none if the file does not have the symbol.
  std::optional<std::string_view> bytes = std::nullopt;
};

// Finds a defined data symbol among the exported ones of the ELF image `file` (the file's whole content).
// Every offset is checked against the file. Source: System V ABI, chapters 4 and 5.
SymbolBytes find_symbol_bytes(std::string_view file, std::string_view symbol);

}  // namespace cae
