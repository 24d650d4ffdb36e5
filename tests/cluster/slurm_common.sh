# What the scripts slurm_*.sh share: a Slurm of two nodes on this host, a small experiment, comparisons. Expects the path of
# cae-lab in CAE_LAB or as $1. Needs root. All processes end with the script: it runs in a PID namespace of its own.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
. "$here/common.sh"
in_namespaces --uts --pid --mount --fork --kill-child --mount-proc
unset CAE_LAB_PLUGINS NO_COLOR ONEDNN_MAX_CPU_ISA
hostname localhost
program=$(readlink -f "${CAE_LAB-$1}")
work=$(mktemp -d)
at_end() {
  status=$?
  if [ $status -ne 0 ] && [ $status -ne 77 ]; then
    tail -n 40 "$work"/lab/out.txt "$work"/lab/err.txt "$work"/lab/runs/submitted/*/logs/* "$work"/slurm/*.log 2>/dev/null || true
    echo "FAILED: ${0##*/} (exit status $status)"
  fi
  cd /
  rm -rf "$work"
}
trap at_end EXIT

# Two nodes, each with two processors, whatever this machine has. Without accounting there is no sacct.
slurm=$work/slurm
mkdir -p "$slurm/state" "$work/bin"
export SLURM_CONF=$slurm/slurm.conf
cat >"$SLURM_CONF" <<CONF
ClusterName=test
SlurmctldHost=localhost
SlurmctldPort=16817
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool.%n
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.%n.pid
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.%n.log
AuthType=auth/munge
# Slurm starts a requeued job only when its old credential has expired.
AuthInfo=socket=$slurm/munge.socket,cred_expire=5
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
SlurmdParameters=config_overrides
ReturnToService=2
MpiDefault=none
SchedulerParameters=sched_interval=1,bf_interval=1
KillWait=10
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
NodeName=node1 NodeHostname=localhost Port=17001 CPUs=2
NodeName=node2 NodeHostname=localhost Port=17002 CPUs=2
PartitionName=short Nodes=node1,node2 Default=YES PriorityTier=1 MaxTime=INFINITE State=UP
PartitionName=urgent Nodes=node1,node2 PriorityTier=2 MaxTime=INFINITE State=UP
CONF
# Slurm 22.05 has no such word, and wants a file. Later ones look for control groups that a chroot does not have.
: >"$slurm/cgroup.conf"
case $(slurmd -V) in
  *" 22."* | *" 23.02"*) ;;
  *) echo "CgroupPlugin=disabled" >"$slurm/cgroup.conf" ;;
esac
# start_daemon LOG COMMAND...
start_daemon() {
  local log=$1 said
  shift
  said=$("$@" 2>&1) || cannot "$1 does not start: $(tail -n 1 "$log" 2>/dev/null || echo "$said")"
}
are_idle() {
  [ "$(sinfo --noheader --Node --partition=short --format=%T 2>/dev/null | grep -c idle)" = 2 ]
}
start_slurm() {
  # Slurm 22.05 looks for it, whatever cgroup.conf says. A bare chroot has nothing in /sys.
  [ -d /sys/fs/cgroup ] || mount -t sysfs none /sys 2>/dev/null || true
  mountpoint -q /sys/fs/cgroup || mount -t tmpfs none /sys/fs/cgroup 2>/dev/null ||
    cannot "Slurm needs /sys/fs/cgroup, and nothing can be mounted there"
  dd if=/dev/urandom of="$slurm/munge.key" bs=64 count=1 2>/dev/null
  chmod 600 "$slurm/munge.key"
  start_daemon "$slurm/munge.log" munged --force --key-file="$slurm/munge.key" --socket="$slurm/munge.socket" \
    --pid-file="$slurm/munge.pid" --log-file="$slurm/munge.log" --seed-file="$slurm/munge.seed"
  start_daemon "$slurm/slurmctld.log" slurmctld
  start_daemon "$slurm/slurmd.node1.log" slurmd -N node1
  start_daemon "$slurm/slurmd.node2.log" slurmd -N node2
  wait_for 'are_idle || ! pidof slurmctld >/dev/null'
  pidof slurmctld >/dev/null || cannot "slurmctld does not start: $(tail -n 1 "$slurm/slurmctld.log")"
}

# A small experiment of two variants and two seeds, in a folder of its own.
mkdir "$work/lab"
cd "$work/lab"
ln -s "$program" "$work/bin/cae-lab"
PATH=$work/bin:$PATH
make_images train.npy 240 1
make_images test.npy 40 2
cat >small.cae <<'MODEL'
model small {
  input 12x12x1
  encoder { conv 6 3x3 relu pad=same; bn momentum=0.9; pool max 2; dropout 0.1; flatten; dense 8 elu as code }
  decoder { dense 144 relu; reshape 3x3x16; upsample 4; conv 1 1x1 sigmoid }
}
MODEL
experiment() { # NAME EPOCHS
  cat >"$1.yaml" <<YAML
experiment: $1
model: small.cae
data: { train: { images: train.npy }, test: { images: test.npy } }
augment: [ { plugin: gaussian-noise, sigma: 0.1, draw: epoch } ]
train: { epochs: $2, batch: 7 }
variants: { narrow: { train: { batch: 10 } } }
seeds: [1, 2]
YAML
}

sql() { # STORE QUESTION
  sqlite3 -cmd '.timeout 10000' "$1/cae-lab.db" "$2"
}
array_of() { # EXPERIMENT: the number of its newest array
  sed -n 's/.*"array": "\([0-9]*\)".*/\1/p' "runs/submitted/$1/submission.json" | tail -n 1
}
merge_of() {
  sed -n 's/.*"merge": "\([0-9]*\)".*/\1/p' "runs/submitted/$1/submission.json" | tail -n 1
}
# The state of a job, or of a task of an array: "COMPLETED", "CANCELLED", ...
state_of() {
  scontrol --oneliner show job "$1" | sed -n 's/.* JobState=\([A-Z_]*\).*/\1/p' | head -n 1
}
ended() { # JOB: it has left the queue
  [ -z "$(squeue --noheader --jobs="$1" 2>/dev/null)" ]
}
# same_runs STORE STORE: every run of the first is in the second with the same bits of losses, terms and files of weights,
# told by variant and seed.
same_runs() {
  local store
  for store in "$1" "$2"; do
    sql "$store" "SELECT runs.variant, runs.seed, runs.status, epoch, printf('%!.17g', train_loss),
        printf('%!.17g', test_loss) FROM epochs JOIN runs ON runs.id = run_id ORDER BY 1, 2, epoch"
    sql "$store" "SELECT runs.variant, runs.seed, epoch, split, term, printf('%!.17g', value) FROM epoch_terms
        JOIN runs ON runs.id = run_id ORDER BY 1, 2, 3, 4, 5"
    sql "$store" "SELECT variant, seed, name FROM runs ORDER BY 1, 2" | while IFS='|' read -r variant seed name; do
      # The numbers behind the header, which also holds the time that was spent.
      file=$store/$name/last.safetensors
      size=$(od -A n -t u8 -N 8 "$file" | tr -d ' ')
      echo "$variant $seed $(tail -c "+$((9 + size))" "$file" | cksum)"
    done
  done >both.txt
  [ $(($(wc -l <both.txt) % 2)) -eq 0 ] && [ -s both.txt ] || fail "$1 and $2 have not the same runs"
  head -n $(($(wc -l <both.txt) / 2)) both.txt >first.txt
  tail -n $(($(wc -l <both.txt) / 2)) both.txt | diff first.txt - || fail "$1 and $2 differ"
}
