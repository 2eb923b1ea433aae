// Sums down the columns. A strip of 4 vectors stays in registers for all the rows; the sums do not
// depend on how columns are divided over threads.

typedef enum { COLUMN_SUMS, LAYER_NORM_PARAMETERS, RMS_NORM_PARAMETERS } column_work;

// One strip, from column j: `vectors` of them, the last with `count` columns.
INLINE void column_strip(const row_call *call, column_work work, int vectors, ptrdiff_t j,
                         ptrdiff_t count) {
  const ptrdiff_t columns = call->columns;
  const bool parameters = work != COLUMN_SUMS;
  vec sums[4] = {0}, products[4] = {0};
  for (ptrdiff_t row = 0; row < call->rows; row++) {
    const ptrdiff_t start = row * columns + j;
    const float mean = work == LAYER_NORM_PARAMETERS ? call->mean[row] : 0;
    const float rstd = parameters ? call->rstd[row] : 1;
    UNROLL for (int s = 0; s < vectors; s++) {
      const ptrdiff_t at = start + s * LANES;
      const bool whole = s < vectors - 1 || count == LANES;
      const float *values = parameters ? call->dy : call->x;
      vec value = whole ? load(values + at) : load_partial(values + at, count, 0);
      sums[s] += value;
      if (parameters) {
        vec x = whole ? load(call->x + at) : load_partial(call->x + at, count, 0);
        products[s] = products[s] + value * ((x - mean) * rstd);
      }
    }
  }
  UNROLL for (int s = 0; s < vectors; s++) {
    const bool whole = s < vectors - 1 || count == LANES;
    float *targets[2] = {parameters ? call->dbias : call->out, parameters ? call->dgain : NULL};
    UNROLL for (int t = 0; t < 2; t++) {
      if (!targets[t]) continue;
      float *target = targets[t] + j + s * LANES;
      vec total = t == 0 ? sums[s] : products[s];
      if (parameters || call->accumulate) {
        total += whole ? load(target) : load_partial(target, count, 0);
      }
      if (whole) {
        store(target, total);
      } else {
        store_partial(target, total, count);
      }
    }
  }
}

INLINE void column_loop(const row_call *call, column_work work, ptrdiff_t first, ptrdiff_t last) {
  ptrdiff_t j = first;
  for (; j + 4 * LANES <= last; j += 4 * LANES) column_strip(call, work, 4, j, LANES);
  for (; j + LANES <= last; j += LANES) column_strip(call, work, 1, j, LANES);
  if (j < last) column_strip(call, work, 1, j, last - j);
}

static void column_sums_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  column_loop(opaque, COLUMN_SUMS, first, last);
}
static void layer_norm_parameters_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  column_loop(opaque, LAYER_NORM_PARAMETERS, first, last);
}
static void rms_norm_parameters_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  column_loop(opaque, RMS_NORM_PARAMETERS, first, last);
}
