#define _GNU_SOURCE
#include "CBench.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

int calibrax_connect(struct calibrax_address address) {
  int client = socket(address.unix_path ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (client < 0) return -errno;
  int result;
  if (address.unix_path) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strncpy(name.sun_path, address.unix_path, sizeof name.sun_path - 1);
    result = connect(client, (struct sockaddr *)&name, sizeof name);
  } else {
    struct sockaddr_in name = {
        .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(address.port)};
    int yes = 1;
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    result = connect(client, (struct sockaddr *)&name, sizeof name);
  }
  if (result == 0) return client;
  int error = errno;
  close(client);
  return -error;
}

struct connection {
  int socket;
  // A ring of the moments at which the requests in flight were sent.
  uint64_t *sent;
  size_t first, in_flight;
  // Lines that have come of the answer that comes next.
  int lines;
};

struct run {
  const struct calibrax_load *load;
  size_t next, limit, answered, measured_from;
  uint64_t *latencies;
};

static int send_all(int socket, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = send(socket, bytes, count, MSG_NOSIGNAL);
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) bytes += written, count -= (size_t)written;
  }
  return 0;
}

// Fills a connection up with requests, lines that lie together in one call.
static int fill(struct run *run, struct connection *connection) {
  const struct calibrax_load *load = run->load;
  while (connection->in_flight < (size_t)load->pipelined && run->next < run->limit) {
    size_t line = run->next % load->count, lines = (size_t)load->pipelined - connection->in_flight;
    if (lines > load->count - line) lines = load->count - line;
    if (lines > run->limit - run->next) lines = run->limit - run->next;
    uint64_t moment = now();
    for (size_t i = 0; i < lines; i++)
      connection->sent[(connection->first + connection->in_flight++) % (size_t)load->pipelined] = moment;
    run->next += lines;
    int error = send_all(
        connection->socket, load->bytes + load->offsets[line], load->offsets[line + lines] - load->offsets[line]);
    if (error) return error;
  }
  return 0;
}

static int receive(struct run *run, struct connection *connection) {
  char buffer[1 << 16];
  ssize_t got = recv(connection->socket, buffer, sizeof buffer, 0);
  if (got < 0) return errno == EINTR ? 0 : errno;
  if (got == 0) return ECONNRESET;
  uint64_t moment = now();
  const char *cursor = buffer, *end = buffer + got;
  while ((cursor = memchr(cursor, '\n', (size_t)(end - cursor)))) {
    cursor++;
    if (connection->in_flight == 0) return EPROTO;
    if (++connection->lines < run->load->answer_lines) continue;
    connection->lines = 0;
    if (run->latencies)
      run->latencies[run->answered - run->measured_from] = moment - connection->sent[connection->first];
    connection->first = (connection->first + 1) % (size_t)run->load->pipelined;
    connection->in_flight--;
    run->answered++;
  }
  return 0;
}

// Sends requests until so many are answered.
static int send_phase(struct run *run, struct connection *connections, int poller) {
  int count = run->load->connections, error = 0;
  for (int i = 0; i < count && !error; i++) error = fill(run, &connections[i]);
  while (!error && run->answered < run->limit) {
    if (count == 1) {
      error = receive(run, connections);
      if (!error) error = fill(run, connections);
      continue;
    }
    struct epoll_event events[256];
    int ready = epoll_wait(poller, events, 256, 10000);
    if (ready == 0) error = ETIMEDOUT;
    for (int i = 0; i < ready && !error; i++) {
      struct connection *connection = events[i].data.ptr;
      error = receive(run, connection);
      if (!error) error = fill(run, connection);
    }
  }
  return error;
}

// Whether all that may be in flight on a connection fits in a socket's buffer as systems give it, 208 KiB, when every
// line lies there by itself: that takes up to 1 KiB more than its bytes. A single line is read before it is answered.
static bool fits(const struct calibrax_load *load) {
  size_t longest = 0;
  for (size_t line = 0; line < load->count; line++) {
    size_t length = load->offsets[line + 1] - load->offsets[line];
    if (length > longest) longest = length;
  }
  return load->pipelined == 1 || (size_t)load->pipelined * (longest + 1024) <= 128 << 10;
}

int calibrax_send_load(const struct calibrax_load *load, double *seconds, uint64_t *latencies) {
  if (!fits(load)) return EMSGSIZE;
  struct connection *connections = calloc((size_t)load->connections, sizeof *connections);
  int poller = epoll_create1(EPOLL_CLOEXEC), error = 0, open = 0;
  for (; open < load->connections && !error; open++) {
    struct connection *connection = &connections[open];
    connection->sent = calloc((size_t)load->pipelined, sizeof *connection->sent);
    connection->socket = calibrax_connect(load->address);
    if (connection->socket < 0) {
      error = -connection->socket;
    } else {
      struct timeval patience = {.tv_sec = 10};
      setsockopt(connection->socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
      struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
      epoll_ctl(poller, EPOLL_CTL_ADD, connection->socket, &event);
    }
  }
  struct run run = {.load = load, .limit = load->warmup};
  if (!error) error = send_phase(&run, connections, poller);
  run.measured_from = load->warmup;
  run.limit += load->requests;
  run.latencies = latencies;
  uint64_t start = now();
  if (!error) error = send_phase(&run, connections, poller);
  *seconds = (double)(now() - start) / 1e9;
  for (int i = 0; i < open; i++) {
    if (connections[i].socket >= 0) close(connections[i].socket);
    free(connections[i].sent);
  }
  free(connections);
  close(poller);
  return error;
}
