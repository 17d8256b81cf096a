// The Linux headers that the Glibc overlay leaves out, and what they declare to GNU programs only. No code.
#pragma once
#ifdef __linux__
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

// <sys/mman.h>, <unistd.h>, <spawn.h>
int memfd_create(const char *name, unsigned int flags);
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
#endif
