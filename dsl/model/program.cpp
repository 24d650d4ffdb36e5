#include "dsl/model/program.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "dsl/model/syntax_report.h"
#include "dsl/model/text_check.h"
#include "framework/base/catalogue/blocks.h"
#include "framework/base/files.h"

namespace cae::dsl {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 1000;
constexpr std::uint64_t longest_file_read = std::uint64_t{1} << 28;

// Relative to the folder of the file that includes it.
std::string path_of(const ast::Include& include, const SourceSet& sources) {
  std::string_view path = sources.text(include.path.span);
  path = path.substr(1, path.size() - 2);
  return (fs::path(sources[include.span.file].file()).parent_path() / path).lexically_normal().string();
}

// One for all names of a file.
std::string identity_of(const std::string& path) {
  std::error_code ignored;
  const fs::path canonical = fs::weakly_canonical(path, ignored);
  return canonical.empty() ? path : canonical.string();
}

// A file that begins as one of the other kind: an included one as a model, that of the model as one of
// blocks.
std::optional<Diagnostic> wrong_kind(const SourceSet& sources, const std::vector<Token>& tokens,
                                     bool included) {
  const auto first = std::find_if(tokens.begin(), tokens.end(), [](const Token& token) {
    return !token.is_trivia() && token.kind != TokenKind::line_end;
  });
  const std::string_view word = sources.text(first->span);
  if (included && word == "model") return catalogue::model_included(sources.place(first->span));
  if (!included && word == "block") return catalogue::block_before_model(sources.place(first->span));
  return std::nullopt;
}

class ProgramParser {
 public:
  explicit ProgramParser(Mistakes& mistakes) : mistakes_(mistakes) {}

  Program parse(std::string text, std::string file) {
    open_.push_back(identity_of(file));
    read(std::move(text), std::move(file), parse_model);
    return {.sources = sources_, .files = std::move(files_)};
  }

 private:
  using Parser = SyntaxTree (*)(const SourceSet&, std::vector<Token>);

  void read(std::string text, std::string file, Parser parser) {
    const FileId id = sources_->add(std::move(file), std::move(text));
    files_.emplace_back();
    std::vector<Token> tokens;
    std::optional<Diagnostic> problem = text_problem(*sources_, id);
    if (!problem) {
      tokens = tokens_of(*sources_, id);
      problem = nesting_problem(*sources_, tokens);
    }
    if (!problem) problem = wrong_kind(*sources_, tokens, parser == parse_library);
    if (problem) {
      mistakes_.add(std::move(*problem));
      return;
    }
    files_[id] = parser(*sources_, std::move(tokens));
    report_syntax(files_[id], *sources_, mistakes_);
    std::vector<ast::Include> includes;
    for (const ast::Statement& statement : files_[id].model.statements) {
      if (const auto* include = ast::as<ast::Include>(statement)) includes.push_back(*include);
    }
    for (const ast::Include& include : includes) read_included(include);
  }

  void read_included(const ast::Include& include) {
    const std::string path = path_of(include, *sources_);
    const Place place = sources_->place(include.path.span);
    const std::string identity = identity_of(path);
    if (std::find(open_.begin(), open_.end(), identity) != open_.end()) {
      mistakes_.add(catalogue::includes_itself(place, path));
      return;
    }
    if (!seen_.insert(identity).second) return;
    if (files_.size() >= most_files) {
      mistakes_.add(catalogue::too_many_includes(place, most_files));
      return;
    }
    Result<std::string> text = read_file(path, longest_file_read);
    if (!text) {
      mistakes_.add(catalogue::include_not_read(place, path, text.diagnostics().front().message));
      return;
    }
    open_.push_back(identity);
    read(std::move(*text), path, parse_library);
    open_.pop_back();
  }

  Mistakes& mistakes_;
  std::shared_ptr<SourceSet> sources_ = std::make_shared<SourceSet>();
  std::vector<SyntaxTree> files_;
  std::vector<std::string> open_;  // from the model to the file that is being read
  std::set<std::string> seen_;
};

class Flattening {
 public:
  explicit Flattening(const Program& program) : program_(program), sources_(*program.sources) {
    for (FileId id = 0; id < sources_.size(); ++id) numbers_.emplace(sources_[id].file(), id);
  }

  std::string text_of(FileId id) {
    std::string all;
    std::string_view text = sources_[id].text();
    std::uint32_t at = 0;
    for (const ast::Statement& statement : program_.files[id].model.statements) {
      const auto* include = ast::as<ast::Include>(statement);
      if (include == nullptr) continue;
      all += text.substr(at, include->span.begin - at);
      all += included(*include);
      at = include->span.end;
    }
    return all + std::string(text.substr(at));
  }

 private:
  std::string included(const ast::Include& include) {
    const auto found = numbers_.find(path_of(include, sources_));
    const std::string line = "# " + std::string(sources_.text(include.span)) + "\n";
    if (found == numbers_.end() || !written_.insert(found->second).second) return line;
    std::string text = text_of(found->second);
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return line + text + "\n";
  }

  const Program& program_;
  const SourceSet& sources_;
  std::map<std::string, FileId> numbers_;
  std::set<FileId> written_;
};

}  // namespace

bool Program::is_whole() const {
  return std::all_of(files.begin(), files.end(),
                     [](const SyntaxTree& tree) { return tree.has_model && tree.errors.empty(); });
}

Program parse_program(std::string text, std::string file, Mistakes& mistakes) {
  return ProgramParser(mistakes).parse(std::move(text), std::move(file));
}

std::string self_contained(const Program& program) {
  return Flattening(program).text_of(0);
}

}  // namespace cae::dsl
