// check_json FILE: whether every line of FILE is one JSON object. Prints how many events of each kind there
// are.
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: check_json FILE\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1]);
  std::map<std::string, int> events;
  for (std::string line; std::getline(file, line);) {
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object() || !object.contains("event")) {
      std::printf("no JSON object with an event: %s\n", line.c_str());
      return 1;
    }
    ++events[object["event"].get<std::string>()];
  }
  for (const auto& [event, count] : events) std::printf("%s %d\n", event.c_str(), count);
  return 0;
}
