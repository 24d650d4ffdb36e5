// The commit a run was made from, read from .git as git writes it.
#include "framework/store/provenance.h"

#include <fstream>

#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

namespace {

const std::string commit(40, 'c');

void put(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path) << text;
}

}  // namespace

TEST_CASE("a branch, a packed branch and a detached head give the commit") {
  const TemporaryFolder folder;
  put(folder.path("inner/file.yaml"), "");
  put(folder.path(".git/HEAD"), "ref: refs/heads/main\n");
  CHECK_FALSE(git_revision(folder.path("inner/file.yaml")).has_value());  // before the first commit
  put(folder.path(".git/packed-refs"), "# pack-refs with: peeled\n" + commit + " refs/heads/main\n");
  CHECK(git_revision(folder.path("inner/file.yaml")) == commit);
  put(folder.path(".git/refs/heads/main"), std::string(40, 'd') + "\n");
  CHECK(git_revision(folder.path("inner")) == std::string(40, 'd'));
  put(folder.path(".git/HEAD"), commit + "\n");
  CHECK(git_revision(folder.path("inner")) == commit);
}

TEST_CASE("a linked worktree gives its own branch's commit") {
  const TemporaryFolder folder;
  put(folder.path("main/.git/refs/heads/idea"), commit + "\n");
  put(folder.path("main/.git/worktrees/tree/HEAD"), "ref: refs/heads/idea\n");
  put(folder.path("main/.git/worktrees/tree/commondir"), "../..\n");
  put(folder.path("tree/.git"), "gitdir: " + folder.path("main/.git/worktrees/tree") + "\n");
  CHECK(git_revision(folder.path("tree")) == commit);
}

TEST_CASE("there is no commit outside a repository") {
  const TemporaryFolder folder;
  CHECK_FALSE(git_revision(folder.path()).has_value());
  put(folder.path(".git"), "neither a folder nor a pointer");
  CHECK_FALSE(git_revision(folder.path()).has_value());
}

TEST_CASE("the processor has a name") {
  CHECK_FALSE(cpu_name().empty());
}
