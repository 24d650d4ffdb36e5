# same_text.awk EXPECTED FOUND: exit status 0 if they are the same, word by word. In EXPECTED, a line that is only …
# stands for any number of lines, … as a word for one or more words; decimal numbers may differ by 3 %.  A star may stand before a number.
# The rule below a table's head is as wide as what stands in the column, such as a time.
function number(word) { return word ~ /^[*]?-?[0-9,]+\.[0-9]+(e[-+][0-9]+)?$/ }
function same_word(wanted, found,   a, b) {
  if (wanted == found || (wanted found) ~ /^--+$/) return 1
  if (!number(wanted) || !number(found)) return 0
  gsub(/[*,]/, "", wanted); gsub(/[*,]/, "", found)
  a = wanted + 0; b = found + 0
  return (a - b) * (a - b) <= 0.0009 * a * a
}
# Whether the words of a wanted line from i on match those of a found line from j on.
function same_words(i, j,   k) {
  if (i > wanted_words) return j > found_words
  if (w[i] == "…") {
    for (k = j + 1; k <= found_words + 1; ++k) if (same_words(i + 1, k)) return 1
    return 0
  }
  return j <= found_words && same_word(w[i], f[j]) && same_words(i + 1, j + 1)
}
function same_line(wanted, found) {
  wanted_words = split(wanted, w)
  found_words = split(found, f)
  return same_words(1, 1)
}
# Whether the expected lines from i on match the found lines from j on.
function same_from(i, j,   k) {
  if (i > wanted_lines) return j > found_lines
  if (expected[i] ~ /^ *…$/) {
    for (k = j; k <= found_lines + 1; ++k) if (same_from(i + 1, k)) return 1
    return 0
  }
  return j <= found_lines && same_line(expected[i], found[j]) && same_from(i + 1, j + 1)
}
NR == FNR { expected[++wanted_lines] = $0; next }
{ found[++found_lines] = $0 }
END { exit !same_from(1, 1) }
