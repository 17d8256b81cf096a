// The Linux headers that the Glibc overlay leaves out, and what they declare to GNU programs only. No code.
#pragma once
#ifdef __linux__
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

// <sys/mman.h>, <unistd.h>, <spawn.h>, <sys/socket.h>
int memfd_create(const char *name, unsigned int flags);
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
#endif
