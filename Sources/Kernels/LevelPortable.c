// The portable level: 16-byte vectors, which are SSE2 on x86-64 and NEON on arm64.

#define LANES 4
#ifdef __aarch64__
// 32 registers: 24 sums, 2 vectors of b and 1 element of a.
#define TILE_ROWS 12
#else
// 16 registers: 12 sums, 2 vectors of b and 1 element of a.
#define TILE_ROWS 6
#endif
#define LEVEL_TABLE kernel_table_portable

#include "Bodies/Table.h"
