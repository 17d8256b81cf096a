#define _GNU_SOURCE
#include "CBench.h"
#include "serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int listen_unix(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) return -1;
  strcpy(address.sun_path, path);
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) return -1;
  return listener;
}

static int listen_tcp(uint16_t *port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 1024)) return -1;
  if (getsockname(listener, (struct sockaddr *)&address, &size)) return -1;
  *port = ntohs(address.sin_port);
  return listener;
}

uint16_t calibrax_unused_port(void) {
  uint16_t port = 0;
  int listener = listen_tcp(&port);
  if (listener >= 0) close(listener);
  return port;
}

static void watch(int poller, int socket) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
  epoll_ctl(poller, EPOLL_CTL_ADD, socket, &event);
}

int calibrax_serve(const char *unix_path, const struct service *service) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_IGN);
  uint16_t port = 0;
  int local = listen_unix(unix_path), remote = listen_tcp(&port), poller = epoll_create1(EPOLL_CLOEXEC);
  if (local < 0 || remote < 0 || poller < 0) return errno ? errno : EINVAL;
  watch(poller, local);
  watch(poller, remote);
  printf("%s ready unix=%s tcp=127.0.0.1:%d\n", service->name, unix_path, port);
  fflush(stdout);
  for (;;) {
    struct epoll_event events[clients_per_turn];
    int count = epoll_wait(poller, events, clients_per_turn, -1);
    if (count < 0 && errno != EINTR) return errno;
    for (int i = 0; i < count; i++) {
      int socket = events[i].data.fd;
      if (socket == local || socket == remote) {
        int client = accept4(socket, NULL, NULL, SOCK_CLOEXEC);
        if (client < 0) continue;
        int yes = 1;
        if (socket == remote) setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        watch(poller, client);
        continue;
      }
      if (!service->receive(socket)) close(socket);
    }
    if (service->finish_turn) service->finish_turn();
  }
}
