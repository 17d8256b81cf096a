# shellcheck shell=sh
# Calls, runs, metrics, executions, alerts and events of calibrax from POSIX sh: to be sourced, or run as
# `sh calibrax.sh call ping`. README.md here tells how the functions are used.
#
# Each function is a subshell: it leaves no variable, option or open file behind.

# What the parts of a function share, and not the caller's habits.
_calibrax_begin() {
  set +eu -f
  IFS=' 	
'
  _calibrax_newline='
'
  # Bytes, so that nothing depends on the locale.
  LC_ALL=C
  export LC_ALL
  # Writing to a server that is gone is an error, not the end.
  trap '' PIPE
}

# Prints MESSAGE and HINT on stderr and ends the function with STATUS.
_calibrax_fail() {
  printf 'calibrax: %s\n' "$2" >&2
  [ -z "${3-}" ] || printf '  %s\n' "$3" >&2
  exit "$1"
}

# --- JSON ---

# Prints what stdin holds, text in UTF-8, as a JSON string.
calibrax_string() (
  _calibrax_begin
  # The dot keeps the ends of lines at the end. A NUL, which some awks cut off, becomes what is not UTF-8 and refused.
  { cat; echo .; } | tr '\000' '\377' | awk "$_calibrax_quoted"'
    BEGIN { ORS = ""; print "\"" }
    NR > 1 { print escaped(last) "\\n" }
    { last = $0 }
    END { print escaped(substr(last, 1, length(last) - 1)) "\"" }'
)

_calibrax_quoted='
  function escaped(text,  code) {
    gsub(/\\/, "&&", text)
    gsub(/"/, "\\\"", text)
    if (text ~ /[\001-\037]/)
      for (code = 1; code < 32; code++) gsub(sprintf("[%c]", code), sprintf("\\u%04x", code), text)
    return text
  }'

# The same of an argument.
_calibrax_text() { printf '%s' "$1" | calibrax_string; }

# Prints, of the JSON on stdin, the value at MEMBER…, names of members and numbers of elements from 0; a string as the
# text that it stands for. Status 1 when there is none, 2 when stdin is not JSON.
calibrax_get() (
  _calibrax_begin
  value=$(_calibrax_value "$@") || exit
  case $value in
  \"*\\*) printf '%b\n' "$(printf '%s\n' "$value" | _calibrax_decode)" ;;
  \"*) value=${value#?}; printf '%s\n' "${value%?}" ;;
  *) printf '%s\n' "$value" ;;
  esac
)

# The same, strings as they are written.
_calibrax_value() {
  # Each string stands on a line of its own, then each other token: so no awk meets long lines.
  sed 's/"[^"\\]*\(\\.[^"\\]*\)*"/\
&\
/g' | sed '/^"/!s/[][{}:,]/\
&\
/g' | awk "$_calibrax_quoted"'
    BEGIN {
      for (wanted = 1; wanted < ARGC; wanted++) path[wanted] = escaped(ARGV[wanted])
      wanted--
      ARGC = 1
      ORS = ""
      depth = 0
      leads[0] = 1
      level = -1
    }
    # A value begins.
    function begin() {
      if (depth == 0) values++
      else {
        if (kind[depth] == "[") key[depth] = places[depth]++
        leads[depth] = leads[depth - 1] && depth <= wanted && key[depth] "" == path[depth]
      }
      if (level < 0 && !found && depth == wanted && leads[depth]) { level = depth; found = 1 }
    }
    # A value ends.
    function end() { if (depth == level) level = -1 }
    function bad() { broken = 1; exit 2 }
    {
      if ($0 !~ /^"/) gsub(/^[ \t\r]+|[ \t\r]+$/, "")
      if ($0 == "") next
      if ($0 == "}" || $0 == "]") {
        if (depth == 0 || kind[depth] != ($0 == "}" ? "{" : "[")) bad()
        depth--
      } else if (/^[,:]$/) {
        if (depth == 0) bad()
        isKey = $0 == "," && kind[depth] == "{"
      }
      else if (isKey && /^"/) key[depth] = substr($0, 2, length($0) - 2)
      else if (isKey) bad()
      else if ($0 ~ /^("(.*")|[{[]|-?[0-9][0-9.eE+-]*|true|false|null|NaN|-?Infinity)$/) begin()
      else bad()
      if (level >= 0) print
      if ($0 == "{" || $0 == "[") { kind[++depth] = $0; places[depth] = 0; isKey = $0 == "{" }
      else if ($0 != "," && $0 != ":" && !(isKey && /^"/)) end()
    }
    END {
      if (broken || depth > 0 || values != 1) exit 2
      if (!found) exit 1
      print "\n"
    }' "$@"
}

# Turns a JSON string with escapes into what printf %b takes.
_calibrax_decode() {
  sed 's/^"//; s/"$//; s/\\\(.\)/\
\1/g' | awk '
    function hexadecimal(digits,  i, number) {
      for (i = 1; i <= 4; i++) number = number * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
      return number
    }
    function byte(number) { return sprintf("\\0%03o", number) }
    function utf8(code) {
      if (code < 128) return byte(code)
      if (code < 2048) return byte(192 + int(code / 64)) byte(128 + code % 64)
      if (code < 65536) return byte(224 + int(code / 4096)) byte(128 + int(code / 64) % 64) byte(128 + code % 64)
      return byte(240 + int(code / 262144)) byte(128 + int(code / 4096) % 64) byte(128 + int(code / 64) % 64) \
        byte(128 + code % 64)
    }
    BEGIN { ORS = "" }
    NR == 1 { print; next }
    /^u/ {
      code = hexadecimal(substr($0, 2))
      if (code >= 55296 && code < 56320) high = code
      else print utf8(high && code >= 56320 && code < 57344 ? 65536 + (high - 55296) * 1024 + code - 56320 : code)
      if (code != high) high = 0
      print substr($0, 6)
      next
    }
    { print (/^[\\bfnrt]/ ? "\\" : "") $0 }'
}

# Whether TEXT is a number as JSON writes it.
_calibrax_is_number() {
  _calibrax_number=${1#-}
  case $_calibrax_number in
  *[eE]*)
    _calibrax_digits=${_calibrax_number#*[eE]}
    case ${_calibrax_digits#[-+]} in '' | *[!0-9]*) return 1 ;; esac
    _calibrax_number=${_calibrax_number%%[eE]*}
    ;;
  esac
  case $_calibrax_number in
  *.*)
    case ${_calibrax_number#*.} in '' | *[!0-9]*) return 1 ;; esac
    _calibrax_number=${_calibrax_number%%.*}
    ;;
  esac
  case $_calibrax_number in '' | *[!0-9]* | 0?*) return 1 ;; esac
}

# Ends the function unless VALUE, which is called NAME, is a number.
_calibrax_need_number() {
  _calibrax_is_number "$2" || _calibrax_fail 2 "$1 is \"$2\", not a number" 'Write it as 12, -0.5 or 1e-3.'
}

# --- The server ---

# Finds the server: sets _calibrax_address, and _calibrax_path or _calibrax_host and _calibrax_port. When there is none,
# sets _calibrax_status, _calibrax_problem and _calibrax_hint, as all that may fail and be tried again does.
_calibrax_find() {
  _calibrax_address=${CALIBRAX_SERVER-}
  _calibrax_path=
  if [ -z "$_calibrax_address" ]; then
    _calibrax_lock=${CALIBRAX_DATA:-./benchmark-data}/calibrax.lock
    if _calibrax_address=$(calibrax_get unix <"$_calibrax_lock"); then
      _calibrax_address=unix:$_calibrax_address
    elif _calibrax_address=$(calibrax_get tcp <"$_calibrax_lock"); then
      _calibrax_address=tcp:$_calibrax_address
    else
      _calibrax_status=3 _calibrax_problem="no server: there is none in $_calibrax_lock"
      _calibrax_hint='Start calibraxd there, or set CALIBRAX_SERVER or CALIBRAX_DATA.'
      return 1
    fi 2>/dev/null
  fi
  case $_calibrax_address in
  unix:?*) _calibrax_path=${_calibrax_address#unix:} ;;
  tcp:?*:*)
    _calibrax_host=${_calibrax_address#tcp:}
    _calibrax_port=${_calibrax_host##*:}
    _calibrax_host=${_calibrax_host%:*}
    case $_calibrax_port in '' | *[!0-9]* | ??????*) _calibrax_port=0 ;; esac
    [ "$_calibrax_port" -gt 0 ] && [ "$_calibrax_port" -lt 65536 ] && return
    ;;
  */*) _calibrax_path=$_calibrax_address ;;
  esac
  case $_calibrax_path in
  '') ;;
  /*) return ;;
  *)
    _calibrax_path=./$_calibrax_path
    return
    ;;
  esac
  _calibrax_status=2 _calibrax_problem="CALIBRAX_SERVER: \"$_calibrax_address\" is no address"
  _calibrax_hint='Write unix:/path/to/calibrax.sock or tcp:127.0.0.1:7777.'
  return 1
}

# Which program talks to the server: CALIBRAX_TRANSPORT, else the first there is.
_calibrax_transport() {
  _calibrax_program=${CALIBRAX_TRANSPORT-}
  if [ -n "$_calibrax_program" ]; then
    case $_calibrax_program,$_calibrax_path in socat,* | nc,?* | bash,) return ;; esac
    _calibrax_status=2 _calibrax_hint='It is socat, nc (Unix sockets alone) or bash (TCP alone).'
    _calibrax_problem="CALIBRAX_TRANSPORT: \"$_calibrax_program\" cannot talk to $_calibrax_address"
    return 1
  elif command -v socat >/dev/null; then
    _calibrax_program=socat
  elif [ -z "$_calibrax_path" ] && command -v bash >/dev/null; then
    _calibrax_program=bash
  elif [ -n "$_calibrax_path" ]; then
    case $(nc -h 2>&1) in *'[-'*N*U*']'*) _calibrax_program=nc ;; esac
  fi
  [ -z "$_calibrax_program" ] || return 0
  _calibrax_status=3 _calibrax_problem="nothing here can talk to $_calibrax_address"
  _calibrax_hint='Install socat, or for a Unix socket OpenBSD'\''s nc, or for TCP bash.'
  return 1
}

# Sends the lines on stdin as they are and prints what the server says, on one connection, until stdin ends. When stdin
# ends, what was not answered may be lost: read the answers before.
calibrax_lines() (
  _calibrax_begin
  _calibrax_find && _calibrax_transport ||
    _calibrax_fail "$_calibrax_status" "$_calibrax_problem" "$_calibrax_hint"
  _calibrax_talk
)

_calibrax_talk() {
  case $_calibrax_program,$_calibrax_path in
  socat,?*) exec socat -t 1 - "UNIX-CONNECT:$(printf '%s\n' "$_calibrax_path" | sed 's/[]\\",:!(){}['\'']/\\&/g')" ;;
  socat,) exec socat -t 1 - "TCP:$_calibrax_host:$_calibrax_port,nodelay" ;;
  nc,?*) exec nc -N -U "$_calibrax_path" ;;
  bash,)
    # It cannot close one side alone: the reader is ended when there is nothing more to send, and the other way round
    # whoever reads closes stdin.
    exec bash -c '
      exec 3<>"/dev/tcp/$1/$2" || exit
      cat <&3 & exec >&3 3>&-
      cat
      kill $! 2>/dev/null' bash "$(printf '%s\n' "$_calibrax_host" | tr -d '[]')" "$_calibrax_port"
    ;;
  esac
}

# Connects: what is written to 8 is sent, what is said is read from 9. Shows the token where one is needed.
_calibrax_open() {
  _calibrax_find && _calibrax_transport || return
  _calibrax_folder=$(mktemp -d "${TMPDIR:-/tmp}/calibrax.XXXXXX") ||
    _calibrax_fail 3 "cannot make a folder in ${TMPDIR:-/tmp}" 'Set TMPDIR to a folder that can be written.'
  mkfifo "$_calibrax_folder/in" "$_calibrax_folder/out" ||
    _calibrax_fail 3 "cannot make a FIFO in $_calibrax_folder" 'Set TMPDIR to a folder on another disk.'
  (_calibrax_talk) <"$_calibrax_folder/in" >"$_calibrax_folder/out" 2>/dev/null &
  exec 8>"$_calibrax_folder/in" 9<"$_calibrax_folder/out"
  rm -r "$_calibrax_folder"
  if [ -z "$_calibrax_path" ] && [ -n "${CALIBRAX_TOKEN-}" ]; then
    _calibrax_ask authenticate "{\"token\":$(_calibrax_text "$CALIBRAX_TOKEN")}" && return
  else
    _calibrax_ask ping '{}' && return
  fi
  [ -n "$_calibrax_kind" ] || _calibrax_problem="cannot reach a server at $_calibrax_address" \
    _calibrax_hint='Does calibraxd run there? CALIBRAX_SERVER or CALIBRAX_DATA say where to look.'
  _calibrax_close
  return 1
}

_calibrax_close() {
  exec 8>&- 9<&-
  wait
}

# Calls METHOD with PARAMS on the open connection and sets _calibrax_answer. When it fails, _calibrax_kind is the kind
# of the server's error, empty when no answer came.
_calibrax_ask() {
  _calibrax_kind=
  printf '{"jsonrpc":"2.0","id":1,"method":%s,"params":%s}\n' "$(_calibrax_text "$1")" "$2" >&8 2>/dev/null &&
    IFS= read -r _calibrax_answer <&9 || {
    _calibrax_status=3 _calibrax_hint='Ask the server what it has before you call again.'
    _calibrax_problem="the connection to $_calibrax_address broke; whether $1 was carried out is not known"
    return 1
  }
  _calibrax_kind=$(printf '%s\n' "$_calibrax_answer" | calibrax_get error data kind) || return 0
  _calibrax_problem="$1: $(printf '%s\n' "$_calibrax_answer" | calibrax_get error message)"
  _calibrax_hint=$(printf '%s\n' "$_calibrax_answer" | calibrax_get error data hint)
  _calibrax_status=5
  case $_calibrax_kind in
  unauthenticated)
    _calibrax_status=6 _calibrax_hint='Set CALIBRAX_TOKEN to a token of the file that the server was started with.' ;;
  forbidden) _calibrax_status=6 _calibrax_hint='Set CALIBRAX_TOKEN to a token whose role is writer.' ;;
  read_only | unavailable | internal_error) _calibrax_status=3 ;;
  not_found)
    printf '%s\n' "$_calibrax_answer" | calibrax_get error data path >/dev/null || _calibrax_status=4 ;;
  esac
  return 1
}

# Connects, calls METHOD with PARAMS, and ends the function where that fails.
_calibrax_demand() {
  _calibrax_open && _calibrax_ask "$@" ||
    _calibrax_fail "$_calibrax_status" "$_calibrax_problem" "$_calibrax_hint"
  _calibrax_close
}

# --- Calls ---

# Calls METHOD with PARAMS, a JSON object, or - to read it from stdin; prints the result as JSON.
calibrax_call() (
  _calibrax_begin
  [ $# -eq 1 ] || [ $# -eq 2 ] || _calibrax_fail 2 "calibrax_call takes METHOD [PARAMS], not $# arguments"
  _calibrax_object "${2-{\}}"
  _calibrax_demand "$1" "$_calibrax_params"
  printf '%s\n' "$_calibrax_answer" | _calibrax_value result
)

# Sets _calibrax_params to a JSON object in one line; - stands for stdin.
_calibrax_object() {
  if [ "$1" = - ]; then _calibrax_params=$(tr '\n' ' '); else _calibrax_params=$(printf '%s' "$1" | tr '\n' ' '); fi
  _calibrax_params=$(printf '%s\n' "$_calibrax_params" | _calibrax_value) && case $_calibrax_params in
  '{'*) return ;;
  esac
  _calibrax_fail 2 "PARAMS is not one JSON object: $1" 'Write it as {"threshold":0.05}; calibrax_string quotes text.'
}

# Stores FILE, a run or what a benchmark tool wrote, - for stdin; PARAMS go before what is found. Prints the result.
calibrax_ingest() (
  _calibrax_begin
  [ $# -eq 1 ] || [ $# -eq 2 ] || _calibrax_fail 2 "calibrax_ingest takes FILE [PARAMS], not $# arguments"
  _calibrax_object "${2-{\}}"
  if [ "$1" != - ]; then
    [ -f "$1" ] && exec <"$1" || _calibrax_fail 5 "cannot read the file \"$1\"" 'Name a file that is there, or - for stdin.'
  fi
  _calibrax_files="{$(_calibrax_text "${1##*/}"):$(calibrax_string)}"
  # Of members that are there twice the last counts.
  [ "$_calibrax_params" = '{}' ] || _calibrax_files=$_calibrax_files,
  _calibrax_demand ingest "{\"from\":\"auto\",\"files\":$_calibrax_files${_calibrax_params#?}"
  printf '%s\n' "$_calibrax_answer" | _calibrax_value result
)

# Checks a run with PARAMS; prints the report. Status 0 passed, 1 a metric regressed, 4 nothing was judged.
calibrax_check() (
  _calibrax_begin
  _calibrax_report=$(calibrax_call check "${1-{\}}") || exit
  printf '%s\n' "$_calibrax_report"
  [ "$(printf '%s\n' "$_calibrax_report" | calibrax_get passed)" != true ] || exit 0
  [ "$(printf '%s\n' "$_calibrax_report" | calibrax_get regressions)" = '[]' ] || exit 1
  exit 4
)

# Raises an alert; prints its id.
calibrax_alert() (
  _calibrax_begin
  [ $# -eq 5 ] || _calibrax_fail 2 "calibrax_alert takes SEVERITY METRIC VALUE THRESHOLD MESSAGE, not $# arguments"
  _calibrax_need_number VALUE "$3"
  _calibrax_need_number THRESHOLD "$4"
  _calibrax_demand triggerAlert "{\"severity\":$(_calibrax_text "$1"),\"metric_name\":$(_calibrax_text "$2"),\
\"metric_value\":$3,\"threshold\":$4,\"message\":$(_calibrax_text "$5")}"
  printf '%s\n' "$_calibrax_answer" | calibrax_get result alert_id
)

# Prints the events of TOPIC…, a notification each line, as they come and over lost connections; FILTER is a JSON object.
calibrax_events() (
  _calibrax_begin
  _calibrax_topics=
  _calibrax_filter={}
  for _calibrax_word in "$@"; do
    case $_calibrax_word in
    '{'*)
      _calibrax_object "$_calibrax_word"
      _calibrax_filter=$_calibrax_params
      ;;
    *) _calibrax_topics=$_calibrax_topics${_calibrax_topics:+,}$(_calibrax_text "$_calibrax_word") ;;
    esac
  done
  [ -n "$_calibrax_topics" ] ||
    _calibrax_fail 2 'calibrax_events takes TOPIC… [FILTER]' 'Topics are samples, executions, runs and alerts.'
  _calibrax_from=
  while _calibrax_reach subscribe "{\"topics\":[$_calibrax_topics],\"filter\":$_calibrax_filter$_calibrax_from}"; do
    _calibrax_server=$(printf '%s\n' "$_calibrax_answer" | _calibrax_value result server_id)
    _calibrax_next=$(printf '%s\n' "$_calibrax_answer" | calibrax_get result next_seq)
    case $_calibrax_from in
    '' | *",\"server_id\":$_calibrax_server") ;;
    *) printf 'calibrax: the server was started again; events may be missing\n' >&2 ;;
    esac
    _calibrax_event=
    while IFS= read -r _calibrax_line <&9; do
      printf '%s\n' "$_calibrax_line" 2>/dev/null || exit 0
      _calibrax_event=$_calibrax_line
    done
    _calibrax_close
    if [ -n "$_calibrax_event" ]; then
      _calibrax_next=$(printf '%s\n' "$_calibrax_event" | calibrax_get params next_seq) ||
        _calibrax_next=$(($(printf '%s\n' "$_calibrax_event" | calibrax_get params seq) + 1))
    fi
    _calibrax_from=",\"from_seq\":$_calibrax_next,\"server_id\":$_calibrax_server"
  done
  _calibrax_fail "$_calibrax_status" "$_calibrax_problem" "$_calibrax_hint"
)

# Calls METHOD with PARAMS, for a minute if need be: over a new connection where there is none or it broke, and again
# when the server cannot now.
_calibrax_reach() {
  _calibrax_pause=1 _calibrax_waited=0
  until { [ -n "$_calibrax_isOpen" ] || _calibrax_open; } && _calibrax_isOpen=1 && _calibrax_ask "$@"; do
    echo
  done
}

# --- Metrics ---
