// The loops of bf16_products.h, by the instruction vdpbf16ps: c += a0 * b0 + a1 * b1 for 16 pairs. The tiles
// are those of matrix_products_body.inc; the panels of B are as wide as a tile, so that it reads them
// sequentially.
#if defined(CAE_HAS_AVX_SETS)

#include <immintrin.h>

#include "framework/primitives/bf16_products.h"

namespace cae {
namespace {

using Size = decltype(sizeof(0));
#include "framework/primitives/row_tiles.inc"

constexpr Size lanes = 16;
constexpr int widest = 4;  // vectors of a panel, and of a tile
constexpr Size panel = widest * lanes;

// How many numbers there are from one row of a panel to the next.
inline Size panel_width(Size columns, Size first) {
  const Size left = (columns - first + lanes - 1) / lanes * lanes;
  return left < panel ? left : panel;
}

// The numbers of the last, shorter vector.
inline __mmask16 first_lanes(Size count) {
  return count >= lanes ? __mmask16{0xffff} : static_cast<__mmask16>((1U << count) - 1U);
}

inline __m512i rounded(__m512 values) {
  return _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(values));
}

void pair_rows(const float* matrix, Size rows, Size columns, std::uint32_t* pairs) {
  for (Size first = 0; first < columns; first += panel) {
    const Size width = panel_width(columns, first);
    for (Size row = 0; row < rows; row += 2) {
      for (Size c = first; c < first + width; c += lanes) {
        const __mmask16 mask = first_lanes(columns - c);
        const float* from = matrix + row * columns + c;
        const __m512 next =
            row + 1 < rows ? _mm512_maskz_loadu_ps(mask, from + columns) : _mm512_setzero_ps();
        const __m512i low = rounded(_mm512_maskz_loadu_ps(mask, from));
        _mm512_storeu_si512(pairs, _mm512_or_si512(low, _mm512_slli_epi32(rounded(next), 16)));
        pairs += lanes;
      }
    }
  }
}

void pair_columns(const float* matrix, Size rows, Size columns, std::uint32_t* pairs) {
  const Size stride = (columns + 1) / 2 * 2;
  auto* numbers = reinterpret_cast<std::uint16_t*>(pairs);
  for (Size row = 0; row < rows; ++row) {
    for (Size c = 0; c < stride; c += lanes) {
      const __m512 values = _mm512_maskz_loadu_ps(first_lanes(columns - c), matrix + row * columns + c);
      _mm256_mask_storeu_epi16(numbers + row * stride + c, first_lanes(stride - c),
                               (__m256i)_mm512_cvtneps_pbh(values));
    }
  }
}

// The strides of A's pairs: from one row to the next, and from one pair of a row to the next.
struct Steps {
  Size row, pair;
};

// C[rows, values vectors], the last one as far as `last` goes; a at its first row, b at its panel.
template <int values, int rows>
inline void tile(const Bf16Product& p, const std::uint32_t* a, Steps steps, const std::uint32_t* b, float* c,
                 __mmask16 last) {
  const Size pairs = (p.k + 1) / 2;
  __m512 sum[rows][values];
  for (int r = 0; r < rows; ++r) {
    for (int v = 0; v < values; ++v) {
      const __mmask16 mask = v + 1 == values ? last : __mmask16{0xffff};
      sum[r][v] = p.accumulate ? _mm512_maskz_loadu_ps(mask, c + static_cast<Size>(r) * p.n + v * lanes)
                               : _mm512_setzero_ps();
    }
  }
  for (Size i = 0; i < pairs; ++i) {
    __m512bh column[values];
    for (int v = 0; v < values; ++v) column[v] = (__m512bh)_mm512_loadu_si512(b + v * lanes);
    for (int r = 0; r < rows; ++r) {
      const __m512bh factor =
          (__m512bh)_mm512_set1_epi32(static_cast<int>(a[static_cast<Size>(r) * steps.row]));
      for (int v = 0; v < values; ++v) sum[r][v] = _mm512_dpbf16_ps(sum[r][v], factor, column[v]);
    }
    a += steps.pair;
    b += values * lanes;
  }
  for (int r = 0; r < rows; ++r) {
    for (int v = 0; v < values; ++v) {
      const __mmask16 mask = v + 1 == values ? last : __mmask16{0xffff};
      _mm512_mask_storeu_ps(c + static_cast<Size>(r) * p.n + v * lanes, mask, sum[r][v]);
    }
  }
}

// `rows` rows of C, from `first` on, with the panel of B whose columns begin at `column`.
template <int values>
void rows_with_panel(const Bf16Product& p, Size first, Size rows, const std::uint32_t* a, Steps steps,
                     Size column) {
  const std::uint32_t* b = p.b + column * ((p.k + 1) / 2);
  const __mmask16 last = first_lanes(p.n - column - (values - 1) * lanes);
  for_row_tiles<tallest(values)>(rows, [&]<int count>(Size row) {
    tile<values, count>(p, a + row * steps.row, steps, b, p.c + (first + row) * p.n + column, last);
  });
}

void rows_with_panels(const Bf16Product& p, Size first, Size rows, const std::uint32_t* a, Steps steps) {
  for (Size column = 0; column < p.n; column += panel) {
    switch (panel_width(p.n, column) / lanes) {
      case 1:
        rows_with_panel<1>(p, first, rows, a, steps, column);
        break;
      case 2:
        rows_with_panel<2>(p, first, rows, a, steps, column);
        break;
      case 3:
        rows_with_panel<3>(p, first, rows, a, steps, column);
        break;
      default:
        rows_with_panel<4>(p, first, rows, a, steps, column);
    }
  }
}

void plain(const Bf16Product& p) {
  rows_with_panels(p, 0, p.m, p.a, {(p.k + 1) / 2, 1});
}

// A is stored in panels too.
void transposed_a(const Bf16Product& p) {
  for (Size first = 0; first < p.m; first += panel) {
    const Size rows = p.m - first < panel ? p.m - first : panel;
    rows_with_panels(p, first, rows, p.a + first * ((p.k + 1) / 2), {1, panel_width(p.m, first)});
  }
}

}  // namespace

extern const Bf16Products bf16_products_avx512;
const Bf16Products bf16_products_avx512 = {pair_rows, pair_columns, plain, transposed_a};

}  // namespace cae

#endif
