// The files that are part of the program: models, recipes, languages, lessons.
//
// They lie in the binary itself, so that a copy of it elsewhere still has them.

#ifndef CUTAWAY_BUNDLED_H
#define CUTAWAY_BUNDLED_H

#include <stddef.h>

typedef struct {
  const char *path;            // its name, with slashes: models/reader/config.json, lessons/terms
  const unsigned char *bytes;  // aligned to 64 bytes, so that tensors are used where they lie
  size_t count;
} bundled_file;

// All files, in the order of Files.h.
extern const bundled_file *const bundled_files;
// How many there are.
extern const size_t bundled_file_count;

#endif
