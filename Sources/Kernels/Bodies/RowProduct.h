// One row times a matrix: every element of b is used once, so all that counts is reading b at the
// full speed of memory, in long runs that the prefetcher can follow.

// Columns whose sums, 64 KB, stay in the second-level cache. Long runs matter more than the nearest
// cache: rows of 2048 were read at two thirds of the speed.
enum { ROW_BLOCK = 16384 };

INLINE void finish_row(const kernel_product *p, ptrdiff_t j, ptrdiff_t columns, const float *sums) {
  EACH_VECTOR(columns, {
    vec value = p->alpha * FETCH(sums, 0);
    if (p->bias) {
      value += FETCH(p->bias + j, 0);
    } else if (p->beta != 0) {
      value = value + p->beta * FETCH(p->c + j, 0);
    }
    PUT(p->c + j, value);
  });
}

// sums += x[0]·b[0] + … over `depth` rows of b.
INLINE void add_rows(int depth, const float *x, ptrdiff_t x_stride, const float *b, ptrdiff_t b_row,
                     ptrdiff_t columns, float *sums) {
  float scale[8];
  UNROLL for (int d = 0; d < depth; d++) scale[d] = x[d * x_stride];
  EACH_VECTOR(columns, {
    vec sum = FETCH(sums, 0);
    UNROLL for (int d = 0; d < depth; d++) sum = sum + scale[d] * FETCH(b + d * b_row, 0);
    PUT(sums, sum);
  });
}

// b's columns are adjacent: 8 of its rows at a time are added to the sums.
static void multiply_row_by_rows(const kernel_product *p) {
  float *sums = kernel_scratch(ROW_BLOCK);
  for (ptrdiff_t j = 0; j < p->n; j += ROW_BLOCK) {
    const ptrdiff_t columns = least(ROW_BLOCK, p->n - j);
    memset(sums, 0, (size_t)columns * sizeof(float));
    ptrdiff_t i = 0;
    for (; i + 8 <= p->k; i += 8) {
      add_rows(8, p->a + i * p->a_column, p->a_column, p->b + i * p->b_row + j, p->b_row, columns, sums);
    }
    for (; i < p->k; i++) {
      add_rows(1, p->a + i * p->a_column, p->a_column, p->b + i * p->b_row + j, p->b_row, columns, sums);
    }
    finish_row(p, j, columns, sums);
  }
}

// b's rows are adjacent (b is a transposed matrix): dot products. Long ones are done one at a time,
// which reads b in a single run; short ones four at a time, to hide the latency of adding up lanes.
static void multiply_row_by_columns(const kernel_product *p) {
  enum { BATCH = 64, LONG_DOT = 512 };
  float *scratch = kernel_scratch(BATCH + p->k);
  float *sums = scratch;
  const float *x = p->a;
  if (p->a_column != 1) {
    float *copy = scratch + BATCH;
    for (ptrdiff_t i = 0; i < p->k; i++) copy[i] = p->a[i * p->a_column];
    x = copy;
  }
  for (ptrdiff_t j = 0; j < p->n; j += BATCH) {
    const ptrdiff_t columns = least(BATCH, p->n - j);
    ptrdiff_t done = 0;
    for (; p->k < LONG_DOT && done + 4 <= columns; done += 4) {
      const float *b = p->b + (j + done) * p->b_column;
      vec totals[4][2] = {0};
      ptrdiff_t k = 0;
      for (; k + 2 * LANES <= p->k; k += 2 * LANES) {
        vec x0 = load(x + k), x1 = load(x + k + LANES);
        UNROLL for (int d = 0; d < 4; d++) {
          totals[d][0] = totals[d][0] + x0 * load(b + d * p->b_column + k);
          totals[d][1] = totals[d][1] + x1 * load(b + d * p->b_column + k + LANES);
        }
      }
      EACH_VECTOR(p->k - k, {
        vec part = FETCH(x + k, 0);
        UNROLL for (int d = 0; d < 4; d++) {
          totals[d][0] = totals[d][0] + part * FETCH(b + d * p->b_column + k, 0);
        }
      });
      UNROLL for (int d = 0; d < 4; d++) sums[done + d] = sum_of_lanes(totals[d][0] + totals[d][1]);
    }
    for (; done < columns; done++) sums[done] = dot(x, p->b + (j + done) * p->b_column, p->k);
    finish_row(p, j, columns, sums);
  }
}

static void multiply_row(const kernel_product *p) {
  if (p->b_column == 1) {
    multiply_row_by_rows(p);
  } else {
    multiply_row_by_columns(p);
  }
}
