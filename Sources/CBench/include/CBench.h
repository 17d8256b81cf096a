// The limits that the bench measures servers against, and the load it puts on them. Linux.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Sends back every byte that arrives: the limit of answering at all.
//
// Serves, from one thread with one epoll, until it is killed or the process that started it ends. Listens on a Unix
// socket and on a TCP port of the loopback interface that the system chooses, and then prints one line:
// `NAME ready unix=PATH tcp=127.0.0.1:PORT`. Returns an error number when it cannot.
int calibrax_echo_serve(const char *unix_path);

// Keeps samples and answers for them: the limit of recording. Serves as the echo server does; understands lines like
// `{"jsonrpc":"2.0","id":17,"method":"record","params":{"series":0,"points":[[12.5,0.25]]}}` and closes a connection
// that sends anything else. The samples of all the lines that arrived together are appended to the log in one write, 20
// bytes each, and answered for behind it; they are synced every second on another thread, or else before the answers.
int calibrax_sink_serve(const char *unix_path, const char *log_path, int syncs_before_answers);

// Where a server listens: a path for a Unix socket, or a port of 127.0.0.1 when there is none.
struct calibrax_address {
  const char *unix_path;
  uint16_t port;
};

// A port of 127.0.0.1 that nobody listens on; 0 when there is none.
uint16_t calibrax_unused_port(void);

// A socket connected to a server, or minus an error number.
int calibrax_connect(struct calibrax_address address);

// The requests to send: lines that lie one after another, line i in bytes[offsets[i]] to bytes[offsets[i + 1]]. Request
// r is line r modulo count.
struct calibrax_load {
  struct calibrax_address address;
  int connections;
  int pipelined;
  const char *bytes;
  const size_t *offsets;
  size_t count;
  // Lines of an answer.
  int answer_lines;
  // Answered before the clock starts.
  size_t warmup;
  // Answered while it runs.
  size_t requests;
};

// Sends the load from this thread. Writes the seconds it took, and the nanoseconds between sending and answer of each
// of the requests unless latencies is NULL. What is in flight on one connection must fit in its socket's buffers, or
// both ends could wait for each other to read: EMSGSIZE when it may not. Returns an error number, or 0.
int calibrax_send_load(const struct calibrax_load *load, double *seconds, uint64_t *latencies);

// Keeps a process (its main thread; 0 is the caller) on one of the cores that the bench may use, counted from 0, or lets
// it go back to all of them when the number is negative. Returns an error number, or 0.
int calibrax_pin(int process, int core);
