// Loops over rows. A row is read in whole vectors, then one partial vector whose other lanes hold
// whatever leaves the result alone.

// Runs `body` for each vector of a row: i is its first column, count how many columns it has.
// `count` is the constant LANES in the main loop, so FETCH and PUT cost nothing there.
#define EACH_VECTOR(columns, body)                                  \
  do {                                                              \
    ptrdiff_t i = 0;                                                \
    for (; i + LANES <= (columns); i += LANES) {                    \
      const ptrdiff_t count = LANES;                                \
      body                                                          \
    }                                                               \
    if (i < (columns)) {                                            \
      const ptrdiff_t count = (columns)-i;                          \
      body                                                          \
    }                                                               \
  } while (0)
#define FETCH(p, fill) (count == LANES ? load((p) + i) : load_partial((p) + i, count, fill))
#define PUT(p, v)                            \
  do {                                       \
    vec put = v;                             \
    if (count == LANES) {                    \
      store((p) + i, put);                   \
    } else {                                 \
      store_partial((p) + i, put, count);    \
    }                                        \
  } while (0)

// MARK: Softmax

INLINE float row_maximum(const float *x, ptrdiff_t columns) {
  vec a = splat(-INFINITY), b = a, c = a, d = a;
  ptrdiff_t i = 0;
  for (; i + 4 * LANES <= columns; i += 4 * LANES) {
    a = larger(load(x + i), a);
    b = larger(load(x + i + LANES), b);
    c = larger(load(x + i + 2 * LANES), c);
    d = larger(load(x + i + 3 * LANES), d);
  }
  for (; i + LANES <= columns; i += LANES) a = larger(load(x + i), a);
  if (i < columns) b = larger(load_partial(x + i, columns - i, -INFINITY), b);
  return largest_lane(larger(larger(a, b), larger(c, d)));
}

// Three passes. A row of -infinity has no largest element to subtract; subtracting 0 makes every
// exponential 0, and the sum then says so (while a NaN in the row still reaches it).
static void softmax_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  const row_call *call = opaque;
  const ptrdiff_t columns = call->columns;
  for (ptrdiff_t row = first; row < last; row++) {
    const float *x = call->x + row * columns;
    float *y = call->out + row * columns;
    float m = row_maximum(x, columns);
    if (m == -INFINITY) m = 0;
    vec sums = {0};
    EACH_VECTOR(columns, {
      vec e = exponential(FETCH(x, -INFINITY) - m);
      sums += e;
      PUT(y, e);
    });
    const float sum = sum_of_lanes(sums);
    const float factor = sum == 0 ? 0 : 1 / sum;
    EACH_VECTOR(columns, { PUT(y, FETCH(y, 0) * factor); });
  }
}

static void softmax_backward_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  const row_call *call = opaque;
  const ptrdiff_t columns = call->columns;
  for (ptrdiff_t row = first; row < last; row++) {
    const float *y = call->x + row * columns, *dy = call->dy + row * columns;
    float *dx = call->out + row * columns;
    const float inner = dot(y, dy, columns);
    EACH_VECTOR(columns, {
      vec gradient = FETCH(y, 0) * (FETCH(dy, 0) - inner);
      if (call->accumulate) gradient += FETCH(dx, 0);
      PUT(dx, gradient);
    });
  }
}

static void log_sum_exp_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  const row_call *call = opaque;
  const ptrdiff_t columns = call->columns;
  for (ptrdiff_t row = first; row < last; row++) {
    const float *x = call->x + row * columns;
    float m = row_maximum(x, columns);
    if (isinf(m)) m = 0;  // infinity - infinity would be NaN
    vec sums = {0};
    EACH_VECTOR(columns, { sums += exponential(FETCH(x, -INFINITY) - m); });
    call->out[row] = m + logf(sum_of_lanes(sums));
  }
}

// MARK: Layer normalization

INLINE float row_sum(const float *x, ptrdiff_t columns) {
  vec a = {0}, b = {0}, c = {0}, d = {0};
  ptrdiff_t i = 0;
  for (; i + 4 * LANES <= columns; i += 4 * LANES) {
    a += load(x + i);
    b += load(x + i + LANES);
    c += load(x + i + 2 * LANES);
    d += load(x + i + 3 * LANES);
  }
  for (; i + LANES <= columns; i += LANES) a += load(x + i);
  if (i < columns) b += load_partial(x + i, columns - i, 0);
  return sum_of_lanes((a + b) + (c + d));
}

// Σ (x - center)². Two passes (mean first) rather than Σx² - (Σx)²/n, which cancels.
INLINE float row_squares(const float *x, float center, ptrdiff_t columns) {
  vec sums[4] = {0};
  for (; columns >= 4 * LANES; columns -= 4 * LANES, x += 4 * LANES) {
    UNROLL for (int s = 0; s < 4; s++) {
      vec distance = load(x + s * LANES) - center;
      sums[s] = sums[s] + distance * distance;
    }
  }
  EACH_VECTOR(columns, {
    vec distance = FETCH(x, center) - center;
    sums[0] = sums[0] + distance * distance;
  });
  return sum_of_lanes((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

static void layer_norm_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  const row_call *call = opaque;
  const ptrdiff_t columns = call->columns;
  const float *gain = call->gain, *bias = call->bias;
  for (ptrdiff_t row = first; row < last; row++) {
    const float *x = call->x + row * columns;
    float *y = call->out + row * columns;
    const float mean = row_sum(x, columns) / (float)columns;
    const float variance = row_squares(x, mean, columns) / (float)columns;
    const float rstd = 1 / sqrtf(variance + call->epsilon);
    EACH_VECTOR(columns, {
      vec value = (FETCH(x, 0) - mean) * rstd;
      if (gain) value = value * FETCH(gain, 0);
      if (bias) value += FETCH(bias, 0);
      PUT(y, value);
    });
    if (call->out_mean) call->out_mean[row] = mean;
    if (call->out_rstd) call->out_rstd[row] = rstd;
  }
}

// With x̂ = (x - mean) rstd and g = gain dy:  dx = rstd (g - mean(g) - x̂ mean(g x̂)).
// RMS normalization is the same with mean 0 and without the middle term.
INLINE void norm_backward(const row_call *call, bool centered, ptrdiff_t first, ptrdiff_t last) {
  const ptrdiff_t columns = call->columns;
  const float *gain = call->gain;
  for (ptrdiff_t row = first; row < last; row++) {
    const float *x = call->x + row * columns, *dy = call->dy + row * columns;
    float *dx = call->out + row * columns;
    const float mean = centered ? call->mean[row] : 0, rstd = call->rstd[row];
    vec sums = {0}, products = {0};
    EACH_VECTOR(columns, {
      vec g = FETCH(dy, 0);
      if (gain) g *= FETCH(gain, 0);
      sums += g;
      products = products + g * ((FETCH(x, mean) - mean) * rstd);
    });
    const float mean_g = centered ? sum_of_lanes(sums) / (float)columns : 0;
    const float mean_product = sum_of_lanes(products) / (float)columns;
    EACH_VECTOR(columns, {
      vec g = FETCH(dy, 0);
      if (gain) g *= FETCH(gain, 0);
      vec normalized = (FETCH(x, mean) - mean) * rstd;
      vec gradient = rstd * (g - mean_g - normalized * mean_product);
      if (call->accumulate) gradient += FETCH(dx, 0);
      PUT(dx, gradient);
    });
  }
}

static void layer_norm_backward_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  norm_backward(opaque, true, first, last);
}

// MARK: RMS normalization

static void rms_norm_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  const row_call *call = opaque;
  const ptrdiff_t columns = call->columns;
  const float *gain = call->gain;
  for (ptrdiff_t row = first; row < last; row++) {
    const float *x = call->x + row * columns;
    float *y = call->out + row * columns;
    const float mean_square = row_squares(x, 0, columns) / (float)columns;
    const float rrms = 1 / sqrtf(mean_square + call->epsilon);
    EACH_VECTOR(columns, {
      vec value = FETCH(x, 0) * rrms;
      if (gain) value = value * FETCH(gain, 0);
      PUT(y, value);
    });
    if (call->out_rstd) call->out_rstd[row] = rrms;
  }
}

static void rms_norm_backward_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  norm_backward(opaque, false, first, last);
}
