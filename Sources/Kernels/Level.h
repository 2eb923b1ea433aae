// What the instruction-set levels have in common: the table of functions that each of them fills.

#ifndef CUTAWAY_KERNELS_LEVEL_H
#define CUTAWAY_KERNELS_LEVEL_H

#include <string.h>
#include "Kernels.h"

// Loops over elements and rows all have one type, so that one function can split any of them over
// threads: the call's arguments, and the part [first, last) of the elements or rows to do.
typedef void (*range_function)(const void *call, ptrdiff_t first, ptrdiff_t last);

typedef struct {
  const float *x, *y;
  float *out, *slope;
  float scale;
  bool accumulate;
} element_call;

// Forward loops read x and write out; backward loops read dy too.
typedef struct {
  const float *x, *gain, *bias, *mean, *rstd, *dy;
  float *out, *out_mean, *out_rstd, *dgain, *dbias;
  ptrdiff_t rows, columns;
  float epsilon;
  bool accumulate;
} row_call;

typedef struct {
  const kernel_adam_settings *settings;
  float *p, *m, *v;
  const float *g;
} adam_call;

typedef struct {
  const void *source;
  float *destination;
} conversion_call;

typedef struct {
  float *mask;
  uint32_t seed, threshold;
  float kept;
} dropout_call;

// How a product is computed. Chosen for the whole product, before any splitting over threads, so
// that the number of threads never changes a result.
typedef enum {
  PRODUCT_ROW,     // one row of a: stream b once
  PRODUCT_SMALL,   // everything near in cache: operands in place
  PRODUCT_PACKED,  // blocks copied into adjacent memory
  PRODUCT_TURNED,  // few rows of a copied, b's rows read where they lie
} product_path;

typedef struct {
  // Elements, over [first, last) of n.
  range_function exp, add, add_scaled, scale, multiply_elements, mask, mask_backward;
  range_function relu, gelu_exact, gelu_tanh, silu;
  range_function relu_backward, dropout_mask;
  range_function adam, from_float16, from_bfloat16, from_float64;
  // Rows, over [first, last) of the rows.
  range_function softmax, softmax_backward, log_sum_exp;
  range_function layer_norm, layer_norm_backward, rms_norm, rms_norm_backward;
  // Sums down the columns, over [first, last) of the columns.
  range_function column_sums, layer_norm_parameters, rms_norm_parameters;
  // Reductions.
  float (*dot)(const float *x, const float *y, ptrdiff_t n);
  double (*sum_of_squares)(const float *x, ptrdiff_t n);
  void (*min_max)(const float *x, ptrdiff_t n, float *min, float *max);
  // Products, on the caller's thread.
  void (*multiply)(const kernel_product *product, product_path path);
  // Whether a packed product is better turned.
  bool (*turns)(const kernel_product *product);
  // A tile of c, in rows and columns: where a product is split it is split between tiles.
  ptrdiff_t tile_rows, tile_columns;
} kernel_table;

extern const kernel_table kernel_table_portable;
#ifdef __x86_64__
extern const kernel_table kernel_table_avx2;
extern const kernel_table kernel_table_avx512;
#endif

// The table in use.
const kernel_table *kernel_current_table(void);

// Splits [0, count) over threads in pieces of at least `grain`, each but the last a multiple of
// `multiple`; all of it on the caller's thread where it is not worth splitting.
void kernel_run_range(range_function function, const void *call, ptrdiff_t count, ptrdiff_t grain,
                      ptrdiff_t multiple);

// Scratch of the calling thread: `count` floats, aligned to 64 bytes, good until the thread's next
// call. Kept and reused, so that nothing is allocated once the largest size has been seen.
float *kernel_scratch(ptrdiff_t count);

#endif
