#!/usr/bin/env bash
# Measures, stores and checks, as the action's inputs say; they are in the environment.
set -euo pipefail

stop() {
  echo "::error::$2"
  exit "$1"
}

# Runs a command and stores what it wrote; the flags behind it are for ingest.
measure() {
  local stamp file files
  stamp=$(mktemp)
  # What is written now has a later time, however coarse the file system's clock is.
  sleep 0.05
  bash -euo pipefail -c "$1" || stop 1 "The benchmarks failed: ${1//$'\n'/ }"
  # Patterns are expanded here, when the files are there.
  # shellcheck disable=SC2206
  files=($FILES)
  for file in "${files[@]}"; do
    # What another run left there would be taken for this one's.
    [ -n "$(find "$file" -type f -newer "$stamp" -print -quit 2>/dev/null)" ] \
      || stop 1 "$file was not written by: ${1//$'\n'/ }"
  done
  rm -f "$stamp"
  calibraxctl ingest --from "$FORMAT" --data "$DATA" "${@:2}" -- "${files[@]}"
}

# One more measurement of each code.
turn() {
  [ -z "$BASE_RUN" ] || measure "$BASE_RUN" --commit "$BASE_COMMIT" --branch "${BASE_BRANCH:-base}"
  measure "$RUN"
}

# Checks the newest run, and leaves what it came to in status; what else is given are the flags of formats and files.
check() {
  local flags=(--data "$DATA" --method "$METHOD")
  [ -z "$BASE_BRANCH" ] || [ "$METHOD" = threshold ] || flags+=(--base-branch "$BASE_BRANCH")
  [ "$METHOD" != paired ] || flags+=(--fork-point "$BASE_COMMIT")
  [ -z "$THRESHOLD" ] || flags+=(--threshold "$THRESHOLD")
  status=0
  calibraxctl check "${flags[@]}" "$@" || status=$?
}

has() { grep -qsE "\"verdict\": \"($1)\"" "$report"; }

mkdir -p "$REPORTS"
report="$REPORTS/report.json"
rm -f "$REPORTS"/{report.txt,report.json,report.html,junit.xml,comment.md}
if [ -n "$BASE_RUN" ]; then
  METHOD=paired
  [ -n "$BASE_COMMIT" ] || stop 2 "base-run needs base-commit, the commit that it measures."
  for ((count = 0; count < TURNS; count++)); do turn; done
else
  turn
fi

check --format json --output "$report"
for ((retry = 0; retry < RETRIES; retry++)); do
  { [ "$status" = 4 ] && has unconfirmed; } || break
  echo "It looks worse, and is measured again."
  turn
  check --format json --output "$report"
done

if [ -e "$report" ]; then
  # The same, told to everybody.
  check --format html --output "$REPORTS/report.html" --format junit --output "$REPORTS/junit.xml" \
    --format text --output "$REPORTS/report.txt" --format markdown ${COMMENT:+--comment "$COMMENT"} \
    --output "$REPORTS/comment.md" --format github
elif [ "$status" = 4 ] && [ -n "$BASELINE" ]; then
  calibraxctl baseline --data "$DATA" --name "$BASELINE"
fi

failed=
case $status in
0) ;;
1) failed="Benchmarks regressed, or an objective is not met." ;;
4)
  if has "unconfirmed|missing"; then
    failed="Benchmarks look worse, or are missing."
  else
    echo "::notice::There is nothing to hold the benchmarks against yet."
  fi
  ;;
*) exit "$status" ;;
esac
[ -n "$failed" ] || exit 0
[ "$BLOCKING" != true ] || stop 1 "$failed"
echo "::warning::$failed This does not fail the job."
