// Loops over rows, split over threads by rows; sums down the columns, split by columns.

#include "Level.h"

enum { GRAIN = 8192 };  // elements in the smallest piece worth a thread: about 4 µs

static void run_rows(range_function function, const row_call *call) {
  if (call->rows <= 0 || call->columns < 0) return;
  const ptrdiff_t grain = 1 + GRAIN / (call->columns + 1);
  kernel_run_range(function, call, call->rows, grain, 1);
}

// Pieces of whole cache lines, so that two threads never write to the same one.
static void run_columns(range_function function, const row_call *call) {
  if (call->rows < 0 || call->columns <= 0) return;
  const ptrdiff_t grain = 64 + GRAIN / (call->rows + 1);
  kernel_run_range(function, call, call->columns, grain, 64);
}

void kernel_softmax(const float *x, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  row_call call = {.x = x, .out = y, .rows = rows, .columns = columns};
  run_rows(kernel_current_table()->softmax, &call);
}

void kernel_softmax_backward(const float *y, const float *dy, float *dx, ptrdiff_t rows, ptrdiff_t columns,
                             bool accumulate) {
  row_call call = {
      .x = y, .dy = dy, .out = dx, .rows = rows, .columns = columns, .accumulate = accumulate};
  run_rows(kernel_current_table()->softmax_backward, &call);
}

void kernel_log_sum_exp(const float *x, float *out, ptrdiff_t rows, ptrdiff_t columns) {
  row_call call = {.x = x, .out = out, .rows = rows, .columns = columns};
  run_rows(kernel_current_table()->log_sum_exp, &call);
}

void kernel_layer_norm(const float *x, const float *gain, const float *bias, float *y, float *mean,
                       float *rstd, ptrdiff_t rows, ptrdiff_t columns, float epsilon) {
  row_call call = {.x = x, .gain = gain, .bias = bias, .out = y, .out_mean = mean, .out_rstd = rstd,
                   .rows = rows, .columns = columns, .epsilon = epsilon};
  run_rows(kernel_current_table()->layer_norm, &call);
}

void kernel_layer_norm_backward(const float *x, const float *gain, const float *mean, const float *rstd,
                                const float *dy, float *dx, float *dgain, float *dbias, ptrdiff_t rows,
                                ptrdiff_t columns, bool accumulate) {
  row_call call = {.x = x, .gain = gain, .mean = mean, .rstd = rstd, .dy = dy, .out = dx, .dgain = dgain,
                   .dbias = dbias, .rows = rows, .columns = columns, .accumulate = accumulate};
  if (dx) run_rows(kernel_current_table()->layer_norm_backward, &call);
  if (dgain || dbias) run_columns(kernel_current_table()->layer_norm_parameters, &call);
}

void kernel_rms_norm(const float *x, const float *gain, float *y, float *rrms, ptrdiff_t rows,
                     ptrdiff_t columns, float epsilon) {
  row_call call = {.x = x, .gain = gain, .out = y, .out_rstd = rrms, .rows = rows, .columns = columns,
                   .epsilon = epsilon};
  run_rows(kernel_current_table()->rms_norm, &call);
}

void kernel_rms_norm_backward(const float *x, const float *gain, const float *rrms, const float *dy,
                              float *dx, float *dgain, ptrdiff_t rows, ptrdiff_t columns, bool accumulate) {
  row_call call = {.x = x, .gain = gain, .rstd = rrms, .dy = dy, .out = dx, .dgain = dgain, .rows = rows,
                   .columns = columns, .accumulate = accumulate};
  if (dx) run_rows(kernel_current_table()->rms_norm_backward, &call);
  if (dgain) run_columns(kernel_current_table()->rms_norm_parameters, &call);
}

void kernel_column_sums(const float *x, float *sums, ptrdiff_t rows, ptrdiff_t columns, bool accumulate) {
  row_call call = {.x = x, .out = sums, .rows = rows, .columns = columns, .accumulate = accumulate};
  run_columns(kernel_current_table()->column_sums, &call);
}

// MARK: Copies

// The same at every level: a head's row is a cache line or two, and a call of memcpy takes longer.
void kernel_copy_rows(const float *x, ptrdiff_t x_row, float *y, ptrdiff_t y_row, ptrdiff_t rows,
                      ptrdiff_t columns) {
  for (ptrdiff_t row = 0; row < rows; row++) {
    const float *restrict from = x + row * x_row;
    float *restrict to = y + row * y_row;
    ptrdiff_t i = 0;
    for (; i + 16 <= columns; i += 16) {
      for (int j = 0; j < 16; j++) to[i + j] = from[i + j];
    }
    for (; i < columns; i++) to[i] = from[i];
  }
}
