# numbers.awk: means with Student's 95 % interval, and the text and verdict of a line of `cae-lab compare --csv`.

# The two-sided 95 % quantile of Student's t.
function t_quantile(degrees) {
  split("12.7062 4.3027 3.1824 2.7764 2.5706 2.4469 2.3646 2.3060 2.2622 2.2281 2.2010 2.1788 2.1604 2.1448 2.1314 " \
        "2.1199 2.1098 2.1009 2.0930", t_table, " ")
  return degrees in t_table ? t_table[degrees] : 1.96
}

# Of values[1..n]: sets mean, and half of the interval's width, "" of one value.
function interval(values, n,    i, squares) {
  mean = squares = 0
  for (i = 1; i <= n; ++i) mean += values[i] / n
  for (i = 1; i <= n; ++i) squares += (values[i] - mean) ^ 2
  half = n > 1 ? t_quantile(n - 1) * sqrt(squares / (n - 1) / n) : ""
}

# Whether the interval lies above (side 1) or below (-1) the value.
function lies(side, value) {
  return half != "" && side * (mean - value) > half
}

function with_interval(digits, signed,    form) {
  form = "%" (signed ? "+" : "") "." digits "f"
  if (half == "") return sprintf(form " (one seed: no interval)", mean)
  return sprintf(form " (" form " to " form ")", mean, mean - half, mean + half)
}

# A line of `compare --csv`, split at commas: those of the columns before the verdict hold no comma.
function read_difference(line,    cell) {
  split(line, cell, ",")
  variant = cell[3]; seeds = cell[4]; mean_loss = cell[5]
  pairs = cell[16]; difference = cell[17]; low = cell[18]; high = cell[19]; p_holm = cell[23]
  gsub(/"/, "", variant)
}

function difference_text() {
  if (low == "") return pairs ? sprintf("%+.4f (one seed: no interval)", difference) : "no seed in common"
  return sprintf("%+.4f (%+.4f to %+.4f; p %s; %d seeds)", difference, low, high, p_text(p_holm), pairs)
}

function p_text(p) {
  return p < 0.001 ? "< 0.001" : sprintf("%.3f", p)
}

# Of a claim that the variant's loss is higher (sign 1), lower (-1) or another (0) than the base's.
function verdict(sign) {
  if (low == "" || p_holm >= 0.05) return "no evidence"
  return sign == 0 || sign * difference > 0 ? "held" : "did not hold"
}
