// What a page may hold, so that it stays below 5 MB and opens at once. Images of few colours are compressed;
// of those that are not, and of many runs and maps, a page has less (report_page.cpp).
#pragma once

#include <cstddef>
#include <cstdint>

namespace cae::page_budget {

inline constexpr std::size_t page_bytes = 5'000'000;
inline constexpr std::int64_t points = 2000;               // of a map
inline constexpr std::int64_t thumbnail_side = 32;         // pixels, of a point's images
inline constexpr std::int64_t original_bytes = 1'600'000;  // of all points' images before compression
inline constexpr std::int64_t reconstruction_bytes = 2'800'000;
inline constexpr std::int64_t grid_bytes = 800'000;  // of all decoded grids
inline constexpr std::int64_t most_grid_side = 15;   // images
inline constexpr std::int64_t gallery_images = 20;   // of a run, shown with original and noisy input
inline constexpr std::int64_t gallery_side = 96;     // pixels
inline constexpr std::int64_t gallery_bytes = 1'200'000;
inline constexpr std::int64_t recorded_picture_bytes = 400'000;  // of all pictures that analyses left
inline constexpr std::int64_t columns = 8;                       // of a table

}  // namespace cae::page_budget
