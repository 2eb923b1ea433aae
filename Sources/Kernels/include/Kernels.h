// The numeric kernels: single-precision matrix products and row loops.
//
// Every function has one version for each instruction-set level and picks one at run time; all
// levels agree to a few units in the last place, not to the bit. Every count may be 0. Pointers
// need only the alignment of float. Unless a comment says otherwise outputs must not overlap inputs.
//
// Letters: m×k times k×n gives m×n. `rows`×`columns` blocks are row-major; a stride counts floats.

#ifndef CUTAWAY_KERNELS_H
#define CUTAWAY_KERNELS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Instruction sets

typedef enum {
  KERNEL_LEVEL_PORTABLE = 0,  // plain x86-64 (SSE2), or NEON on arm64: 4 floats at a time
  KERNEL_LEVEL_AVX2 = 1,      // AVX2 with FMA: 8 floats
  KERNEL_LEVEL_AVX512 = 2,    // AVX-512 F, VL, DQ, BW: 16 floats
} kernel_level;

// Whether this processor and operating system can run the level.
bool kernel_level_available(kernel_level level);
// The level in use: the best available, unless CUTAWAY_KERNELS (portable, avx2 or avx512) in the
// environment or kernel_set_level says otherwise.
kernel_level kernel_current_level(void);
// Forces a level for the whole process (tests); false, and no change, where it is not available.
bool kernel_set_level(kernel_level level);

// MARK: Threads

// How many threads a large operation may use, the caller's included. 1 by default.
void kernel_set_threads(int count);
int kernel_threads(void);
// How many processors the system offers, at least 1.
int kernel_processors(void);
// Calls body(context, index) for every index below count, on at most kernel_threads() threads, and
// returns when all have returned. A call made from inside a body, or while another thread is inside
// kernel_parallel, runs on its own thread alone: work is split once, at the outermost place.
void kernel_parallel(ptrdiff_t count, void (*body)(void *context, ptrdiff_t index), void *context);

// MARK: Matrix product

// c = alpha · a·b + beta · c, and with a bias (one value a column, allowed only if beta is 0)
// c = alpha · a·b + bias. a and b may have any strides (so transposes and windows cost nothing);
// the columns of c are adjacent. c is not read if beta is 0.
typedef struct {
  ptrdiff_t m, n, k;
  float alpha, beta;
  const float *a;
  ptrdiff_t a_row, a_column;
  const float *b;
  ptrdiff_t b_row, b_column;
  float *c;
  ptrdiff_t c_row;
  const float *bias;  // NULL for none
} kernel_product;

// A product repeated over three nested counts; each operand moves by its own strides (0 to share).
typedef struct {
  ptrdiff_t count[3];
  ptrdiff_t a[3], b[3], c[3];
} kernel_batch;

// One product. Chooses between the row × matrix, small (unpacked) and packed path by shape; a large
// one is split over threads.
void kernel_multiply(const kernel_product *product);
// One product for each index of the batch, outermost first (matters only where c repeats and beta
// is not 0, which is not allowed to run in parallel: it never is when a stride of c is 0).
void kernel_multiply_batch(const kernel_product *product, const kernel_batch *batch);

// MARK: Elements (n values each)

void kernel_exp(const float *x, float *y, ptrdiff_t n);
// z = x + y; z may be x or y.
void kernel_add(const float *x, const float *y, float *z, ptrdiff_t n);
// y += scale · x.
void kernel_add_scaled(float scale, const float *x, float *y, ptrdiff_t n);
// y = scale · x; y may be x.
void kernel_scale(float scale, const float *x, float *y, ptrdiff_t n);
// z (+)= x · y.
void kernel_multiply_elements(const float *x, const float *y, float *z, ptrdiff_t n, bool accumulate);
// y = x where mask is not 0, -infinity elsewhere; and its backward: dx (+)= dy there, 0 elsewhere.
void kernel_mask(const float *x, const float *mask, float *y, ptrdiff_t n);
void kernel_mask_backward(const float *dy, const float *mask, float *dx, ptrdiff_t n, bool accumulate);
// mask[i] = kept where 32 bits made of seed and i are at least threshold, 0 elsewhere; the same bits at
// every level.
void kernel_dropout_mask(float *mask, ptrdiff_t n, uint32_t seed, uint32_t threshold, float kept);
void kernel_relu(const float *x, float *y, ptrdiff_t n);
// Backward: dx (+)= dy · f′(x), where f′(0) is taken as 0.
void kernel_relu_backward(const float *x, const float *dy, float *dx, ptrdiff_t n, bool accumulate);
// x Φ(x), with erf. These three give f′(x) too, unless slope is NULL; backward is then
// kernel_multiply_elements of dy and slope.
void kernel_gelu_exact(const float *x, float *y, float *slope, ptrdiff_t n);
// Hendrycks and Gimpel's tanh form.
void kernel_gelu_tanh(const float *x, float *y, float *slope, ptrdiff_t n);
// x σ(x).
void kernel_silu(const float *x, float *y, float *slope, ptrdiff_t n);

// MARK: Rows

// y = softmax of each row of x; -infinity gives exactly 0; a row that is -infinity throughout gives
// zeros. y may be x.
void kernel_softmax(const float *x, float *y, ptrdiff_t rows, ptrdiff_t columns);
// dx (+)= y · (dy - Σ dy·y) for each row.
void kernel_softmax_backward(const float *y, const float *dy, float *dx, ptrdiff_t rows, ptrdiff_t columns,
                             bool accumulate);
// out[row] = log Σ exp(x[row]), -infinity for a row that is so throughout.
void kernel_log_sum_exp(const float *x, float *out, ptrdiff_t rows, ptrdiff_t columns);
// y = gain · (x - mean)/√(variance + epsilon) + bias; variance is the mean square about the mean.
// gain, bias, mean and rstd (1/√(variance + epsilon)) may be NULL. y may be x.
void kernel_layer_norm(const float *x, const float *gain, const float *bias, float *y, float *mean,
                       float *rstd, ptrdiff_t rows, ptrdiff_t columns, float epsilon);
// dx (+)=, and dgain, dbias += (the caller has zeroed them if it wants); any of the three may be NULL.
void kernel_layer_norm_backward(const float *x, const float *gain, const float *mean, const float *rstd,
                                const float *dy, float *dx, float *dgain, float *dbias, ptrdiff_t rows,
                                ptrdiff_t columns, bool accumulate);
// y = gain · x/√(mean square + epsilon). gain and rrms (1/√(mean square + epsilon)) may be NULL.
void kernel_rms_norm(const float *x, const float *gain, float *y, float *rrms, ptrdiff_t rows,
                     ptrdiff_t columns, float epsilon);
void kernel_rms_norm_backward(const float *x, const float *gain, const float *rrms, const float *dy,
                              float *dx, float *dgain, ptrdiff_t rows, ptrdiff_t columns, bool accumulate);
// sums[column] (+)= Σ over rows of x.
void kernel_column_sums(const float *x, float *sums, ptrdiff_t rows, ptrdiff_t columns, bool accumulate);

// Copies rows of `columns` from one row stride to another; short rows cost no call each.
void kernel_copy_rows(const float *x, ptrdiff_t x_row, float *y, ptrdiff_t y_row, ptrdiff_t rows,
                      ptrdiff_t columns);

// MARK: Reductions

float kernel_dot(const float *x, const float *y, ptrdiff_t n);
double kernel_sum_of_squares(const float *x, ptrdiff_t n);
void kernel_min_max(const float *x, ptrdiff_t n, float *min, float *max);  // n ≥ 1; NaN is ignored unless all are

// MARK: Optimizer

// One step of Adam (Kingma and Ba 2015, algorithm 1), in PyTorch's order of operations:
//   m = β₁ m + (1-β₁) g,  v = β₂ v + (1-β₂) g²,
//   p -= rate/correction1 · m / (√v/√correction2 + epsilon)      correctionᵢ = 1 - βᵢ^step
// decoupled_decay (AdamW: p -= rate · decay · p first) is rate · decay, 0 for Adam.
typedef struct {
  double rate, beta1, beta2, epsilon, correction1, correction2, decoupled_decay;
} kernel_adam_settings;
void kernel_adam(const kernel_adam_settings *settings, float *p, const float *g, float *m, float *v, ptrdiff_t n);

// MARK: Conversions to single precision (little-endian sources of any alignment)

void kernel_from_float16(const void *source, float *destination, ptrdiff_t n);
void kernel_from_bfloat16(const void *source, float *destination, ptrdiff_t n);
void kernel_from_float64(const void *source, float *destination, ptrdiff_t n);

#ifdef __cplusplus
}
#endif
#endif
