// Signals: noted by handlers and served by the main thread, which a pipe wakes. Crashes give the
// terminal back and then take their course.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include "CTerminal.h"
#include "Restore.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const int ending[] = {SIGINT, SIGTERM, SIGQUIT, SIGHUP};
static const int noted[] = {SIGTSTP, SIGCONT, SIGWINCH};
static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};

enum {
  ENDING_COUNT = sizeof ending / sizeof *ending,
  NOTED_COUNT = sizeof noted / sizeof *noted,
  CRASH_COUNT = sizeof crashes / sizeof *crashes,
  // A second signal this long after the first one means that nobody is serving it.
  PATIENCE_SECONDS = 1,
  CRASH_STACK = 1 << 16,
};

static atomic_int ending_signal;
static atomic_llong ending_time;
static atomic_bool has_stop, has_continue, has_resize, has_wake;

static struct sigaction old_ending[ENDING_COUNT], old_noted[NOTED_COUNT], old_crashes[CRASH_COUNT];
static bool is_catching;

// MARK: The pipe

static int wake_pipe[2] = {-1, -1};
static pthread_once_t wake_once = PTHREAD_ONCE_INIT;

static void make_pipe(void) {
  int ends[2];
  if (pipe(ends) != 0) return;
  for (int end = 0; end < 2; end += 1) {
    fcntl(ends[end], F_SETFL, fcntl(ends[end], F_GETFL) | O_NONBLOCK);
    fcntl(ends[end], F_SETFD, FD_CLOEXEC);
  }
  wake_pipe[0] = ends[0];
  wake_pipe[1] = ends[1];
}

int terminal_wake_descriptor(void) {
  pthread_once(&wake_once, make_pipe);
  return wake_pipe[0];
}

static void write_wake(void) {
  // A full pipe wakes as well as one more byte.
  char byte = 0;
  while (write(wake_pipe[1], &byte, 1) < 0 && errno == EINTR) {}
}

void terminal_wake(void) {
  pthread_once(&wake_once, make_pipe);
  if (!atomic_exchange(&has_wake, true)) write_wake();
}

void terminal_drain_wakes(void) {
  char bytes[64];
  for (;;) {
    ssize_t count = read(wake_pipe[0], bytes, sizeof bytes);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
  }
}

bool terminal_take_wake(void) { return atomic_exchange(&has_wake, false); }

// MARK: Handlers

static long long milliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static void take_default(int number) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static void note_ending(int number) {
  int error = errno;
  int none = 0;
  if (atomic_compare_exchange_strong(&ending_signal, &none, number)) {
    atomic_store(&ending_time, milliseconds());
  } else if (number != SIGHUP
             && milliseconds() - atomic_load(&ending_time) > PATIENCE_SECONDS * 1000) {
    // Whoever asks twice is not made to wait: raised here, delivered when the handler returns.
    restore_now();
    errors_show();
    take_default(number);
    raise(number);
  }
  write_wake();
  errno = error;
}

static void note(int number) {
  int error = errno;
  if (number == SIGTSTP) atomic_store(&has_stop, true);
  if (number == SIGCONT) atomic_store(&has_continue, true);
  if (number == SIGWINCH) atomic_store(&has_resize, true);
  write_wake();
  errno = error;
}

static void crash(int number) {
  restore_now();
  errors_show();
  // The default action, once this returns: a fault occurs again, and abort and kill are raised here.
  take_default(number);
  raise(number);
}

// MARK: Catching

static void catch(int number, void (*handler)(int), int flags, struct sigaction *old) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigfillset(&action.sa_mask);
  sigaction(number, NULL, old);
  // What was ignored stays so: nohup, and jobs that a shell without job control started.
  if (old->sa_handler == SIG_IGN && number != SIGWINCH && number != SIGCONT) return;
  sigaction(number, &action, NULL);
}

void signals_catch(void) {
  if (is_catching) return;
  is_catching = true;
  terminal_wake_descriptor();
  atomic_store(&ending_signal, 0);
  for (int i = 0; i < ENDING_COUNT; i += 1) {
    catch(ending[i], note_ending, SA_RESTART, &old_ending[i]);
  }
  for (int i = 0; i < NOTED_COUNT; i += 1) catch(noted[i], note, SA_RESTART, &old_noted[i]);
  // A stack of its own, for a crash that is an overflow of the stack. It stays for good.
  static char *stack;
  if (stack == NULL) {
    stack = malloc(CRASH_STACK);
    stack_t alternate = {.ss_sp = stack, .ss_size = CRASH_STACK};
    if (stack != NULL) sigaltstack(&alternate, NULL);
  }
  for (int i = 0; i < CRASH_COUNT; i += 1) catch(crashes[i], crash, SA_ONSTACK, &old_crashes[i]);
  // What starts programs from a thread of its own may leave signals blocked in them.
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < ENDING_COUNT; i += 1) sigaddset(&set, ending[i]);
  for (int i = 0; i < NOTED_COUNT; i += 1) sigaddset(&set, noted[i]);
  for (int i = 0; i < CRASH_COUNT; i += 1) sigaddset(&set, crashes[i]);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void signals_release(void) {
  if (!is_catching) return;
  is_catching = false;
  for (int i = 0; i < ENDING_COUNT; i += 1) sigaction(ending[i], &old_ending[i], NULL);
  for (int i = 0; i < NOTED_COUNT; i += 1) sigaction(noted[i], &old_noted[i], NULL);
  for (int i = 0; i < CRASH_COUNT; i += 1) sigaction(crashes[i], &old_crashes[i], NULL);
}

void terminal_block_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < ENDING_COUNT; i += 1) sigaddset(&set, ending[i]);
  for (int i = 0; i < NOTED_COUNT; i += 1) sigaddset(&set, noted[i]);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
}

// MARK: Serving

int terminal_ending_signal(void) { return atomic_load(&ending_signal); }

bool terminal_take_stop(void) { return atomic_exchange(&has_stop, false); }

bool terminal_take_continue(void) { return atomic_exchange(&has_continue, false); }

bool terminal_take_resize(void) { return atomic_exchange(&has_resize, false); }

void signals_stop(void) {
  struct sigaction ours;
  sigaction(SIGTSTP, NULL, &ours);
  take_default(SIGTSTP);
  // From the keyboard the whole group has had its own; here it is only this process.
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  atomic_store(&has_stop, false);
  atomic_store(&has_continue, false);
}

_Noreturn void terminal_end_by(int number) {
  take_default(number);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
  _exit(128 + number);
}
