# claims.awk: the tables of the claims about losses. Reads lines of `compare --csv` with which=all and which=living, and
# of costs.csv with which=costs.
{
  split($0, cells, ",")
  if (which == "costs") step[cells[1]] = cells[2]
  else lines[which, cells[3]] = $0
}

function found(set, name) {
  low = pairs = ""
  if (!((set, name) in lines)) return 0
  read_difference(lines[set, name])
  return 1
}

# One variant's part of a claim: "56 filters +0.0041 (...): held".
function part(set, name, label, sign) {
  if (!found(set, name)) return label ": not run"
  verdict_of[name] = verdict(sign)
  return label " " difference_text()
}

# A row of the table: NAMES and LABELS are separated by "|".
function claim(number, says, names, labels, sign, costs,    name, label, n, i, measured, verdicts, same) {
  n = split(names, name, "|"); split(labels, label, "|")
  same = 1
  for (i = 1; i <= n; ++i) {
    measured = measured (i > 1 ? "<br>" : "") part("all", name[i], label[i], sign)
    if (costs) measured = measured ", a step takes " cost(name[i]) " of the base's time"
    if (!(name[i] in verdict_of)) verdict_of[name[i]] = "not run"
    verdicts = verdicts (i > 1 ? ", " : "") label[i] ": " verdict_of[name[i]]
    if (verdict_of[name[i]] != verdict_of[name[1]]) same = 0
  }
  printf "| %d | %s | %s | %s |\n", number, says, measured, same ? verdict_of[name[1]] : verdicts
}

# The claim that a variant does not learn: not even as much as two principal components of the pixels, whose loss on
# the test images is 0.3914 (the mean image's is 0.4911).
function claim_of_not_learning(number, says, name,    measured, answer) {
  measured = part("all", name, "with it", 1)
  answer = "not run"
  if (name in verdict_of) {
    measured = measured sprintf("; its loss is %.4f, that of two principal components 0.3914", mean_loss)
    answer = mean_loss >= 0.3914 ? "held" : "did not hold: it learns" (verdict_of[name] == "held" ? ", but worse" : "")
  }
  printf "| %d | %s | %s | %s |\n", number, says, measured, answer
}

# The time of a variant's step beside the base's.
function cost(name) { return sprintf("%.2f", step[name] / step[""]) }

# A row of the table of starts that live beside all.
function beside(name, label) {
  printf "| %s | %s | %s | %s |\n", label, found("all", name) ? difference_text() : "not run",
         found("living", name) ? difference_text() : "none in common", name in step ? cost(name) : "-"
}

END {
  if (table == "claims") {
    claim(1, "112 filters everywhere lower the loss, fewer train faster", "narrow-56|narrow-28",
          "56 filters|28 filters", 1, 1)
    claim(2, "batch norm helps the loss and costs time", "no-batch-norm", "without it", 1, 1)
    claim(3, "transposed convolutions in place of upsampling and convolution hurt", "transposed", "with them", 1)
    claim(4, "one more level of depth hurts", "deeper", "with it", 1)
    claim_of_not_learning(5, "convolution before upsampling does not learn correctly", "conv-first")
    claim(6, "the width of the decoder's dense layer, 1,024, matters", "dense-256|dense-512|dense-2048",
          "256|512|2,048", 0)
  } else {
    beside("narrow-56", "56 filters"); beside("narrow-28", "28 filters")
    beside("no-batch-norm", "no batch norm"); beside("transposed", "transposed convolutions")
    beside("deeper", "one level more"); beside("conv-first", "convolution before upsampling")
    beside("dense-256", "dense layer of 256"); beside("dense-512", "dense layer of 512")
    beside("dense-2048", "dense layer of 2,048"); beside("noise", "noise of 0.5 on the images")
  }
}
