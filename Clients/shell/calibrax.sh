# shellcheck shell=sh
# Calls, runs, metrics, executions, alerts and events of calibrax from POSIX sh. README.md here tells how it is used.
#
# What others call is a subshell: it leaves no variable, option or open file behind, so that names need no prefix in it.

# Forgets the caller's habits. Text is bytes, whatever the locale, and a server that is gone is an error, not the end.
_calibrax_begin() {
  [ -z "${ZSH_VERSION-}" ] || emulate sh
  set +eu -f
  newline='
'
  IFS=" 	$newline" LC_ALL=C isOpen='' left=0
  export LC_ALL
  trap '' PIPE
}

# Prints MESSAGE and HINT on stderr and ends the function with STATUS; without arguments those of the last problem.
_calibrax_fail() {
  [ $# -gt 0 ] || set -- "$code" "$problem" "$hint"
  printf 'calibrax: %s\n' "$2" >&2
  [ -z "${3-}" ] || printf '  %s\n' "$3" >&2
  [ -z "${isOpen-}" ] || _calibrax_close
  exit "$1"
}

# --- JSON ---

# Prints what stdin holds, text in UTF-8, as a JSON string.
calibrax_string() (
  _calibrax_begin
  # The dot keeps the ends of lines at the end. NUL, where some awks stop, becomes what is not UTF-8 and is refused.
  { cat; echo .; } | tr '\000' '\377' | awk "$_calibrax_functions"'
    BEGIN { ORS = ""; print "\"" }
    NR > 1 { print escaped(last) "\\n" }
    { last = $0 }
    END { print escaped(substr(last, 1, length(last) - 1)) "\"" }'
)

_calibrax_functions='
  function escaped(text,  byte) {
    gsub(/\\/, "&&", text)
    gsub(/"/, "\\\"", text)
    if (text ~ /[\001-\037]/)
      for (byte = 1; byte < 32; byte++) gsub(sprintf("[%c]", byte), sprintf("\\u%04x", byte), text)
    return text
  }
  function isNumber(text) { return text ~ /^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?$/ }'

# Prints TEXT as a JSON string.
_calibrax_quote() { printf '%s' "$1" | calibrax_string; }

# Ends the function unless VALUE, which is called NAME, is a number.
_calibrax_number() {
  awk "$_calibrax_functions"' BEGIN { exit !isNumber(ARGV[1]) }' "$2" ||
    _calibrax_fail 2 "$1 is \"$2\", not a number" 'Write it as 12, -0.5 or 1e-3.'
}

# Prints what stands at MEMBER… in the JSON on stdin, members by name and elements by number from 0; a string as the
# text that it is. Status 1 when nothing does, 2 when stdin is not JSON.
calibrax_get() (
  _calibrax_begin
  value=$(_calibrax_value "$@") || exit
  case $value in
  \"*\\*) printf '%b\n' "$(printf '%s\n' "$value" | _calibrax_unquote)" ;;
  \"*) value=${value#?}; printf '%s\n' "${value%?}" ;;
  *) printf '%s\n' "$value" ;;
  esac
)

# The same, strings as they are written.
_calibrax_value() {
  # Strings get lines of their own, then all other tokens: no awk is slow on these.
  sed 's/"[^"\\]*\(\\.[^"\\]*\)*"/\
&\
/g' | sed '/^"/!s/[][{}:,]/\
&\
/g' | awk "$_calibrax_functions"'
    BEGIN {
      for (i = 1; i < ARGC; i++) wanted[i] = escaped(ARGV[i])
      last = ARGC - 1
      ARGC = leads[0] = 1
      depth = 0
      ORS = ""
    }
    function bad() { isBad = 1; exit }
    # A value begins; leads[depth] says whether those around it are wanted.
    function begin() {
      if (depth == 0) { if (values++) bad() }
      else {
        if (kind[depth] == "[") key[depth] = places[depth]++
        leads[depth] = leads[depth - 1] && depth <= last && key[depth] "" == wanted[depth]
      }
      if (!isFound && depth == last && leads[depth]) isFound = isInside = 1
    }
    !/^"/ { gsub(/^[ \t\r]+|[ \t\r]+$/, "") }
    $0 == "" { next }
    { isEnd = 1 }
    /^[]}]$/ {
      if (depth == 0 || kind[depth--] != ($0 == "}" ? "{" : "[")) bad()
    }
    /^[,:]$/ {
      if (depth == 0) bad()
      isKey = $0 == "," && kind[depth] == "{"
      isEnd = 0
    }
    !/^[]},:]$/ {
      if (isKey) {
        if (!/^"/) bad()
        key[depth] = substr($0, 2, length($0) - 2)
        isEnd = 0
      } else if (/^(".*"|[{[]|true|false|null)$/ || isNumber($0)) begin()
      else bad()
    }
    isInside { print }
    /^[{[]$/ { kind[++depth] = $0; places[depth] = isEnd = 0; isKey = $0 == "{" }
    isEnd && depth == last { isInside = 0 }
    END {
      if (isBad || depth || !values) exit 2
      if (!isFound) exit 1
      print "\n"
    }' "$@"
}

# Makes of a JSON string what printf %b takes.
_calibrax_unquote() {
  # A line for each escape: its letter, and what follows.
  sed 's/^"//; s/"$//; s/\\\(.\)/\
\1/g' | awk '
    function byte(number) { return sprintf("\\0%03o", number) }
    function tail(code) { return byte(128 + code % 64) }
    function utf8(code) {
      if (code < 128) return byte(code)
      if (code < 2048) return byte(192 + int(code / 64)) tail(code)
      if (code < 65536) return byte(224 + int(code / 4096)) tail(int(code / 64)) tail(code)
      return byte(240 + int(code / 262144)) tail(int(code / 4096)) tail(int(code / 64)) tail(code)
    }
    BEGIN { ORS = "" }
    NR > 1 && /^u/ {
      code = 0
      for (i = 2; i < 6; i++) code = code * 16 + index("0123456789abcdef", tolower(substr($0, i, 1))) - 1
      if (code >= 55296 && code < 56320) { first = code - 55296; next }
      if (code >= 56320 && code < 57344) code = 65536 + first * 1024 + code - 56320
      print utf8(code) substr($0, 6)
      next
    }
    { print (NR > 1 && /^[\\bfnrt]/ ? "\\" : "") $0 }'
}

# Sets params to a JSON object in one line; - stands for stdin.
_calibrax_object() {
  params=$(if [ "$1" = - ]; then cat; else printf '%s' "$1"; fi | tr '\n' ' ' | { cat; echo; } | _calibrax_value) &&
    case $params in '{'*) return ;; esac
  _calibrax_fail 2 "PARAMS is not one JSON object: $1" 'Write it as {"threshold":0.05}; calibrax_string quotes text.'
}

# --- The server ---
# What may fail, and be tried again, sets code, problem and hint, as _calibrax_fail takes them.

# Sets address, and socket or host and port.
_calibrax_find() {
  address=${CALIBRAX_SERVER-} socket='' kind=''
  if [ -z "$address" ]; then
    lock=${CALIBRAX_DATA:-./benchmark-data}/calibrax.lock
    if address=$(calibrax_get unix <"$lock"); then
      address=unix:$address
    elif address=$(calibrax_get tcp <"$lock"); then
      address=tcp:$address
    else
      code=3 problem="no server: $lock names none"
      hint='Start calibraxd, or set CALIBRAX_SERVER, or CALIBRAX_DATA to its directory.'
      return 1
    fi 2>/dev/null
  fi
  case $address in
  unix:?*) socket=${address#unix:} ;;
  tcp:?*:*[!0-9]* | tcp:?*:??????*) ;;
  tcp:?*:?*)
    host=${address#tcp:} port=${address##*:}
    host=${host%:*}
    [ "$port" -eq 0 ] || [ "$port" -gt 65535 ] || return 0
    ;;
  */*) socket=$address ;;
  esac
  case $socket in /*) return ;; ?*) socket=./$socket; return ;; esac
  code=2 problem="\"$address\" is no address" hint='Write unix:/path/to/calibrax.sock or tcp:127.0.0.1:7777.'
  return 1
}

# Sets program to what talks to the server: CALIBRAX_TRANSPORT, else the first there is.
_calibrax_choose() {
  program=${CALIBRAX_TRANSPORT-}
  if [ -n "$program" ]; then
    case $program,$socket in socat,* | nc,?* | bash,) return ;; esac
    code=2 problem="CALIBRAX_TRANSPORT is \"$program\", which cannot talk to $address"
    hint='It is socat, nc for Unix sockets, or bash for TCP.'
    return 1
  fi
  if command -v socat >/dev/null; then program=socat
  elif [ -n "$socket" ]; then case $(nc -h 2>&1) in *'[-'*N*U*']'*) program=nc ;; esac
  elif command -v bash >/dev/null; then program=bash
  fi
  code=3 problem="nothing here can talk to $address"
  hint='Install socat, or OpenBSD'\''s nc for Unix sockets, bash for TCP.'
  [ -n "$program" ]
}

# Sends what comes on stdin and prints what the server says, until either ends.
_calibrax_talk() {
  case $program,$socket in
  socat,) exec socat -T "${idle:-0}" -t 1 - "TCP:$host:$port,nodelay" ;;
  socat,*) exec socat -t 1 - "UNIX-CONNECT:$(printf '%s\n' "$socket" | sed 's/[]\\",:!(){}['\'']/\\&/g')" ;;
  nc,*) exec nc -N -U "$socket" ;;
  esac
  # It cannot close its writing side alone: when there is nothing more to send, its reader is ended. That is dd, for the
  # cat of busybox locks the FIFO that it writes to while it waits for more.
  exec bash -c 'exec 3<>"/dev/tcp/$1/$2" || exit
    dd bs=65536 <&3 3>&- 2>/dev/null &
    exec >&3 3>&-
    cat
    kill $! 2>/dev/null
    wait' bash "$(printf '%s\n' "$host" | tr -d '[]')" "$port"
}

# The lines on stdin to the server as they are, and its lines to stdout. Keep stdin open until all answers have come.
calibrax_lines() (
  _calibrax_begin
  _calibrax_find && _calibrax_choose || _calibrax_fail
  _calibrax_talk
)

# Connects: 8 leads to the server, 9 comes from it. Shows the token where one may be needed.
_calibrax_open() {
  _calibrax_find && _calibrax_choose || return
  folder=$(mktemp -d "${TMPDIR:-/tmp}/calibrax.XXXXXX") && mkfifo "$folder/8" "$folder/9" ||
    _calibrax_fail 3 "cannot make a FIFO in ${TMPDIR:-/tmp}" 'Set TMPDIR to a folder that can be written.'
  (_calibrax_talk) <"$folder/8" >"$folder/9" 2>/dev/null &
  transport=$!
  exec 8>"$folder/8" 9<"$folder/9"
  rm -r "$folder"
  isOpen=1
  if [ -n "$socket" ] || [ -z "${CALIBRAX_TOKEN-}" ]; then
    _calibrax_ask ping '{}' && return
  else
    _calibrax_ask authenticate "{\"token\":$(_calibrax_quote "$CALIBRAX_TOKEN")}" && return
  fi
  [ -n "$kind" ] || problem="cannot reach a server at $address" hint='Does calibraxd run there, and may you connect?'
  _calibrax_close
  return 1
}

_calibrax_close() {
  exec 8>&- 9<&-
  wait "$transport"
  isOpen=
}

# Calls METHOD with PARAMS on the open connection; sets answer, and kind to that of an error, empty where none came.
_calibrax_ask() {
  kind=
  case $1 in *[!A-Za-z.]*) method=$(_calibrax_quote "$1") ;; *) method="\"$1\"" ;; esac
  printf '{"jsonrpc":"2.0","id":1,"method":%s,"params":%s}\n' "$method" "$2" >&8 2>/dev/null &&
    IFS= read -r answer <&9 || {
    code=3 problem="the connection to $address broke; whether $1 was carried out is not known"
    hint='Look what the server has before you call again.'
    return 1
  }
  # What is within a string stands between \" and \".
  case $answer in *'"error"'*) ;; *) return 0 ;; esac
  kind=$(printf '%s\n' "$answer" | calibrax_get error data kind) || return 0
  problem="$1: $(printf '%s\n' "$answer" | calibrax_get error message)"
  hint=$(printf '%s\n' "$answer" | calibrax_get error data hint)
  place=$(printf '%s\n' "$answer" | calibrax_get error data path)
  case $kind,$place in
  unauthenticated,*) code=6 hint='Set CALIBRAX_TOKEN to a token of the file that the server was started with.' ;;
  forbidden,*) code=6 hint='Set CALIBRAX_TOKEN to a token whose role is writer.' ;;
  read_only,* | unavailable,* | internal_error,*) code=3 ;;
  not_found,) code=4 ;;
  *) code=5 ;;
  esac
  return 1
}

# The same, over a new connection where there is none, and tried again for a minute since it last went well while the
# server is away or cannot store anything: for what may be sent again.
_calibrax_reach() {
  pause=1
  until { [ -n "$isOpen" ] || _calibrax_open; } && _calibrax_ask "$@"; do
    [ -n "$kind" ] || [ -z "$isOpen" ] || _calibrax_close
    case $kind in '' | read_only | unavailable) ;; *) return 1 ;; esac
    [ "$left" -gt 0 ] && [ "$code" -eq 3 ] || return 1
    sleep "$((pause / 10)).$((pause % 10))" 2>/dev/null || sleep 1
    left=$((left - pause)) pause=$((pause < 25 ? pause * 2 : 50))
  done
  left=600
}

# Calls METHOD with PARAMS once, and ends the function where that fails.
_calibrax_demand() {
  _calibrax_open && _calibrax_ask "$@" || _calibrax_fail
  _calibrax_close
}

# Prints the result of the last call.
_calibrax_result() { printf '%s\n' "$answer" | _calibrax_value result; }

# --- Methods ---

# Calls METHOD with PARAMS, a JSON object, or - to read it from stdin; prints the result as JSON.
calibrax_call() (
  _calibrax_begin
  [ $# -eq 1 ] || [ $# -eq 2 ] || _calibrax_fail 2 "calibrax_call takes METHOD [PARAMS], not $# arguments"
  _calibrax_object "${2-{\}}"
  _calibrax_demand "$1" "$params"
  _calibrax_result
)

# Stores FILE, a run or what a benchmark tool wrote, - for stdin. PARAMS of ingest add to that. Prints the result.
calibrax_ingest() (
  _calibrax_begin
  [ $# -eq 1 ] || [ $# -eq 2 ] || _calibrax_fail 2 "calibrax_ingest takes FILE [PARAMS], not $# arguments"
  _calibrax_object "${2-{\}}"
  [ "$1" = - ] || { [ -f "$1" ] && [ -r "$1" ] && exec <"$1"; } ||
    _calibrax_fail 5 "cannot read the file \"$1\"" 'Name a file that is there, or - for stdin.'
  [ "$params" = '{}' ] || params=,${params#?}
  # Of a member that is there twice the last counts.
  _calibrax_demand ingest "{\"from\":\"auto\",\"files\":{$(_calibrax_quote "${1##*/}"):$(calibrax_string)}${params#\{}"
  _calibrax_result
)

# Checks the newest run, or what PARAMS of check say; prints the report. Status 0: passed, 1: something regressed
# or an objective is not met, 4: nothing could be judged.
calibrax_check() (
  _calibrax_begin
  _calibrax_object "${1-{\}}"
  _calibrax_demand check "$params"
  _calibrax_result
  [ "$(printf '%s\n' "$answer" | calibrax_get result passed)" != true ] || exit 0
  [ "$(printf '%s\n' "$answer" | calibrax_get result regressions)" = '[]' ] || exit 1
  [ "$(printf '%s\n' "$answer" | calibrax_get result all_slos_met)" != false ] || exit 1
  exit 4
)

# Raises an alert; prints its id.
calibrax_alert() (
  _calibrax_begin
  [ $# -eq 5 ] || _calibrax_fail 2 "calibrax_alert takes SEVERITY METRIC VALUE THRESHOLD MESSAGE, not $# arguments"
  _calibrax_number VALUE "$3"
  _calibrax_number THRESHOLD "$4"
  _calibrax_demand triggerAlert "{\"severity\":$(_calibrax_quote "$1"),\"metric_name\":$(_calibrax_quote "$2"),\
\"metric_value\":$3,\"threshold\":$4,\"message\":$(_calibrax_quote "$5")}"
  printf '%s\n' "$answer" | calibrax_get result alert_id
)

# Prints the events of TOPIC…, a notification a line, as they come, over lost connections too, until it is ended. An
# argument that begins with { is the filter.
calibrax_events() (
  _calibrax_begin
  topics='' filter='{}' from='' idle=30
  for word in "$@"; do
    case $word in
    '{'*) _calibrax_object "$word"; filter=$params ;;
    *) topics=$topics${topics:+,}$(_calibrax_quote "$word") ;;
    esac
  done
  [ -n "$topics" ] || _calibrax_fail 2 'calibrax_events takes TOPIC… [FILTER]' \
    'Topics: samples executions runs alerts.'
  while _calibrax_reach subscribe "{\"topics\":[$topics],\"filter\":$filter$from}"; do
    id=$(printf '%s\n' "$answer" | _calibrax_value result server_id)
    case $from in '' | *":$id") ;; *) echo 'calibrax: the server was started again; events may be missing' >&2 ;; esac
    next=$(printf '%s\n' "$answer" | calibrax_get result next_seq) event=
    while IFS= read -r line <&9; do
      event=$line
      printf '%s\n' "$line" 2>/dev/null || exit 0
    done
    _calibrax_close
    if [ -n "$event" ]; then
      next=$(printf '%s\n' "$event" | calibrax_get params next_seq) ||
        next=$(($(printf '%s\n' "$event" | calibrax_get params seq) + 1))
    fi
    from=",\"from_seq\":$next,\"server_id\":$id"
  done
  _calibrax_fail
)

# --- Executions and samples ---

# Prints a name that nothing else has.
_calibrax_name() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# Runs COMMAND… as an execution of PIPELINE, which is CALIBRAX_EXECUTION meanwhile. Ends with its status, whether or
# not the execution could be recorded.
calibrax_execution() (
  [ $# -gt 1 ] || _calibrax_fail 2 "calibrax_execution takes PIPELINE COMMAND…, not $# arguments"
  set +eu
  CALIBRAX_EXECUTION=$(_calibrax_name)
  export CALIBRAX_EXECUTION
  _calibrax_start=$(printf '{"execution_id":"%s","pipeline_name":%s}' "$CALIBRAX_EXECUTION" "$(_calibrax_quote "$1")")
  calibrax_call startExecution "$_calibrax_start" >/dev/null
  shift
  # Signs of life end within a second of the command, or of this shell. They are not ended by a signal: one that meets a
  # shell between fork and exec is lost.
  _calibrax_folder=$(mktemp -d "${TMPDIR:-/tmp}/calibrax.XXXXXX")
  _calibrax_shell=$(exec sh -c 'echo "$PPID"')
  (
    seconds=0
    while sleep 1 && [ -d "$_calibrax_folder" ] && kill -0 "$_calibrax_shell"; do
      seconds=$((seconds + 1))
      [ $((seconds % 20)) -ne 0 ] || calibrax_call startExecution "$_calibrax_start"
    done
    rm -r "$_calibrax_folder"
  ) </dev/null >/dev/null 2>&1 &
  # Its end is recorded also when a signal ends the command.
  trap : HUP INT TERM
  "$@"
  _calibrax_status=$?
  rm -r "$_calibrax_folder"
  _calibrax_finish "$_calibrax_status"
  exit "$_calibrax_status"
)

# Ends the execution CALIBRAX_EXECUTION, with success if STATUS is 0.
_calibrax_finish() (
  _calibrax_begin
  if [ "$1" -eq 0 ]; then success=true; else success=false; fi
  left=100
  _calibrax_reach finishExecution "{\"execution_id\":\"$CALIBRAX_EXECUTION\",\"success\":$success}" || _calibrax_fail
  _calibrax_close
)

# Sets member to that of samples which says that they belong to CALIBRAX_EXECUTION, if it is set.
_calibrax_member() {
  member=${CALIBRAX_EXECUTION-}
  [ -z "$member" ] || member="\"execution_id\":$(_calibrax_quote "$member"),"
}

# Records VALUE of the metric KEY; AT is its place on the x-axis, by default the seconds since the execution's start.
calibrax_record() (
  _calibrax_begin
  [ $# -eq 2 ] || [ $# -eq 3 ] || _calibrax_fail 2 "calibrax_record takes KEY VALUE [AT], not $# arguments"
  _calibrax_number VALUE "$2"
  [ $# -eq 2 ] || _calibrax_number AT "$3"
  _calibrax_member
  _calibrax_demand record "{$member\"key\":$(_calibrax_quote "$1"),\"value\":$2${3:+,\"at\":$3}}"
)

# Records the lines KEY VALUE [AT] of stdin, as they come, over one connection; what was not answered is sent again over
# another one, and stored once. Lines that are refused are told, and make the status 5.
calibrax_stream() (
  _calibrax_begin
  [ $# -eq 0 ] || _calibrax_fail 2 'calibrax_stream takes no arguments' 'Lines KEY VALUE [AT] come on stdin.'
  _calibrax_member
  producer=$(_calibrax_name) seq=1 refused=0 told='' begun='' lines=0
  # Each read takes what has come meanwhile, so that batches grow as the server is slow.
  while block=$(dd bs=32768 count=1 2>/dev/null; echo .) && [ "$block" != . ]; do
    block=$begun${block%.}
    begun=${block##*"$newline"}
    [ "$begun" = "$block" ] || _calibrax_lines "${block%"$newline"*}"
  done
  [ -z "$begun" ] || _calibrax_lines "$begun"
  [ -z "$isOpen" ] || _calibrax_close
  [ "$refused" -eq 0 ] || _calibrax_fail 5 "$refused of $lines lines were refused" 'The others are stored.'
)

# Records LINES.
_calibrax_lines() {
  samples=$(printf '%s\n' "$1" | member=$member lines=$lines awk "$_calibrax_functions"'
    { sub(/\r$/, "") }
    !NF { next }
    (NF == 2 || NF == 3 && isNumber($3)) && isNumber($2) {
      print "{" ENVIRON["member"] "\"key\":\"" escaped($1) "\",\"value\":" $2 (NF == 3 ? ",\"at\":" $3 : "") "}"
      next
    }
    {
      print "calibrax: line " ENVIRON["lines"] + NR " is not KEY VALUE [AT]: " $0 | "cat >&2"
      refused++
    }
    END { print NR " " refused + 0 }')
  set -- ${samples##*"$newline"}
  lines=$((lines + $1)) refused=$((refused + $2))
  case $samples in *"$newline"*) ;; *) return ;; esac
  IFS=$newline
  set -- ${samples%"$newline"*}
  _calibrax_samples "$@"
}

# Records samples, each JSON. Of those that are refused together each is tried alone, under its old number.
_calibrax_samples() {
  IFS=,
  joined=$*
  IFS=" 	$newline"
  if _calibrax_reach record "{\"producer\":\"$producer\",\"seq\":$seq,\"samples\":[$joined]}"; then
    seq=$((seq + $#))
    return
  fi
  # Without a server, a token or the execution nothing else can be recorded.
  case $code,$place in [!5],* | *execution_id) _calibrax_fail "$code" "$problem" "$hint" ;; esac
  if [ $# -gt 1 ]; then
    for sample in "$@"; do _calibrax_samples "$sample"; done
    return
  fi
  seq=$((seq + 1)) refused=$((refused + 1))
  [ "$problem" = "$told" ] || printf 'calibrax: %s: %s\n' "$problem" "$1" >&2
  told=$problem
}

# Run as a program: sh calibrax.sh call ping. In zsh $0 is this file also where it is sourced.
case ${0##*/}${ZSH_VERSION-} in
calibrax.sh)
  case ${1-} in
  string | get | lines | call | ingest | check | alert | events | execution | record | stream) "calibrax_$@" ;;
  *) (_calibrax_fail 2 "calibrax.sh takes the name of a function and its arguments, not \"${1-}\"" \
    'Names: string get lines call ingest check alert events execution record stream.') ;;
  esac
  ;;
esac
