# starts.awk: how many starts lose a unit of the code. Reads lines of variant, runs, runs that lost one; the interval of
# the share is Wilson's.
BEGIN {
  FS = ","
  kinds = split("starts starts-lecun starts-leaky starts-linear starts-bn-first starts-no-bn starts-no-bn-linear",
                order, " ")
  label["starts"] = "relu (the report's)"; label["starts-lecun"] = "relu, start weights after LeCun"
  label["starts-no-bn"] = "relu, a model without batch norm"
  label["starts-no-bn-linear"] = "none: a linear code, without batch norm"
  label["starts-leaky"] = "leaky relu"; label["starts-linear"] = "none: a linear code"
  label["starts-bn-first"] = "batch norm, then relu"
}
{ tried[$1] = $2; lost[$1] = $3 }

function share(k, n,    p, z, middle, width) {
  p = k / n; z = 1.959964
  middle = (p + z * z / (2 * n)) / (1 + z * z / n)
  width = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
  return sprintf("%.0f %% (%.0f to %.0f)", 100 * p, 100 * (middle - width), 100 * (middle + width))
}

END {
  for (i = 1; i <= kinds; ++i) {
    v = order[i]
    if (v in tried) printf "| %s | %d | %d | %s |\n", label[v], tried[v], lost[v], share(lost[v], tried[v])
    else printf "| %s | not run | | |\n", label[v]
  }
}
