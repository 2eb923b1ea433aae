// Gives the terminal back from a signal handler: fixed bytes, and the modes noted at the start.
//
// Only functions that POSIX calls async-signal-safe are used after restore_prepare and restore_add.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include "Restore.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <termios.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/mman.h>
#else
#include <stdlib.h>
#endif

static struct {
  int input, output;
  bool has_modes;
  struct termios modes;
  char bytes[256];
  size_t count;
} saved = {.input = -1, .output = -1};

static atomic_bool is_up;
static atomic_bool has_mouse;

void restore_prepare(int input, int output) {
  saved.input = input;
  saved.output = output;
  saved.count = 0;
  saved.has_modes = tcgetattr(input, &saved.modes) == 0;
}

void restore_add(const char *bytes) {
  // Terminfo writes delays as $<milliseconds>.
  while (*bytes != 0) {
    if (bytes[0] == '$' && bytes[1] == '<') {
      const char *end = strchr(bytes, '>');
      if (end != NULL) {
        bytes = end + 1;
        continue;
      }
    }
    if (saved.count < sizeof saved.bytes) saved.bytes[saved.count++] = *bytes;
    bytes += 1;
  }
}

void restore_set_up(bool up) { atomic_store(&is_up, up); }

bool restore_is_up(void) { return atomic_load(&is_up); }

void restore_set_mouse(bool on) { atomic_store(&has_mouse, on); }

void restore_modes(void) {
  if (saved.has_modes) tcsetattr(saved.input, TCSANOW, &saved.modes);
}

static void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

void restore_now(void) {
  if (!atomic_exchange(&is_up, false)) return;
  // A terminal that takes no more bytes must not keep the process from ending.
  int flags = fcntl(saved.output, F_GETFL);
  if (flags >= 0) fcntl(saved.output, F_SETFL, flags | O_NONBLOCK);
  if (atomic_exchange(&has_mouse, false)) {
    write_all(saved.output, MOUSE_OFF, sizeof MOUSE_OFF - 1);
  }
  write_all(saved.output, saved.bytes, saved.count);
  if (flags >= 0) fcntl(saved.output, F_SETFL, flags);
  restore_modes();
}

// MARK: Standard error

static atomic_int errors_kept = -1;     // where they are kept
static atomic_int errors_original = -1;  // where they went before

static int scratch_file(void) {
#ifdef __linux__
  return memfd_create("errors", MFD_CLOEXEC);
#else
  char name[] = "/tmp/errors-XXXXXX";
  int file = mkstemp(name);
  if (file >= 0) {
    unlink(name);
    fcntl(file, F_SETFD, FD_CLOEXEC);
  }
  return file;
#endif
}

void errors_hide(void) {
  if (atomic_load(&errors_original) >= 0 || !isatty(STDERR_FILENO)) return;
  int file = scratch_file();
  if (file < 0) return;
  int original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (original < 0 || dup2(file, STDERR_FILENO) < 0) {
    if (original >= 0) close(original);
    close(file);
    return;
  }
  atomic_store(&errors_kept, file);
  atomic_store(&errors_original, original);
}

void errors_show(void) {
  int original = atomic_exchange(&errors_original, -1);
  if (original < 0) return;
  int file = atomic_exchange(&errors_kept, -1);
  dup2(original, STDERR_FILENO);
  close(original);
  char piece[4096];
  off_t place = 0;
  for (;;) {
    ssize_t count = pread(file, piece, sizeof piece, place);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    write_all(STDERR_FILENO, piece, (size_t)count);
    place += count;
  }
  close(file);
}
