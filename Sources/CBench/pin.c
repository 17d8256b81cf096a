#define _GNU_SOURCE
#include "CBench.h"

#include <errno.h>
#include <sched.h>

int calibrax_pin(int process, int core) {
  static cpu_set_t allowed;
  if (CPU_COUNT(&allowed) == 0 && sched_getaffinity(0, sizeof allowed, &allowed)) return errno;
  cpu_set_t chosen = allowed;
  if (core >= 0) {
    CPU_ZERO(&chosen);
    for (int number = 0, seen = 0; number < CPU_SETSIZE; number++)
      if (CPU_ISSET(number, &allowed) && seen++ == core) CPU_SET(number, &chosen);
    if (CPU_COUNT(&chosen) == 0) return ERANGE;
  }
  return sched_setaffinity(process, sizeof chosen, &chosen) ? errno : 0;
}
