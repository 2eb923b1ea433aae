// The AVX-512 level: 64-byte vectors. 32 registers: 24 sums, 2 vectors of b and 1 element of a.

#ifdef __x86_64__

#define LANES 16
#define TILE_ROWS 12
#define LEVEL_TABLE kernel_table_avx512

#include <immintrin.h>
#include "Level.h"

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
#include "Bodies/Table.h"
#pragma clang attribute pop

#endif
