// Conversions to single precision, and Adam: the remaining loops over elements.

typedef uint16_t half_words __attribute__((vector_size(LANES * 2)));
typedef uint16_t unaligned_half_words __attribute__((vector_size(LANES * 2), aligned(1), may_alias));

INLINE uvec load_words(const char *source, ptrdiff_t count) {
  half_words words = {0};
  if (count == LANES) {
    words = *(const unaligned_half_words *)source;
  } else {
    memcpy(&words, source, (size_t)count * 2);
  }
  return __builtin_convertvector(words, uvec);
}

INLINE vec from_bfloat16(uvec words) { return (vec)(words << 16); }

// Moves the 5 bits of exponent and 10 of mantissa to their places, then multiplies by 2^(127-15) to
// correct the exponent's offset; the multiplication is exact and makes subnormals right as well.
// The largest exponent stands for infinity and NaN, and becomes the largest.
INLINE vec from_float16(uvec words) {
  uvec special = (uvec)((words & 0x7c00u) == 0x7c00u) & 0x7f800000u;
  vec value = (vec)((words & 0x7fffu) << 13) * 0x1p112f;
  return (vec)((uvec)value | special | (words & 0x8000u) << 16);
}

#define CONVERSION_LOOP(name, convert)                                    \
  static void name(const void *opaque, ptrdiff_t first, ptrdiff_t last) { \
    const conversion_call *call = opaque;                                 \
    const char *source = call->source;                                    \
    float *out = call->destination;                                       \
    ptrdiff_t i = first;                                                  \
    for (; i + LANES <= last; i += LANES) {                               \
      store(out + i, convert(load_words(source + 2 * i, LANES)));         \
    }                                                                     \
    if (i < last) {                                                       \
      uvec words = load_words(source + 2 * i, last - i);                  \
      store_partial(out + i, convert(words), last - i);                   \
    }                                                                     \
  }

CONVERSION_LOOP(from_float16_loop, from_float16)
CONVERSION_LOOP(from_bfloat16_loop, from_bfloat16)

static void from_float64_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  typedef double wide __attribute__((vector_size(LANES * 4)));
  typedef double unaligned __attribute__((vector_size(LANES * 4), aligned(1), may_alias));
  typedef float narrow __attribute__((vector_size(LANES * 2)));
  typedef float unaligned_narrow __attribute__((vector_size(LANES * 2), aligned(4), may_alias));
  const conversion_call *call = opaque;
  const char *source = call->source;
  float *out = call->destination;
  ptrdiff_t i = first;
  for (; i + LANES / 2 <= last; i += LANES / 2) {
    wide value = *(const unaligned *)(source + 8 * i);
    *(unaligned_narrow *)(out + i) = __builtin_convertvector(value, narrow);
  }
  for (; i < last; i++) {
    double value;
    memcpy(&value, source + 8 * i, 8);
    out[i] = (float)value;
  }
}

// MARK: Adam

typedef struct {
  vec p, m, v;
} adam_state;

// PyTorch's order: decay, m.lerp(g, 1-β₁), v β₂ + (1-β₂) g g, then p - step · m / denominator.
INLINE adam_state adam_step(const kernel_adam_settings *s, adam_state state, vec g) {
  // Scalars in double precision first, as PyTorch has them: 1 - 0.999f would be off by 1.3e-5.
  const float step = (float)(s->rate / s->correction1), keep = (float)(1 - s->decoupled_decay);
  const float new1 = (float)(1 - s->beta1), old2 = (float)s->beta2, new2 = (float)(1 - s->beta2);
  const float root = (float)sqrt(s->correction2), epsilon = (float)s->epsilon;
  vec p = state.p * keep;
  vec m = state.m + new1 * (g - state.m);
  vec v = state.v * old2 + new2 * g * g;
  vec denominator = __builtin_elementwise_sqrt(v) / root + epsilon;
  return (adam_state){p - step * (m / denominator), m, v};
}

static void adam_loop(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  const adam_call *call = opaque;
  const kernel_adam_settings settings = *call->settings;
  const float *g = call->g;
  float *p = call->p, *m = call->m, *v = call->v;
  ptrdiff_t i = first;
  for (; i + LANES <= last; i += LANES) {
    adam_state state = {load(p + i), load(m + i), load(v + i)};
    state = adam_step(&settings, state, load(g + i));
    store(p + i, state.p);
    store(m + i, state.m);
    store(v + i, state.v);
  }
  if (i < last) {
    const ptrdiff_t count = last - i;
    adam_state state = {load_partial(p + i, count, 0), load_partial(m + i, count, 0),
                        load_partial(v + i, count, 0)};
    state = adam_step(&settings, state, load_partial(g + i, count, 0));
    store_partial(p + i, state.p, count);
    store_partial(m + i, state.m, count);
    store_partial(v + i, state.v, count);
  }
}
