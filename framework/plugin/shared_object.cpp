#include "framework/plugin/shared_object.h"

#include <link.h>

#include <bit>
#include <cstring>
#include <type_traits>
#include <vector>

namespace cae {
namespace {

#if defined(__x86_64__)
constexpr std::uint16_t own_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr std::uint16_t own_machine = EM_AARCH64;
#else
constexpr std::uint16_t own_machine = EM_NONE;  // not known here; the dynamic linker checks it
#endif
constexpr unsigned char own_class = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;
constexpr unsigned char own_order = std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;

template <class T>
std::optional<T> read_at(std::string_view file, std::uint64_t offset) {
  static_assert(std::is_trivially_copyable_v<T>);
  if (offset > file.size() || file.size() - offset < sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, file.data() + offset, sizeof(T));
  return value;
}

template <class T>
std::optional<std::vector<T>> read_array(std::string_view file, std::uint64_t offset, std::uint64_t count) {
  if (offset > file.size() || (file.size() - offset) / sizeof(T) < count) return std::nullopt;
  std::vector<T> values(count);
  if (count != 0) std::memcpy(values.data(), file.data() + offset, count * sizeof(T));
  return values;
}

bool within(std::string_view file, std::uint64_t offset, std::uint64_t size) {
  return offset <= file.size() && size <= file.size() - offset;
}

// The text at `offset` of a string table, if it ends within the table.
std::optional<std::string_view> text_at(std::string_view strings, std::uint64_t offset) {
  if (offset >= strings.size()) return std::nullopt;
  const std::size_t end = strings.find('\0', offset);
  if (end == std::string_view::npos) return std::nullopt;
  return strings.substr(offset, end - offset);
}

const char* header_problem(const std::optional<ElfW(Ehdr)>& header) {
  if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) return "it is not an ELF file";
  if (header->e_ident[EI_CLASS] != own_class || header->e_ident[EI_DATA] != own_order ||
      (own_machine != EM_NONE && header->e_machine != own_machine)) {
    return "it was built for another kind of machine";
  }
  if (header->e_type != ET_DYN) return "it is an ELF file of another type, such as a program or a .o file";
  if (header->e_phentsize != sizeof(ElfW(Phdr)) || header->e_shentsize != sizeof(ElfW(Shdr))) {
    return "its headers are damaged";
  }
  return nullptr;
}

// The offset in the file of the byte at a virtual address.
std::optional<std::uint64_t> file_offset(const std::vector<ElfW(Phdr)>& segments, std::uint64_t address) {
  for (const ElfW(Phdr) & segment : segments) {
    if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
        address - segment.p_vaddr < segment.p_filesz) {
      return segment.p_offset + (address - segment.p_vaddr);
    }
  }
  return std::nullopt;
}

std::optional<std::uint64_t> symbol_address(std::string_view file, const std::vector<ElfW(Shdr)>& sections,
                                            std::string_view wanted) {
  for (const ElfW(Shdr) & section : sections) {
    if (section.sh_type != SHT_DYNSYM || section.sh_link >= sections.size()) continue;
    const ElfW(Shdr)& names = sections[section.sh_link];
    const auto symbols = read_array<ElfW(Sym)>(file, section.sh_offset, section.sh_size / sizeof(ElfW(Sym)));
    if (!symbols || !within(file, names.sh_offset, names.sh_size)) continue;
    const std::string_view strings = file.substr(names.sh_offset, names.sh_size);
    for (const ElfW(Sym) & symbol : *symbols) {
      if (symbol.st_shndx != SHN_UNDEF && (symbol.st_info & 0xf) == STT_OBJECT &&
          text_at(strings, symbol.st_name) == wanted) {
        return symbol.st_value;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

SymbolBytes find_symbol_bytes(std::string_view file, std::string_view symbol) {
  const auto header = read_at<ElfW(Ehdr)>(file, 0);
  if (const char* problem = header_problem(header)) return {.problem = problem};
  const auto segments = read_array<ElfW(Phdr)>(file, header->e_phoff, header->e_phnum);
  const auto sections = read_array<ElfW(Shdr)>(file, header->e_shoff, header->e_shnum);
  if (!segments || !sections) return {.problem = "it is truncated"};
  for (const ElfW(Phdr) & segment : *segments) {
    // A segment that extends past the end of the file would be mapped, and end the program with a bus error
    // when read.
    if (segment.p_type == PT_LOAD && !within(file, segment.p_offset, segment.p_filesz)) {
      return {.problem = "it is truncated"};
    }
  }
  const auto address = symbol_address(file, *sections, symbol);
  const auto offset = address ? file_offset(*segments, *address) : std::nullopt;
  if (!offset || *offset >= file.size()) return {};
  return {.bytes = file.substr(*offset)};
}

}  // namespace cae
