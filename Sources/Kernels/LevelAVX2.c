// The AVX2 level: 32-byte vectors. 16 registers: 12 sums, 2 vectors of b and 1 element of a.

#ifdef __x86_64__

#define LANES 8
#define TILE_ROWS 6
#define LEVEL_TABLE kernel_table_avx2

#include <immintrin.h>
#include "Level.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "Bodies/Table.h"
#pragma clang attribute pop

#endif
