// Which table an analysis means by a name.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"

namespace cae {

struct KnownTable {
  std::string name = {};     // under which it is kept: "latent2-code"
  std::string given = {};    // by the plugin: "latent-code"
  std::string use = {};      // that makes it: "latent2"
  std::size_t analysis = 0;  // that use's entry in the plan
  bool named = false;        // by the experiment, with `as`
};

// What is asked for: the value of a table's parameter in one use.
struct TableQuestion {
  Place place = {};           // of the value
  std::string analysis = {};  // that needs it
  std::string table = {};
};

// The table of that name, where no other use without a name of its own makes one that its plugin calls so;
// else the one table of the use of that name; else the one that its plugin calls so. `before` are those made
// before the analysis, `after` those made later, for the message. E844, E845.
Result<KnownTable> find_table(const TableQuestion& question, const std::vector<KnownTable>& before,
                              const std::vector<KnownTable>& after = {});

}  // namespace cae
