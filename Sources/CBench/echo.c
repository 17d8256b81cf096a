#include "CBench.h"
#include "serve.h"

#include <sys/socket.h>

static bool echo(int client) {
  static char buffer[bytes_per_turn];
  ssize_t got = recv(client, buffer, sizeof buffer, 0);
  return got > 0 && send(client, buffer, (size_t)got, 0) == got;
}

int calibrax_echo_serve(const char *unix_path) {
  struct service service = {.name = "echo", .receive = echo};
  return calibrax_serve(unix_path, &service);
}
