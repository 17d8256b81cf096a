#define _GNU_SOURCE
#include "CBench.h"
#include "decimal.h"
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// What the log is made of.
struct __attribute__((packed)) record {
  uint32_t series;
  double at, value;
};

// The beginning of a line whose end has not come yet.
static struct rest {
  char *bytes;
  size_t count;
} rests[1024];

// Answers that wait for the log: part of `answers` each.
static struct {
  int client;
  size_t start, end;
} waiting[clients_per_turn];
static size_t waiting_count;

// An answer is shorter than its request, which has more than six bytes for each sample.
static char answers[clients_per_turn * bytes_per_turn];
static size_t answers_count;
static struct record records[clients_per_turn * bytes_per_turn / 6];
static size_t records_count;

static int log_file;
static bool syncs_every_turn;
static atomic_bool is_unsynced;

// Where a text that has to come next ends; NULL when something else is there.
#define SKIP(cursor, text) (memcmp(cursor, text, sizeof text - 1) ? NULL : (cursor) + sizeof text - 1)

static inline const char *read_integer(const char *cursor, uint32_t *value) {
  const char *first = cursor;
  for (*value = 0; (unsigned char)(*cursor - '0') < 10; cursor++) *value = *value * 10 + (uint32_t)(*cursor - '0');
  return cursor == first ? NULL : cursor;
}

static inline const char *read_samples(const char *cursor, uint32_t series) {
  for (;; cursor++) {
    double at, value;
    if (*cursor != '[' || !(cursor = read_decimal(cursor + 1, &at))) return NULL;
    if (*cursor != ',' || !(cursor = read_decimal(cursor + 1, &value))) return NULL;
    if (*cursor++ != ']') return NULL;
    records[records_count++] = (struct record){.series = series, .at = at, .value = value};
    if (*cursor != ',') return cursor;
  }
}

static inline void append(const char *bytes, size_t count) {
  memcpy(answers + answers_count, bytes, count);
  answers_count += count;
}
#define APPEND(text) append(text, sizeof text - 1)

static inline void append_integer(uint32_t value) {
  char digits[10];
  size_t first = sizeof digits;
  do digits[--first] = (char)('0' + value % 10);
  while (value /= 10);
  append(digits + first, sizeof digits - first);
}

// Takes in the samples of a line, and answers it. A line is read as it is written, in one order and without spaces.
static bool record_line(const char *line, const char *end) {
  uint32_t identifier, series;
  size_t before = records_count;
  const char *cursor = SKIP(line, "{\"jsonrpc\":\"2.0\",\"id\":");
  if (cursor) cursor = read_integer(cursor, &identifier);
  if (cursor) cursor = SKIP(cursor, ",\"method\":\"record\",\"params\":{\"series\":");
  if (cursor) cursor = read_integer(cursor, &series);
  if (cursor) cursor = SKIP(cursor, ",\"points\":[");
  if (cursor) cursor = read_samples(cursor, series);
  if (cursor) cursor = SKIP(cursor, "]}}");
  if (cursor != end) return false;
  APPEND("{\"jsonrpc\":\"2.0\",\"id\":");
  append_integer(identifier);
  APPEND(",\"result\":{\"accepted\":");
  append_integer((uint32_t)(records_count - before));
  APPEND(",\"duplicates\":0}}\n");
  return true;
}

static bool keep_rest(struct rest *rest, const char *bytes, size_t count) {
  rest->count = count;
  if (count == 0) return true;
  if (count == bytes_per_turn || (!rest->bytes && !(rest->bytes = malloc(bytes_per_turn)))) return false;
  memcpy(rest->bytes, bytes, count);
  return true;
}

static bool receive(int client) {
  // A line that is cut short is compared with texts that would go on behind it.
  static char buffer[bytes_per_turn + 64];
  if (client >= (int)(sizeof rests / sizeof *rests)) return false;
  struct rest *rest = &rests[client];
  if (rest->count) memcpy(buffer, rest->bytes, rest->count);
  ssize_t got = recv(client, buffer + rest->count, bytes_per_turn - rest->count, 0);
  const char *cursor = buffer, *newline, *end = buffer + rest->count + (got > 0 ? got : 0);
  rest->count = 0;
  if (got <= 0) return false;
  size_t start = answers_count;
  while ((newline = memchr(cursor, '\n', (size_t)(end - cursor)))) {
    if (!record_line(cursor, newline)) return false;
    cursor = newline + 1;
  }
  if (answers_count > start) {
    waiting[waiting_count].client = client;
    waiting[waiting_count].start = start;
    waiting[waiting_count++].end = answers_count;
  }
  return keep_rest(rest, cursor, (size_t)(end - cursor));
}

// Ends the process: samples that cannot be kept are not answered for.
static void give_up(const char *what) {
  perror(what);
  _exit(1);
}

static void finish_turn(void) {
  const char *bytes = (const char *)records;
  for (size_t left = records_count * sizeof *records; left > 0;) {
    ssize_t written = write(log_file, bytes, left);
    if (written < 0 && errno != EINTR) give_up("write");
    if (written > 0) bytes += written, left -= (size_t)written;
  }
  if (records_count > 0) {
    if (!syncs_every_turn) {
      atomic_store(&is_unsynced, true);
    } else if (fdatasync(log_file)) {
      give_up("fdatasync");
    }
  }
  for (size_t i = 0; i < waiting_count; i++)
    send(waiting[i].client, answers + waiting[i].start, waiting[i].end - waiting[i].start, 0);
  records_count = answers_count = waiting_count = 0;
}

static void *sync_every_second(void *unused) {
  for (;; sleep(1))
    if (atomic_exchange(&is_unsynced, false) && fdatasync(log_file)) give_up("fdatasync");
  return unused;
}

int calibrax_sink_serve(const char *unix_path, const char *log_path, int syncs) {
  struct service service = {.name = "sink", .receive = receive, .finish_turn = finish_turn};
  syncs_every_turn = syncs;
  log_file = open(log_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
  if (log_file < 0) return errno;
  pthread_t thread;
  int error = syncs ? 0 : pthread_create(&thread, NULL, sync_every_second, NULL);
  return error ? error : calibrax_serve(unix_path, &service);
}
