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
  vec q = 1 / (1 + 0.247487373f * magnitude(x));
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

INLINE vec gelu_exact(vec x) { return x * normal_cumulative(x, exponential(-0.5f * x * x)); }

// d/dx x Φ(x) = Φ(x) + x φ(x),  φ(x) = exp(-x²/2)/√2π. Beyond ±20 it is 0 or 1 to the last bit;
// limiting x there keeps infinity · 0 away.
INLINE vec gelu_exact_derivative(vec x) {
  x = at_most(at_least(x, -20), 20);
  vec e = exponential(-0.5f * x * x);
  return normal_cumulative(x, e) + x * (0.398942280f * e);
}

// ½ x (1 + tanh u) = x σ(2u),  u = √(2/π) (x + 0.044715 x³). Written with σ there is no cancellation
// in 1 + tanh u for negative u, nor in tanh u near 0.
INLINE vec twice_gelu_argument(vec x) {
  return x * (1.595769122f + 0.0713548163f * (x * x));
}

INLINE vec gelu_tanh(vec x) { return x * sigmoid_from(exponential(-twice_gelu_argument(x))); }

// σ + x σ (1-σ) (2u)′, where 1-σ = e σ with e = exp(-2u), again without cancellation. Beyond ±10 it
// is 0 or 1 to 1e-30; at -10 e is still finite.
INLINE vec gelu_tanh_derivative(vec x) {
  x = at_most(at_least(x, -10), 10);
  vec e = exponential(-twice_gelu_argument(x));
  vec s = sigmoid_from(e);
  vec slope = 1.595769122f + 0.214064449f * (x * x);
  return s + x * slope * (s * (s * e));
}

INLINE vec silu(vec x) { return x * sigmoid_from(exponential(-x)); }

// σ + x σ (1-σ), with 1-σ = e σ as above. Limited to ±87, where e is finite.
INLINE vec silu_derivative(vec x) {
  x = at_most(at_least(x, -87), 87);
  vec e = exponential(-x);
  vec s = sigmoid_from(e);
  return s + x * (s * (s * e));
}
