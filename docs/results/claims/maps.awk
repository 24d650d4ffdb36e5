# maps.awk: how well code, last convolution and principal components tell the classes apart. Reads lines of seed,
# measure, representation, value; prints a row a measure, with the differences from the code within each seed.
BEGIN { FS = "," }
{ value[$2, $3, $1] = $4; seed[$1] = 1 }

function of(measure, what, other,    s, n, values) {
  n = 0
  for (s in seed) {
    if (!((measure, what, s) in value) || (other != "" && !((measure, other, s) in value))) continue
    values[++n] = value[measure, what, s] - (other == "" ? 0 : value[measure, other, s])
  }
  interval(values, n)
  return n
}

function cell(measure, what) { return of(measure, what) ? with_interval(3) : "-" }

function against(measure, other) {
  if (!of(measure, "code", other)) return "-"
  kind = other == "components" ? other : "convolution"
  if (lies(1, 0)) ++better[kind]
  if (lies(-1, 0)) ++worse[kind]
  ++asked[kind]
  return with_interval(3, 1)
}

function row(measure, label) {
  printf "| %s | %s | %s | %s | %s | %s | %s |\n", label, cell(measure, "code"), cell(measure, "convolution"),
         cell(measure, "channels"), cell(measure, "components"), against(measure, convolution(measure)),
         against(measure, "components")
}

# The probe takes the means of the convolution's channels, which are fewer numbers.
function convolution(measure) { return measure == "probe" ? "channels" : "convolution" }

function in_words(other) {
  return better[other] == asked[other] ? "held" : worse[other] == asked[other] ? "did not hold" : \
         sprintf("better by %d, worse by %d of %d measures", better[other], worse[other], asked[other])
}

END {
  if (table == "claim") {
    split("neighbours silhouette probe", measures, " ")
    for (i = 1; i <= 3; ++i) { against(measures[i], convolution(measures[i])); against(measures[i], "components") }
    n = of("neighbours", "code", "convolution")
    knn = with_interval(3, 1)
    of("neighbours", "code", "components")
    printf "| 7 | the code of two numbers separates the classes better than the last convolution or PCA | accuracy " \
           "of 10 neighbours, code less convolution %s<br>code less PCA %s (seeds: %d) | than the convolution: %s; " \
           "than PCA: %s |\n", knn, with_interval(3, 1), n, in_words("convolution"), in_words("components")
  } else {
    row("neighbours", "10-NN accuracy"); row("silhouette", "silhouette of the classes")
    row("probe", "accuracy of the linear probe")
  }
}
