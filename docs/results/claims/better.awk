# better.awk: the runs of experiments/beat.yaml, a row each; numbers that reach their aim are bold.
BEGIN { FS = "," }

# The number in bold where it is on the right side (-1 below, 1 above) of the aim.
function cell(number, form, side, aim,    text) {
  if (number == "") return "-"
  text = sprintf(form, number)
  return side * (number - aim) >= 0 ? "**" text "**" : text
}

NF > 1 {
  ++rows
  mse = $1 ~ /mse/
  of_mse += mse
  printf "| %s | %d | %d | %d | %s | %s | %s | %s | %s |\n", mse ? "MSE" : "BCE", $2, $3, $4,
         mse ? "-" : cell($5, "%.4f", -1, 0.3115), cell($6, "%.4f", -1, 0.0220), cell($7, "%.3f", 1, 0.76),
         cell($8, "%.3f", 1, 0.975), cell($9, "%.3f", 1, 0.975)
}

END {
  if (rows == of_mse) print "| BCE, not run | | | | | | | | |"
  if (of_mse == 0) print "| MSE, not run | | | | | | | | |"
}
