// make_images FILE COUNT SIZE SEED: COUNT grey images of SIZE x SIZE as NPY (bytes), each a bright box on a
// dark ground.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fputs("usage: make_images FILE COUNT SIZE SEED\n", stderr);
    return 2;
  }
  const int count = std::atoi(argv[2]);
  const int size = std::atoi(argv[3]);
  std::mt19937 generator(static_cast<unsigned>(std::atoi(argv[4])));
  const auto pick = [&](int low, int high) {
    return low + static_cast<int>(generator() % static_cast<unsigned>(high - low + 1));
  };
  // NPY 1.0: magic, version, length of the header, the header padded to 64 bytes.
  std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + std::to_string(count) + ", " +
                       std::to_string(size) + ", " + std::to_string(size) + "), }";
  header.append(64 - (10 + header.size() + 1) % 64, ' ');
  header += '\n';
  std::ofstream file(argv[1], std::ios::binary);
  file.write("\x93NUMPY\x01\x00", 8);
  file.put(static_cast<char>(header.size() & 0xFF));
  file.put(static_cast<char>(header.size() >> 8));
  file << header;
  for (int image = 0; image < count; ++image) {
    const int top = pick(0, size / 2);
    const int left = pick(0, size / 2);
    const int bottom = pick(top + 1, size);
    const int right = pick(left + 1, size);
    for (int y = 0; y < size; ++y) {
      for (int x = 0; x < size; ++x) {
        const bool inside = y >= top && y < bottom && x >= left && x < right;
        file.put(static_cast<char>(static_cast<std::uint8_t>(inside ? pick(180, 255) : pick(0, 40))));
      }
    }
  }
  return file.flush() ? 0 : 1;
}
