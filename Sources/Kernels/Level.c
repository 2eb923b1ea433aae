// Chooses the instruction-set level, once, at the first call of any kernel.

#include "Level.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static const kernel_table *const tables[] = {
    [KERNEL_LEVEL_PORTABLE] = &kernel_table_portable,
#ifdef __x86_64__
    [KERNEL_LEVEL_AVX2] = &kernel_table_avx2,
    [KERNEL_LEVEL_AVX512] = &kernel_table_avx512,
#endif
};

static const char *const names[] = {
    [KERNEL_LEVEL_PORTABLE] = "portable",
    [KERNEL_LEVEL_AVX2] = "avx2",
    [KERNEL_LEVEL_AVX512] = "avx512",
};

enum { UNDECIDED = -1 };
static atomic_int current = UNDECIDED;

bool kernel_level_available(kernel_level level) {
  switch (level) {
    case KERNEL_LEVEL_PORTABLE:
      return true;
#ifdef __x86_64__
    // These ask the operating system as well (XGETBV): it must save the wide registers.
    case KERNEL_LEVEL_AVX2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case KERNEL_LEVEL_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("fma");
#endif
    default:
      return false;
  }
}

// An unknown or unavailable level in the environment is ignored: the best available is used.
static kernel_level preferred_level(void) {
  const char *wish = getenv("CUTAWAY_KERNELS");
  for (int level = KERNEL_LEVEL_AVX512; wish && level >= KERNEL_LEVEL_PORTABLE; level--) {
    if (strcmp(wish, names[level]) == 0 && kernel_level_available(level)) return level;
  }
  for (int level = KERNEL_LEVEL_AVX512; level > KERNEL_LEVEL_PORTABLE; level--) {
    if (kernel_level_available(level)) return level;
  }
  return KERNEL_LEVEL_PORTABLE;
}

kernel_level kernel_current_level(void) {
  int level = atomic_load_explicit(&current, memory_order_relaxed);
  if (level == UNDECIDED) {
    // Two threads may both come here; a level set meanwhile by kernel_set_level must stand.
    int wish = preferred_level();
    if (atomic_compare_exchange_strong(&current, &level, wish)) level = wish;
  }
  return level;
}

bool kernel_set_level(kernel_level level) {
  if (!kernel_level_available(level)) return false;
  atomic_store(&current, level);
  return true;
}

const kernel_table *kernel_current_table(void) { return tables[kernel_current_level()]; }
