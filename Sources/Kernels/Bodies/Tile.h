// The innermost loop of a product: a tile of c, up to TILE_ROWS × 2 vectors, held in registers while
// k runs. Two vectors of b are loaded, and each element of a is broadcast against both, so 12 rows
// need 14 loads for 24 fused multiply-adds (6 rows: 8 for 12).
//
// Every element of c is one sum in order of k, whatever tile it falls in; a bias starts the sum in a
// whole tile and ends it in a partial one, and which tiles are whole depends on the sizes alone.

#define TILE_COLUMNS (2 * LANES)

typedef struct {
  ptrdiff_t k, a_row, a_column, b_row, c_row;
  float alpha;
  // c = alpha · a·b + addend_scale · addend, where the addend is c itself (with beta), the bias (its
  // row stride is 0), or nothing (NULL).
  float addend_scale;
  ptrdiff_t addend_row;
  // Something to fetch into the second-level cache meanwhile, a line for each element of k.
  const float *fetch;
  ptrdiff_t fetch_step;
  // Where a copying tile puts b's rows, side by side, for the tiles that come after it.
  float *copy;
} tile_job;

INLINE void tile(int rows, int vectors, bool copies, const tile_job *job, const float *a, const float *b,
                 float *c, const float *addend, ptrdiff_t columns) {
  const ptrdiff_t a_row = job->a_row, a_column = job->a_column, b_row = job->b_row;
  // One pointer for each three rows: the rows between are addressed as pointer + 1 or 2 strides,
  // which x86 does for nothing, where twelve pointers would not fit in registers.
  const float *group[(TILE_ROWS + 2) / 3];
  UNROLL for (int g = 0; g < (rows + 2) / 3; g++) group[g] = a + 3 * g * a_row;

  const float *fetch = job->fetch;
  const ptrdiff_t fetch_step = job->fetch_step;
  float *copy = job->copy;

  const float alpha = job->alpha, addend_scale = job->addend_scale;
  const ptrdiff_t c_row = job->c_row, addend_row = job->addend_row;
  const bool is_whole = columns == vectors * LANES;
  // A bias, or what earlier blocks of k left, starts the sums: at a depth of 64 adding it at the end
  // would take a twentieth of the time.
  const bool starts = is_whole && addend && alpha == 1 && addend_scale == 1;
  vec sums[TILE_ROWS][2] = {0};
  if (starts) {
    UNROLL for (int i = 0; i < rows; i++) {
      UNROLL for (int s = 0; s < vectors; s++) sums[i][s] = load(addend + i * addend_row + s * LANES);
    }
  }
  for (ptrdiff_t p = 0; p < job->k; p++) {
    __builtin_prefetch(fetch, 0, 2);
    fetch += fetch_step;
    vec b0 = load(b);
    vec b1 = vectors == 2 ? load(b + LANES) : (vec){0};
    if (copies) {
      store(copy, b0);
      store(copy + LANES, b1);
      copy += TILE_COLUMNS;
    }
    UNROLL for (int i = 0; i < rows; i++) {
      const float element = group[i / 3][(i % 3) * a_row];
      sums[i][0] = sums[i][0] + element * b0;
      if (vectors == 2) sums[i][1] = sums[i][1] + element * b1;
    }
    UNROLL for (int g = 0; g < (rows + 2) / 3; g++) group[g] += a_column;
    b += b_row;
  }

  if (is_whole) {
    if (starts || (!addend && alpha == 1)) {
      UNROLL for (int i = 0; i < rows; i++) {
        UNROLL for (int s = 0; s < vectors; s++) store(c + i * c_row + s * LANES, sums[i][s]);
      }
    } else if (addend) {
      UNROLL for (int i = 0; i < rows; i++) {
        UNROLL for (int s = 0; s < vectors; s++) {
          vec other = load(addend + i * addend_row + s * LANES);
          store(c + i * c_row + s * LANES, alpha * sums[i][s] + addend_scale * other);
        }
      }
    } else {
      UNROLL for (int i = 0; i < rows; i++) {
        UNROLL for (int s = 0; s < vectors; s++) store(c + i * c_row + s * LANES, alpha * sums[i][s]);
      }
    }
    return;
  }
  // A partial tile: rare, so its sums go through memory to keep the code small.
  vec result[TILE_ROWS][2];
  UNROLL for (int i = 0; i < rows; i++) {
    UNROLL for (int s = 0; s < vectors; s++) result[i][s] = alpha * sums[i][s];
  }
  for (int i = 0; i < rows; i++) {
    ptrdiff_t rest = columns;
    for (int s = 0; s < vectors; s++, rest -= LANES) {
      const ptrdiff_t at = i * c_row + s * LANES;
      const float *other = addend + (addend ? i * addend_row + s * LANES : 0);
      vec value = result[i][s];
      if (rest >= LANES) {
        store(c + at, addend ? value + addend_scale * load(other) : value);
      } else {
        if (addend) value = value + addend_scale * load_partial(other, rest, 0);
        store_partial(c + at, value, rest);
      }
    }
  }
}

// One function for each size, so that every loop above has constant bounds.
typedef void (*tile_function)(const tile_job *job, const float *a, const float *b, float *c,
                              const float *addend, ptrdiff_t columns);

#define TILE(rows)                                                                                \
  static void tile_##rows##_1(const tile_job *job, const float *a, const float *b, float *c,      \
                              const float *addend, ptrdiff_t columns) {                           \
    tile(rows, 1, false, job, a, b, c, addend, columns);                                          \
  }                                                                                               \
  static void tile_##rows##_2(const tile_job *job, const float *a, const float *b, float *c,      \
                              const float *addend, ptrdiff_t columns) {                           \
    tile(rows, 2, false, job, a, b, c, addend, columns);                                          \
  }                                                                                               \
  static void tile_##rows##_copying(const tile_job *job, const float *a, const float *b, float *c, \
                                    const float *addend, ptrdiff_t columns) {                     \
    tile(rows, 2, true, job, a, b, c, addend, columns);                                           \
  }
TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6)
#if TILE_ROWS == 12
TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#endif

// By what they do with b: one vector, two, two with a copy.
enum { ONE_VECTOR = 0, TWO_VECTORS = 1, COPYING = 2 };
static const tile_function tiles[3][TILE_ROWS] = {
    {tile_1_1, tile_2_1, tile_3_1, tile_4_1, tile_5_1, tile_6_1,
#if TILE_ROWS == 12
     tile_7_1, tile_8_1, tile_9_1, tile_10_1, tile_11_1, tile_12_1
#endif
    },
    {tile_1_2, tile_2_2, tile_3_2, tile_4_2, tile_5_2, tile_6_2,
#if TILE_ROWS == 12
     tile_7_2, tile_8_2, tile_9_2, tile_10_2, tile_11_2, tile_12_2
#endif
    },
    {tile_1_copying, tile_2_copying, tile_3_copying, tile_4_copying, tile_5_copying, tile_6_copying,
#if TILE_ROWS == 12
     tile_7_copying, tile_8_copying, tile_9_copying, tile_10_copying, tile_11_copying, tile_12_copying
#endif
    },
};
