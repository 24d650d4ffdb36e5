# classes.awk: which classes lie together in the code. Reads confusion.csv and centres.csv.
BEGIN {
  FS = ","
  split("top,trouser,pullover,dress,coat,sandal,shirt,sneaker,bag,ankle boot", name, ",")  # of class 0 at 1
  shoes[5] = shoes[7] = shoes[9] = 1
}
FNR == 1 { next }
FILENAME ~ /confusion/ { images[$2] += $4; taken[$2, $3] += $4; next }
{
  kind = ($2 in shoes) && ($3 in shoes)
  sum[$1, kind] += $4; count[$1, kind]++; seed[$1] = 1
  distance[$2, $3] += $4; distance[$3, $2] += $4; counted[$2, $3]++; counted[$3, $2]++
}

function ratio_of_shoes(    s, n, values) {
  n = 0
  for (s in seed) values[++n] = (sum[s, 1] / count[s, 1]) / (sum[s, 0] / count[s, 0])
  interval(values, n)
  return n
}

function apart(a, b) { return distance[a, b] / counted[a, b] }

function nearest(class,    other, best) {
  best = -1
  for (other = 0; other < 10; ++other)
    if (other != class && (best < 0 || apart(class, other) < apart(class, best))) best = other
  return best
}

function most_taken(class,    other, best) {
  best = -1
  for (other = 0; other < 10; ++other)
    if (other != class && (best < 0 || taken[class, other] > taken[class, best])) best = other
  return best
}

END {
  if (table == "claim") {
    n = ratio_of_shoes()
    printf "| 8 | related classes (sneaker, sandal, ankle boot) lie together | mean distance of their centres over " \
           "that of all other pairs %s (seeds: %d) | %s |\n", with_interval(2), n,
           lies(-1, 1) ? "held" : lies(1, 1) ? "did not hold" : "no evidence"
    exit
  }
  for (class = 0; class < 10; ++class) {
    near = nearest(class); wrong = most_taken(class)
    printf "| %s | %s, %.2f | %s, %.0f %% | %.0f %% |\n", name[class + 1], name[near + 1],
           apart(class, near), name[wrong + 1], 100 * taken[class, wrong] / images[class],
           100 * taken[class, class] / images[class]
  }
}
