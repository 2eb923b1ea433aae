// Loops over elements: whole vectors, then one partial vector.

// Defines a loop that gives `expression` for each vector of x. Where `y_used`, y is read too, and
// where `old_used`, old is what the output held, or zeros unless the call accumulates.
#define ELEMENT_LOOP(name, y_used, old_used, expression)                       \
  static void name(const void *opaque, ptrdiff_t first, ptrdiff_t last) {      \
    const element_call *call = opaque;                                         \
    const bool add = (old_used) == ALWAYS || ((old_used) && call->accumulate); \
    const float scale = call->scale;                                           \
    const float *xs = call->x, *ys = call->y;                                  \
    float *out = call->out;                                                    \
    ptrdiff_t i = first;                                                       \
    (void)scale, (void)ys;                                                     \
    for (; i + LANES <= last; i += LANES) {                                    \
      vec x = load(xs + i);                                                    \
      vec y = (y_used) ? load(ys + i) : (vec){0};                              \
      vec old = add ? load(out + i) : (vec){0};                                \
      (void)y, (void)old;                                                      \
      store(out + i, expression);                                              \
    }                                                                          \
    if (i < last) {                                                            \
      const ptrdiff_t count = last - i;                                        \
      vec x = load_partial(xs + i, count, 0);                                  \
      vec y = (y_used) ? load_partial(ys + i, count, 0) : (vec){0};            \
      vec old = add ? load_partial(out + i, count, 0) : (vec){0};              \
      (void)y, (void)old;                                                      \
      store_partial(out + i, expression, count);                               \
    }                                                                          \
  }

enum { NEVER = 0, IF_ASKED = 1, ALWAYS = 2 };

ELEMENT_LOOP(exp_loop, false, NEVER, exponential(x))
ELEMENT_LOOP(add_loop, true, NEVER, x + y)
ELEMENT_LOOP(add_scaled_loop, false, ALWAYS, old + scale * x)
ELEMENT_LOOP(scale_loop, false, NEVER, scale * x)
ELEMENT_LOOP(multiply_elements_loop, true, IF_ASKED, old + x * y)
// Here y is the mask.
ELEMENT_LOOP(mask_loop, true, NEVER, choose(y != splat(0), x, splat(-INFINITY)))
ELEMENT_LOOP(mask_backward_loop, true, IF_ASKED, old + choose(y != splat(0), x, splat(0)))
ELEMENT_LOOP(relu_loop, false, NEVER, relu(x))
// Here y is dy. ReLU's slope at 0 is taken as 0; infinite gradients that it stops stay stopped.
ELEMENT_LOOP(relu_backward_loop, true, IF_ASKED, old + choose(x <= splat(0), splat(0), y))

// Defines a loop over an activation that gives its derivative too, where the call asks for it.
#define ACTIVATION_LOOP(name)                                                 \
  static void name##_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) { \
    const element_call *call = opaque;                                        \
    const float *xs = call->x;                                                \
    float *out = call->out, *slopes = call->slope;                            \
    ptrdiff_t i = first;                                                      \
    vec slope;                                                                \
    if (slopes) {                                                             \
      for (; i + LANES <= last; i += LANES) {                                 \
        store(out + i, name(load(xs + i), &slope));                           \
        store(slopes + i, slope);                                             \
      }                                                                       \
    } else {                                                                  \
      for (; i + LANES <= last; i += LANES) store(out + i, name(load(xs + i), &slope)); \
    }                                                                         \
    if (i < last) {                                                           \
      const ptrdiff_t count = last - i;                                       \
      store_partial(out + i, name(load_partial(xs + i, count, 0), &slope), count); \
      if (slopes) store_partial(slopes + i, slope, count);                    \
    }                                                                         \
  }

ACTIVATION_LOOP(gelu_exact)
ACTIVATION_LOOP(gelu_tanh)
ACTIVATION_LOOP(silu)

// MARK: Dropout

// Thirty-two bits that look random, from an index and a seed: Wellons 2018, "Prospecting for Hash
// Functions" (lowbias32). Whole numbers alone, so that every level gives the same.
INLINE uvec scrambled(uvec x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}

static void dropout_mask_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  const dropout_call *call = opaque;
  uvec index;
  for (int lane = 0; lane < LANES; lane++) index[lane] = (uint32_t)(first + lane);
  for (ptrdiff_t i = first; i < last; i += LANES) {
    const uvec random = scrambled(index * 0x9e3779b9u + call->seed);
    const vec mask = choose((ivec)(random >= call->threshold), splat(call->kept), splat(0));
    if (i + LANES <= last) {
      store(call->mask + i, mask);
    } else {
      store_partial(call->mask + i, mask, last - i);
    }
    index += LANES;
  }
}

// MARK: Reductions

// Four sums hide the latency of the addition; the result does not depend on the number of threads
// because reductions are never split.
static float dot(const float *x, const float *y, ptrdiff_t n) {
  vec sums[4] = {0};
  ptrdiff_t i = 0;
  for (; i + 4 * LANES <= n; i += 4 * LANES) {
    UNROLL for (int s = 0; s < 4; s++) {
      sums[s] = sums[s] + load(x + i + s * LANES) * load(y + i + s * LANES);
    }
  }
  for (; i + LANES <= n; i += LANES) sums[0] = sums[0] + load(x + i) * load(y + i);
  if (i < n) {
    sums[1] = sums[1] + load_partial(x + i, n - i, 0) * load_partial(y + i, n - i, 0);
  }
  return sum_of_lanes((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

// In double precision throughout: the squares of large gradients overflow single precision.
static double sum_of_squares(const float *x, ptrdiff_t n) {
  typedef double wide __attribute__((vector_size(LANES * 4)));
  typedef float narrow __attribute__((vector_size(LANES * 2)));
  typedef float unaligned __attribute__((vector_size(LANES * 2), aligned(4), may_alias));
  enum { HALF = LANES / 2 };
  wide sums[4] = {0};
  ptrdiff_t i = 0;
  for (; i + 4 * HALF <= n; i += 4 * HALF) {
    UNROLL for (int s = 0; s < 4; s++) {
      narrow part = *(const unaligned *)(x + i + s * HALF);
      wide value = __builtin_convertvector(part, wide);
      sums[s] = sums[s] + value * value;
    }
  }
  double rest = 0;
  for (; i < n; i++) rest += (double)x[i] * x[i];
  wide sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  for (int lane = 0; lane < HALF; lane++) rest += sum[lane];
  return rest;
}

// A comparison with NaN is false, so NaN never replaces a bound; bounds that nothing has replaced
// are the wrong way round.
static void min_max(const float *x, ptrdiff_t n, float *min, float *max) {
  vec low = splat(INFINITY), high = splat(-INFINITY);
  ptrdiff_t i = 0;
  for (; i + LANES <= n; i += LANES) {
    vec value = load(x + i);
    low = smaller(value, low);
    high = larger(value, high);
  }
  if (i < n) {
    vec value = load_partial(x + i, n - i, NAN);
    low = smaller(value, low);
    high = larger(value, high);
  }
  *min = smallest_lane(low);
  *max = largest_lane(high);
  if (*min > *max) *min = *max = NAN;
}
