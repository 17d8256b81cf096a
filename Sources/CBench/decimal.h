// Reads decimal numbers to the nearest double.
#pragma once
#include <stdint.h>
#include <stdlib.h>

// Reads the number that begins at text, which goes on behind it with something that is of no number. Returns where the
// number ends; NULL when there is none.
static inline const char *read_decimal(const char *text, double *value) {
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const char *cursor = text + (*text == '-'), *first = cursor;
  uint64_t digits = 0;
  for (; (unsigned char)(*cursor - '0') < 10; cursor++) digits = digits * 10 + (uint64_t)(*cursor - '0');
  size_t count = (size_t)(cursor - first), decimals = 0;
  if (count == 0) return NULL;
  if (*cursor == '.') {
    first = ++cursor;
    for (; (unsigned char)(*cursor - '0') < 10; cursor++) digits = digits * 10 + (uint64_t)(*cursor - '0');
    decimals = (size_t)(cursor - first);
  }
  // Both are doubles exactly then, so that their quotient is rounded once (Clinger, 1990).
  if (count + decimals <= 19 && digits <= (uint64_t)1 << 53 && (*cursor | 0x20) != 'e') {
    double magnitude = (double)digits / powers[decimals];
    *value = *text == '-' ? -magnitude : magnitude;
    return cursor;
  }
  char *end;
  *value = strtod(text, &end);
  return end;
}
