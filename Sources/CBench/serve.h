// A server of one thread and one epoll, on a Unix socket and a TCP port of the loopback interface.
#pragma once
#include <stdbool.h>

enum {
  // Clients that are read in one turn at most.
  clients_per_turn = 256,
  // Bytes that are read from a client in one turn at most.
  bytes_per_turn = 1 << 16,
};

// What a server does with what its clients send.
struct service {
  const char *name;
  // Reads once from a client; false when it is to be closed.
  bool (*receive)(int client);
  // After all that had sent something were read; NULL when there is nothing to do.
  void (*finish_turn)(void);
};

// Serves until it is killed, or the process that started it ends. Prints a line when it listens:
// `NAME ready unix=PATH tcp=127.0.0.1:PORT`. Returns an error number when it cannot.
int calibrax_serve(const char *unix_path, const struct service *service);
