// Loops over elements, split over threads where they are long; reductions; Adam; conversions.

#include "Level.h"

// A piece of 32,768 elements takes from 3 (copying) to 10 µs (exponentials).
enum { GRAIN = 12288, MULTIPLE = 64 };

static void run(range_function function, const void *call, ptrdiff_t n) {
  kernel_run_range(function, call, n, GRAIN, MULTIPLE);
}

#define UNARY(name)                                            \
  void kernel_##name(const float *x, float *y, ptrdiff_t n) {  \
    element_call call = {.x = x, .out = y};                    \
    run(kernel_current_table()->name, &call, n);               \
  }
UNARY(exp)
UNARY(relu)

#define ACTIVATION(name)                                                        \
  void kernel_##name(const float *x, float *y, float *slope, ptrdiff_t n) {     \
    element_call call = {.x = x, .out = y, .slope = slope};                     \
    run(kernel_current_table()->name, &call, n);                                \
  }
ACTIVATION(gelu_exact)
ACTIVATION(gelu_tanh)
ACTIVATION(silu)

#define BACKWARD(name)                                                                            \
  void kernel_##name(const float *x, const float *dy, float *dx, ptrdiff_t n, bool accumulate) {  \
    element_call call = {.x = x, .y = dy, .out = dx, .accumulate = accumulate};                   \
    run(kernel_current_table()->name, &call, n);                                                  \
  }
BACKWARD(relu_backward)
BACKWARD(multiply_elements)

void kernel_add(const float *x, const float *y, float *z, ptrdiff_t n) {
  element_call call = {.x = x, .y = y, .out = z};
  run(kernel_current_table()->add, &call, n);
}

void kernel_mask(const float *x, const float *mask, float *y, ptrdiff_t n) {
  element_call call = {.x = x, .y = mask, .out = y};
  run(kernel_current_table()->mask, &call, n);
}

void kernel_mask_backward(const float *dy, const float *mask, float *dx, ptrdiff_t n, bool accumulate) {
  element_call call = {.x = dy, .y = mask, .out = dx, .accumulate = accumulate};
  run(kernel_current_table()->mask_backward, &call, n);
}

void kernel_add_scaled(float scale, const float *x, float *y, ptrdiff_t n) {
  element_call call = {.x = x, .out = y, .scale = scale};
  run(kernel_current_table()->add_scaled, &call, n);
}

void kernel_scale(float scale, const float *x, float *y, ptrdiff_t n) {
  element_call call = {.x = x, .out = y, .scale = scale};
  run(kernel_current_table()->scale, &call, n);
}

void kernel_dropout_mask(float *mask, ptrdiff_t n, uint32_t seed, uint32_t threshold, float kept) {
  dropout_call call = {mask, seed, threshold, kept};
  run(kernel_current_table()->dropout_mask, &call, n);
}

// MARK: Reductions

float kernel_dot(const float *x, const float *y, ptrdiff_t n) {
  return kernel_current_table()->dot(x, y, n);
}

double kernel_sum_of_squares(const float *x, ptrdiff_t n) {
  return kernel_current_table()->sum_of_squares(x, n);
}

void kernel_min_max(const float *x, ptrdiff_t n, float *min, float *max) {
  kernel_current_table()->min_max(x, n, min, max);
}

// MARK: Optimizer

void kernel_adam(const kernel_adam_settings *settings, float *p, const float *g, float *m, float *v,
                 ptrdiff_t n) {
  adam_call call = {settings, p, m, v, g};
  run(kernel_current_table()->adam, &call, n);
}

// MARK: Conversions

#define CONVERSION(name)                                                        \
  void kernel_##name(const void *source, float *destination, ptrdiff_t n) {     \
    conversion_call call = {source, destination};                               \
    run(kernel_current_table()->name, &call, n);                                \
  }
CONVERSION(from_float16)
CONVERSION(from_bfloat16)
CONVERSION(from_float64)
