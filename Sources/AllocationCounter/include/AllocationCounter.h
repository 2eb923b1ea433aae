// Counts what a program takes from the heap: linking this replaces malloc and its kin by versions
// that count and then do what the C library does. Only the benchmark program links it.

#ifndef CUTAWAY_ALLOCATION_COUNTER_H
#define CUTAWAY_ALLOCATION_COUNTER_H

#include <stdint.h>

// Blocks taken so far by every thread; 0 throughout where the C library offers no way to count.
uint64_t allocation_count(void);
// Whether blocks are counted here.
int allocation_count_available(void);

#endif
