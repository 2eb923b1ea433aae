#include "Bundled.h"

#include <stdalign.h>

// #embed is C23; the compiler has it in every language version and would only warn.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const bundled_file files[] = {
#include "Files.h"
};

const bundled_file *const bundled_files = files;
const size_t bundled_file_count = sizeof files / sizeof files[0];
