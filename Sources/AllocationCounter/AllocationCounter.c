#include "AllocationCounter.h"

#include <stdatomic.h>
#include <stddef.h>

static _Atomic uint64_t blocks;

uint64_t allocation_count(void) { return atomic_load_explicit(&blocks, memory_order_relaxed); }

#if defined(__GLIBC__) || (defined(__linux__) && !defined(__ANDROID__))
#include <features.h>
#endif

#if defined(__GLIBC__)
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static void count(void) { atomic_fetch_add_explicit(&blocks, 1, memory_order_relaxed); }

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  count();
  return __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  count();
  *block = __libc_memalign(alignment, size);
  return *block == NULL ? 12 /* ENOMEM */ : 0;
}

int allocation_count_available(void) { return 1; }
#else
int allocation_count_available(void) { return 0; }
#endif
