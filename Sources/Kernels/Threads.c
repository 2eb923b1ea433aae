// A pool of threads for short regions: one decoded token has about sixty of them.
//
// A region is offered by setting OPEN in `gate`. A worker enters by adding 1 to the gate, and only
// if it found it open may it look at the region; it subtracts 1 when it leaves. The caller works
// too, then closes the gate and waits until nobody is inside. A worker that comes late finds the
// gate closed: the caller never waits for a thread that has not begun.
//
// Idle workers spin for a short while, since the next region usually follows at once, then sleep on
// a condition variable.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "Level.h"

#include <unistd.h>

enum { MOST_THREADS = 64, SPIN_NANOSECONDS = 50000 };
static const unsigned OPEN = 1u << 31;

static struct {
  atomic_flag busy;       // somebody is inside kernel_parallel
  atomic_uint gate;       // OPEN, and how many workers are inside
  atomic_uint regions;    // how many have been offered: workers watch it
  atomic_uint sleepers;
  pthread_mutex_t lock;   // guards sleeping only
  pthread_cond_t wake;
  int workers;            // started so far; touched only by the holder of `busy`
  // The region: written while nobody is inside, read by those who are.
  void (*body)(void *context, ptrdiff_t index);
  void *context;
  ptrdiff_t count;
  int helpers;            // only workers numbered below this may help
  atomic_long next;       // the first index that nobody has taken
} pool = {.busy = ATOMIC_FLAG_INIT, .lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};

static atomic_int thread_limit = 1;
static _Thread_local bool inside_region = false;

static inline void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void take_indices(void) {
  for (;;) {
    const long index = atomic_fetch_add_explicit(&pool.next, 1, memory_order_relaxed);
    if (index >= pool.count) return;
    pool.body(pool.context, index);
  }
}

// MARK: Workers

// Returns when a region has been offered that the worker has not seen.
static unsigned await_region(unsigned seen) {
  const int64_t start = nanoseconds();
  do {
    for (int i = 0; i < 64; i++) {
      const unsigned regions = atomic_load(&pool.regions);
      if (regions != seen) return regions;
      pause_briefly();
    }
  } while (nanoseconds() - start < SPIN_NANOSECONDS);
  // Either the caller sees this sleeper and takes the lock to wake it, or the sleeper sees the
  // caller's region: each writes one and reads the other, in sequentially consistent order.
  pthread_mutex_lock(&pool.lock);
  atomic_fetch_add(&pool.sleepers, 1);
  unsigned regions;
  while ((regions = atomic_load(&pool.regions)) == seen) pthread_cond_wait(&pool.wake, &pool.lock);
  atomic_fetch_sub(&pool.sleepers, 1);
  pthread_mutex_unlock(&pool.lock);
  return regions;
}

static void *work(void *opaque) {
  const int number = (int)(intptr_t)opaque;
  inside_region = true;  // for good: what a worker calls runs on it alone
  unsigned seen = 0;
  for (;;) {
    seen = await_region(seen);
    if (atomic_fetch_add(&pool.gate, 1) & OPEN) {
      if (number < pool.helpers) take_indices();
    }
    atomic_fetch_sub(&pool.gate, 1);
  }
  return NULL;
}

// Workers take no signals: those are for the program's own threads.
static void start_workers(int count) {
  if (pool.workers >= count) return;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (pool.workers < count) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, (void *)(intptr_t)pool.workers) != 0) break;
    pthread_detach(thread);
    pool.workers++;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

// MARK: Regions

void kernel_set_threads(int count) {
  atomic_store(&thread_limit, count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS : count);
}

int kernel_threads(void) { return atomic_load_explicit(&thread_limit, memory_order_relaxed); }

static void run_alone(ptrdiff_t count, void (*body)(void *, ptrdiff_t), void *context) {
  const bool before = inside_region;
  inside_region = true;
  for (ptrdiff_t index = 0; index < count; index++) body(context, index);
  inside_region = before;
}

void kernel_parallel(ptrdiff_t count, void (*body)(void *context, ptrdiff_t index), void *context) {
  const int limit = kernel_threads();
  const bool alone = count <= 1 || limit <= 1 || inside_region;
  if (alone || atomic_flag_test_and_set_explicit(&pool.busy, memory_order_acquire)) {
    run_alone(count, body, context);
    return;
  }
  const int helpers = (int)(count < limit ? count : limit) - 1;
  start_workers(helpers);
  // Latecomers to the last region may still be stepping back out of the closed gate; they look at
  // nothing, so the region can be written. Opening the gate publishes it.
  pool.body = body;
  pool.context = context;
  pool.count = count;
  pool.helpers = helpers;
  atomic_store_explicit(&pool.next, 0, memory_order_relaxed);
  atomic_fetch_or(&pool.gate, OPEN);
  atomic_fetch_add(&pool.regions, 1);
  if (atomic_load(&pool.sleepers) > 0) {
    pthread_mutex_lock(&pool.lock);
    pthread_cond_broadcast(&pool.wake);
    pthread_mutex_unlock(&pool.lock);
  }
  inside_region = true;
  take_indices();
  inside_region = false;
  atomic_fetch_and(&pool.gate, ~OPEN);
  // A worker inside may have lost its processor: after a while let it have this one.
  for (int spins = 0; atomic_load(&pool.gate) != 0; spins++) {
    if (spins < 2000) {
      pause_briefly();
    } else {
      sched_yield();
    }
  }
  atomic_flag_clear_explicit(&pool.busy, memory_order_release);
}

// MARK: Ranges

typedef struct {
  range_function function;
  const void *call;
  ptrdiff_t count, piece;
} range_context;

static void run_piece(void *opaque, ptrdiff_t index) {
  const range_context *range = opaque;
  const ptrdiff_t first = index * range->piece, rest = range->count - first;
  range->function(range->call, first, first + (rest < range->piece ? rest : range->piece));
}

void kernel_run_range(range_function function, const void *call, ptrdiff_t count, ptrdiff_t grain,
                      ptrdiff_t multiple) {
  if (count <= 0) return;
  const int threads = kernel_threads();
  if (threads <= 1 || count < 2 * grain || inside_region) {
    function(call, 0, count);
    return;
  }
  // Two pieces a thread: where another program takes a processor, the other thread takes its piece.
  ptrdiff_t piece = (count + 2 * threads - 1) / (2 * threads);
  if (piece < grain) piece = grain;
  piece = (piece + multiple - 1) / multiple * multiple;
  range_context range = {function, call, count, piece};
  kernel_parallel((count + piece - 1) / piece, run_piece, &range);
}

// MARK: Scratch

static _Thread_local float *scratch = NULL;
static _Thread_local ptrdiff_t scratch_count = 0;
static pthread_key_t scratch_key;
static pthread_once_t scratch_once = PTHREAD_ONCE_INIT;

static void make_scratch_key(void) { pthread_key_create(&scratch_key, free); }

float *kernel_scratch(ptrdiff_t count) {
  if (count <= scratch_count) return scratch;
  // The key's only use is its destructor, which frees the scratch of a thread that ends.
  pthread_once(&scratch_once, make_scratch_key);
  const size_t bytes = ((size_t)count * sizeof(float) + 4095) / 4096 * 4096;
  float *larger = aligned_alloc(64, bytes);
  if (!larger) abort();
  free(scratch);
  scratch = larger;
  scratch_count = (ptrdiff_t)(bytes / sizeof(float));
  pthread_setspecific(scratch_key, scratch);
  return scratch;
}

int kernel_processors(void) {
  const long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : count > 1024 ? 1024 : (int)count;
}
