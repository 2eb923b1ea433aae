// The exponential and what is made of it, on vectors. The coefficients are minimax fits made for
// this file (Lawson's iteration on Chebyshev nodes, in double precision).

// exp(x): relative error below 1.5e-7 where the result is a normal number; gradual below, 0 from
// -104 down, infinity above 88.72284, NaN for NaN.
//
//     x = n ln 2 + r,  |r| ≤ ½ ln 2        exp(x) = 2ⁿ (1 + r + r² q(r))
//
// ln 2 is split in two so that n · (first part) is exact. q's own relative error is 3e-9.
INLINE vec exponential(vec x) {
  const float round = 0x1.8p23f;  // adding it leaves the nearest integer in the low bits
  x = at_most(at_least(x, -104), 89);
  vec shifted = x * 1.44269504f + round;
  vec n = shifted - round;
  vec r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  vec q = 1.381453789e-3f * r + 8.368745320e-3f;
  q = q * r + 4.166839083e-2f;
  q = q * r + 1.666652040e-1f;
  q = q * r + 4.999999343e-1f;
  vec y = (q * r) * r + r + 1;
#if LANES == 16
  return (vec)_mm512_scalef_ps((__m512)y, (__m512)n);
#else
  // 2ⁿ in two factors: n reaches from -150 to 128, one factor from -126 to 127 only.
  ivec whole = (ivec)shifted - (ivec)splat(round);
  ivec half = whole >> 1;
  vec first = (vec)((uvec)(half + 127) << 23);
  vec second = (vec)((uvec)(whole - half + 127) << 23);
  return y * first * second;
#endif
}

// 1/(1 + exp(-x)), given exp(-x). Infinity gives 0.
INLINE vec sigmoid_from(vec exp_of_minus_x) { return 1 / (1 + exp_of_minus_x); }

// Φ(x), the normal distribution's cumulative function, given exp(-x²/2): absolute error below 1e-7,
// and no cancellation for negative x, where Φ is small.
//
//     Φ(-|x|) = ½ erfc(|x|/√2) = exp(-x²/2) q P(q)        q = 1/(1 + 0.35 |x|/√2)
//
// The form (exp times a polynomial in q) is Hastings' (1955); P is of degree 9, relative error 3.3e-8.
INLINE vec normal_cumulative(vec x, vec exp_of_minus_half_square) {
  vec q = reciprocal(1 + 0.247487373f * at_most(magnitude(x), 1e30f));
  vec p = 2.037705372e-2f * q - 8.705704652e-2f;
  p = p * q + 1.112977976e-1f;
  p = p * q - 4.467708490e-2f;
  p = p * q + 7.172577698e-2f;
  p = p * q + 5.665697081e-2f;
  p = p * q + 8.160262083e-2f;
  p = p * q + 9.260450400e-2f;
  p = p * q + 9.873625345e-2f;
  p = p * q + 9.873313776e-2f;
  vec tail = exp_of_minus_half_square * (q * p);
  return choose(x > splat(0), 1 - tail, tail);
}

// MARK: Activations and their derivatives

INLINE vec relu(vec x) { return choose(x < splat(0), splat(0), x); }

// The smooth ones give their derivative too: it takes the same exponential, and kept until the
// backward pass it saves that pass nearly everything. Where nobody reads it, it is not computed.

// d/dx x Φ(x) = Φ(x) + x φ(x),  φ(x) = exp(-x²/2)/√2π. Beyond ±20 it is 0 or 1 to the last bit;
// limiting x there keeps infinity · 0 away.
INLINE vec gelu_exact(vec x, vec *slope) {
  vec e = exponential(-0.5f * x * x);
  vec share = normal_cumulative(x, e);
  *slope = share + at_most(at_least(x, -20), 20) * (0.398942280f * e);
  return x * share;
}

// x σ(z) and its derivative σ + x σ (1-σ) z′, given exp(-z) and z′, where 1-σ = exp(-z) σ without
// cancellation. `limit` is a magnitude of x beyond which the derivative is 0 or 1 to the last bit.
INLINE vec sigmoid_share(vec x, vec exp_of_minus_z, vec slope_of_z, float limit, vec *slope) {
  vec s = sigmoid_from(exp_of_minus_z);
  // An infinite exponential would give infinity · 0 here.
  vec rest = s * at_most(exp_of_minus_z, 1e37f);
  *slope = s + at_most(at_least(x, -limit), limit) * slope_of_z * (s * rest);
  return x * s;
}

// ½ x (1 + tanh u) = x σ(2u),  u = √(2/π) (x + 0.044715 x³). Written with σ there is no cancellation
// in 1 + tanh u for negative u, nor in tanh u near 0.
INLINE vec gelu_tanh(vec x, vec *slope) {
  vec square = x * x;
  vec slope_of_z = 1.595769122f + 0.214064449f * at_most(square, 100);
  return sigmoid_share(x, exponential(-x * (1.595769122f + 0.0713548163f * square)), slope_of_z, 10, slope);
}

INLINE vec silu(vec x, vec *slope) { return sigmoid_share(x, exponential(-x), splat(1), 87, slope); }
