// A vector of LANES floats and what is done to it; the rest of Bodies is written with these alone.
//
// Everything here is always inlined: a vector passed by value to a real function would follow a
// different calling convention at each level.

#include "../Level.h"

#pragma STDC FP_CONTRACT ON  // a * b + c in one expression is one fused operation where there is one

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

typedef float vec __attribute__((vector_size(LANES * 4)));
typedef int32_t ivec __attribute__((vector_size(LANES * 4)));
typedef uint32_t uvec __attribute__((vector_size(LANES * 4)));
typedef float unaligned_vec __attribute__((vector_size(LANES * 4), aligned(4), may_alias));

INLINE vec load(const float *p) { return *(const unaligned_vec *)p; }
INLINE void store(float *p, vec v) { *(unaligned_vec *)p = v; }
// Subtracting zero, unlike adding it, keeps the sign of -0; the compiler removes it.
INLINE vec splat(float value) { return value - (vec){0}; }

// mask ? a : b, lane by lane; a mask is what a comparison gives (all ones or all zeros). Where the
// comparison is x < y this compiles to a minimum or maximum instruction.
INLINE vec choose(ivec mask, vec a, vec b) {
  return (vec)((mask & (ivec)a) | (~mask & (ivec)b));
}
// The larger of x and limit; x where x is NaN.
INLINE vec at_least(vec x, float limit) { return choose(x < splat(limit), splat(limit), x); }
INLINE vec at_most(vec x, float limit) { return choose(x > splat(limit), splat(limit), x); }
INLINE vec larger(vec x, vec y) { return choose(x > y, x, y); }
INLINE vec smaller(vec x, vec y) { return choose(x < y, x, y); }
INLINE vec magnitude(vec x) { return (vec)((uvec)x & 0x7fffffffu); }

// 1/x, to the last bit or one beside it, for x between 1 and 1e37.
INLINE vec reciprocal(vec x) {
#if LANES == 16
  // The processor's estimate has 14 bits; each step of Newton's iteration doubles them.
  vec estimate = (vec)_mm512_rcp14_ps((__m512)x);
  return estimate + estimate * (1 - x * estimate);
#else
  return 1 / x;
#endif
}

// MARK: The last few elements: 0 < count < LANES

#if LANES == 16
// load_partial touches `count` floats only and puts `fill` in the other lanes.
INLINE vec load_partial(const float *p, ptrdiff_t count, float fill) {
  return (vec)_mm512_mask_loadu_ps((__m512)splat(fill), (__mmask16)((1u << count) - 1), p);
}
INLINE void store_partial(float *p, vec v, ptrdiff_t count) {
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << count) - 1), (__m512)v);
}
#elif LANES == 8
INLINE ivec first_lanes(ptrdiff_t count) {
  return (int32_t)count > (ivec){0, 1, 2, 3, 4, 5, 6, 7};
}
INLINE vec load_partial(const float *p, ptrdiff_t count, float fill) {
  ivec mask = first_lanes(count);
  return choose(mask, (vec)_mm256_maskload_ps(p, (__m256i)mask), splat(fill));
}
INLINE void store_partial(float *p, vec v, ptrdiff_t count) {
  _mm256_maskstore_ps(p, (__m256i)first_lanes(count), (__m256)v);
}
#else
INLINE vec load_partial(const float *p, ptrdiff_t count, float fill) {
  return (vec){p[0], count > 1 ? p[1] : fill, count > 2 ? p[2] : fill, fill};
}
INLINE void store_partial(float *p, vec v, ptrdiff_t count) {
  p[0] = v[0];
  if (count > 1) p[1] = v[1];
  if (count > 2) p[2] = v[2];
}
#endif

// MARK: Across lanes

// swap_N(v) exchanges lanes whose numbers differ in bit N alone. interleave_low(a, b) is a[0] b[0]
// a[1] b[1] …, as far as it fits in one vector, and interleave_high(a, b) is the rest.
#if LANES == 16
#define swap_1(v) __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14)
#define swap_2(v) __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)
#define swap_4(v) __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11)
#define swap_8(v) __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)
#define interleave_low(a, b) \
  __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define interleave_high(a, b) \
  __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#elif LANES == 8
#define swap_1(v) __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6)
#define swap_2(v) __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5)
#define swap_4(v) __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3)
#define interleave_low(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define interleave_high(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#else
#define swap_1(v) __builtin_shufflevector(v, v, 1, 0, 3, 2)
#define swap_2(v) __builtin_shufflevector(v, v, 2, 3, 0, 1)
#define interleave_low(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define interleave_high(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#endif

INLINE float sum_of_lanes(vec v) {
#if LANES >= 16
  v += swap_8(v);
#endif
#if LANES >= 8
  v += swap_4(v);
#endif
  v += swap_2(v);
  v += swap_1(v);
  return v[0];
}

INLINE float largest_lane(vec v) {
#if LANES >= 16
  v = larger(v, swap_8(v));
#endif
#if LANES >= 8
  v = larger(v, swap_4(v));
#endif
  v = larger(v, swap_2(v));
  v = larger(v, swap_1(v));
  return v[0];
}

INLINE float smallest_lane(vec v) { return -largest_lane(-v); }

// Transposes a square of LANES vectors in place. Interleaving the first half with the second is a
// perfect shuffle of the LANES² elements, which rotates the bits of (row, lane) by one place; doing
// it log2(LANES) times exchanges row and lane.
INLINE void transpose(vec square[LANES]) {
  UNROLL for (int step = 1; step < LANES; step *= 2) {
    vec next[LANES];
    UNROLL for (int i = 0; i < LANES / 2; i++) {
      next[2 * i] = interleave_low(square[i], square[i + LANES / 2]);
      next[2 * i + 1] = interleave_high(square[i], square[i + LANES / 2]);
    }
    UNROLL for (int i = 0; i < LANES; i++) square[i] = next[i];
  }
}
