// Products by tiles, in two ways that share everything but the copying.
//
// Small: a is read in place whatever its strides, and b too if its columns are adjacent; otherwise b
// is transposed into panels. Packed: b is copied, a block of BLOCK_K × BLOCK_N at a time (192 KB),
// into panels of one tile's width, which the rows of a then pass over, BLOCK_M at a time; meanwhile
// the next block of b is fetched, since with few rows b's way from memory takes a good part of the
// time (64 rows by 50,257 columns: a tenth).
//
// BLOCK_K is a transformer's usual width: with 256 instead, c was read and written three times as
// often and b in shorter runs, and all large products were 5 to 10 % slower. Panels then exceed the
// first-level cache, but a tile needs only 128 bytes of its panel for 24 multiply-adds.

enum { BLOCK_K = 768, BLOCK_N = 64, BLOCK_M = 120 };

INLINE ptrdiff_t least(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

// MARK: Copying

// Panels of b side by side, each k rows of TILE_COLUMNS floats, zero past `columns`.
//
// Where b's columns are adjacent each of its rows is read to the end of the block, in one run, and
// spread over the panels. Where its rows are, squares are transposed.
static void pack_panels(const float *b, ptrdiff_t b_row, ptrdiff_t b_column, ptrdiff_t k, ptrdiff_t columns,
                        float *panels) {
  const ptrdiff_t whole = b_column == 1 ? columns / LANES * LANES : 0;
  if (whole > 0) {
    for (ptrdiff_t p = 0; p < k; p++) {
      const float *source = b + p * b_row;
      for (ptrdiff_t j = 0; j < whole; j += LANES) {
        store(panels + (j / TILE_COLUMNS * k + p) * TILE_COLUMNS + j % TILE_COLUMNS, load(source + j));
      }
    }
  }
  for (ptrdiff_t j = whole; j < columns; j += LANES) {
    const ptrdiff_t width = least(LANES, columns - j);
    const float *source = b + j * b_column;
    float *panel = panels + j / TILE_COLUMNS * k * TILE_COLUMNS + j % TILE_COLUMNS;
    ptrdiff_t done = 0;
    if (b_row == 1 && width == LANES) {
      for (; done + LANES <= k; done += LANES) {
        vec square[LANES];
        UNROLL for (int i = 0; i < LANES; i++) square[i] = load(source + i * b_column + done);
        transpose(square);
        UNROLL for (int i = 0; i < LANES; i++) store(panel + (done + i) * TILE_COLUMNS, square[i]);
      }
    }
    for (; done < k; done++) {
      float *target = panel + done * TILE_COLUMNS;
      for (ptrdiff_t i = 0; i < LANES; i++) {
        target[i] = i < width ? source[done * b_row + i * b_column] : 0;
      }
    }
  }
}

// The strides of a copied block of a: it keeps its orientation (rows or columns adjacent), and its
// lines do not compete for the same places in the cache.
static void copy_strides(ptrdiff_t a_row, ptrdiff_t *row, ptrdiff_t *column) {
  *row = a_row == 1 ? 1 : BLOCK_K + 16;
  *column = a_row == 1 ? BLOCK_M : 1;
}

static void copy_block(const float *a, ptrdiff_t a_row, ptrdiff_t a_column, ptrdiff_t rows, ptrdiff_t k,
                       float *copy) {
  const bool by_columns = a_row == 1;
  const ptrdiff_t outer = by_columns ? k : rows, inner = by_columns ? rows : k;
  const ptrdiff_t outer_stride = by_columns ? a_column : a_row;
  const ptrdiff_t inner_stride = by_columns ? a_row : a_column;
  ptrdiff_t copy_row = 0, copy_column = 0;
  copy_strides(a_row, &copy_row, &copy_column);
  for (ptrdiff_t i = 0; i < outer; i++) {
    const float *source = a + i * outer_stride;
    float *target = copy + i * (by_columns ? copy_column : copy_row);
    if (inner_stride == 1) {
      memcpy(target, source, (size_t)inner * sizeof(float));
    } else {
      for (ptrdiff_t j = 0; j < inner; j++) target[j] = source[j * inner_stride];
    }
  }
}

// Whether a tile's rows, read in place, fall into so few sets of the first-level cache (64 sets of
// 64 bytes) that they push each other out; or the block is read by columns, and so touches a page
// for each element of k.
INLINE bool should_copy(ptrdiff_t a_row, ptrdiff_t a_column) {
  return a_column != 1 || a_row % 512 == 0;
}

// MARK: Tiles

typedef struct {
  const float *start;
  ptrdiff_t row;
  float *copy;  // where the first tile is to copy the panel, and the others to read it; or NULL
} panel_place;

// c's rows [0, m) times one panel. The rows are shared out evenly (13 rows as 7 and 6, not 12 and
// 1): a tile of few rows cannot keep the multipliers busy. The first two tiles fetch what the job
// asks for, a line each for every element of k: where b's columns are adjacent that is the next
// panel's rows, two lines each; where its rows are, the panel's columns one after another.
INLINE void panel_product(const tile_job *product, ptrdiff_t m, const float *a, panel_place panel, float *c,
                          const float *addend, ptrdiff_t columns) {
  const tile_function *functions = tiles[columns > LANES ? TWO_VECTORS : ONE_VECTOR];
  const ptrdiff_t count = (m + TILE_ROWS - 1) / TILE_ROWS;
  tile_job job = *product;
  job.b_row = panel.row;
  for (ptrdiff_t t = 0, i = 0; t < count; t++) {
    const bool fetches = product->fetch && t < 2;
    job.fetch = fetches ? product->fetch + t * 16 : panel.start;
    job.fetch_step = fetches ? product->fetch_step : 0;
    const ptrdiff_t rows = m / count + (t < m % count);
    const float *other = addend ? addend + i * job.addend_row : NULL;
    const tile_function function = panel.copy ? tiles[COPYING][rows - 1] : functions[rows - 1];
    job.copy = panel.copy;
    function(&job, a + i * job.a_row, panel.start, c + i * job.c_row, other, columns);
    if (panel.copy) {
      panel = (panel_place){panel.copy, TILE_COLUMNS, NULL};
      job.b_row = TILE_COLUMNS;
    }
    i += rows;
  }
}

// In which order the blocks of b are taken: along k first, so that a block of c stays near; or along
// n, where a is copied, all of its rows at once, and would be copied anew for every block.
typedef enum { ALONG_K, ALONG_N } block_order;

// The panel in b that will take the place of the one at row p0 and column j; NULL for none.
INLINE const float *next_panel(const kernel_product *p, ptrdiff_t j, ptrdiff_t p0, block_order order) {
  const bool more_k = p0 + BLOCK_K < p->k, more_n = j + BLOCK_N < p->n;
  if (more_k && (order == ALONG_K || !more_n)) {
    const ptrdiff_t column = order == ALONG_K ? j : j % BLOCK_N;
    return p->b + (p0 + BLOCK_K) * p->b_row + column * p->b_column;
  }
  if (!more_n) return NULL;
  return p->b + (order == ALONG_K ? 0 : p0) * p->b_row + (j + BLOCK_N) * p->b_column;
}

static void multiply_small(const kernel_product *p) {
  const bool in_place = p->b_column == 1;
  float *scratch = NULL;
  if (!in_place || p->n % LANES != 0) scratch = kernel_scratch((p->k > 0 ? p->k : 1) * TILE_COLUMNS);
  tile_job job = {.k = p->k,
                  .a_row = p->a_row,
                  .a_column = p->a_column,
                  .c_row = p->c_row,
                  .alpha = p->alpha,
                  .addend_scale = p->bias ? 1 : p->beta,
                  .addend_row = p->bias ? 0 : p->c_row};
  const float *addend = p->bias ? p->bias : p->beta != 0 ? p->c : NULL;
  for (ptrdiff_t j = 0; j < p->n; j += TILE_COLUMNS) {
    const ptrdiff_t columns = least(TILE_COLUMNS, p->n - j);
    panel_place panel = {p->b + j * p->b_column, p->b_row, NULL};
    if (!in_place || columns % LANES != 0) {
      pack_panels(panel.start, p->b_row, p->b_column, p->k, columns, scratch);
      panel = (panel_place){scratch, TILE_COLUMNS, NULL};
    }
    panel_product(&job, p->m, p->a, panel, p->c + j, addend ? addend + j : NULL, columns);
  }
}

// One block of b, at row p0 and column j0, with all rows of a.
static void multiply_block(const kernel_product *p, ptrdiff_t j0, ptrdiff_t p0, block_order order, bool copies,
                           float *panels) {
  const ptrdiff_t n = least(BLOCK_N, p->n - j0), k = least(BLOCK_K, p->k - p0);
  const float *b = p->b + p0 * p->b_row + j0 * p->b_column;
  float *copy = panels + BLOCK_K * BLOCK_N;
  // Where b's columns are adjacent the first tile of each whole panel reads it in place and copies it
  // on the way; what is left is copied beforehand.
  const ptrdiff_t in_place = p->b_column == 1 ? n / TILE_COLUMNS * TILE_COLUMNS : 0;
  pack_panels(b + in_place * p->b_column, p->b_row, p->b_column, k, n - in_place, panels + in_place * k);
  // The first block applies bias or beta; later blocks add to what it left.
  const bool bias = p->bias && p0 == 0;
  const float beta = p0 > 0 ? 1 : p->beta;
  tile_job job = {.k = k,
                  .c_row = p->c_row,
                  .alpha = p->alpha,
                  .addend_scale = bias ? 1 : beta,
                  .addend_row = bias ? 0 : p->c_row,
                  .fetch_step = p->b_column == 1 ? p->b_row : p->b_row == 1 ? TILE_COLUMNS : 0};
  for (ptrdiff_t i = 0; i < p->m; i += BLOCK_M) {
    const ptrdiff_t m = least(BLOCK_M, p->m - i);
    const float *a = p->a + i * p->a_row + p0 * p->a_column;
    job.a_row = p->a_row;
    job.a_column = p->a_column;
    if (copies) {
      ptrdiff_t rows = 0, columns = 0;
      const bool is_there = order == ALONG_N && j0 > 0;
      copy_strides(p->a_row, &rows, &columns);
      if (!is_there) copy_block(a, p->a_row, p->a_column, m, k, copy);
      job.a_row = rows;
      job.a_column = columns;
      a = copy;
    }
    for (ptrdiff_t j = 0; j < n; j += TILE_COLUMNS) {
      float *c = p->c + i * p->c_row + j0 + j;
      const float *addend = bias ? p->bias + j0 + j : beta != 0 ? c : NULL;
      job.fetch = i == 0 ? next_panel(p, j0 + j, p0, order) : NULL;
      panel_place panel = {panels + j * k, TILE_COLUMNS, NULL};
      if (i == 0 && j < in_place) {
        panel = (panel_place){b + j, p->b_row, p->m > TILE_ROWS ? panels + j * k : NULL};
      }
      panel_product(&job, m, a, panel, c, addend, least(TILE_COLUMNS, n - j));
    }
  }
}

// MARK: Turned

// Few rows of a and many of b, where b's rows are what is adjacent (a weight stored as [output,
// input]): cᵀ = b · aᵀ. Then a is what is copied, once, and b is broadcast where it lies and read once
// from memory, row by row; a block of cᵀ is turned on its way to c.
static bool should_turn(const kernel_product *p) {
  // What the vectors along a's rows leave unused must not outweigh the copying that is saved.
  const ptrdiff_t used = (p->m + LANES - 1) / LANES * LANES;
  return p->b_row == 1 && p->b_column != 1 && p->m > TILE_ROWS && p->m <= BLOCK_N && 10 * p->m >= 9 * used &&
         p->k <= BLOCK_K && p->n >= 4 * BLOCK_M;
}

// c's columns [first, first + count) from as many rows of cᵀ.
static void turn_block(const kernel_product *p, const float *turned, ptrdiff_t first, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < p->m; i++) {
    float *c = p->c + i * p->c_row + first;
    const float *column = turned + i;
    if (p->bias) {
      for (ptrdiff_t j = 0; j < count; j++) c[j] = column[j * BLOCK_N] + p->bias[first + j];
    } else if (p->beta != 0) {
      for (ptrdiff_t j = 0; j < count; j++) c[j] = column[j * BLOCK_N] + p->beta * c[j];
    } else {
      for (ptrdiff_t j = 0; j < count; j++) c[j] = column[j * BLOCK_N];
    }
  }
}

static void multiply_turned(const kernel_product *p) {
  float *panels = kernel_scratch(BLOCK_K * BLOCK_N + BLOCK_M * BLOCK_N);
  float *turned = panels + BLOCK_K * BLOCK_N;
  pack_panels(p->a, p->a_column, p->a_row, p->k, p->m, panels);
  tile_job job = {.k = p->k, .a_row = p->b_column, .a_column = 1, .c_row = BLOCK_N, .alpha = p->alpha};
  for (ptrdiff_t first = 0; first < p->n; first += BLOCK_M) {
    const ptrdiff_t count = least(BLOCK_M, p->n - first);
    // A tile's rows of b meet all of a before the next are read.
    for (ptrdiff_t i = 0; i < count; i += TILE_ROWS) {
      for (ptrdiff_t j = 0; j < p->m; j += TILE_COLUMNS) {
        // Meanwhile the next rows of b come in, if they lie without gaps: k steps of TILE_ROWS floats.
        const bool fetches = j == 0 && p->b_column == p->k && first + i + 2 * TILE_ROWS <= p->n;
        job.fetch = fetches ? p->b + (first + i + TILE_ROWS) * p->b_column : NULL;
        job.fetch_step = TILE_ROWS;
        panel_product(&job, least(TILE_ROWS, count - i), p->b + (first + i) * p->b_column,
                      (panel_place){panels + j * p->k, TILE_COLUMNS, NULL}, turned + i * BLOCK_N + j, NULL,
                      least(TILE_COLUMNS, p->m - j));
      }
    }
    turn_block(p, turned, first, count);
  }
}

static void multiply_packed(const kernel_product *p) {
  float *panels = kernel_scratch(BLOCK_K * BLOCK_N + BLOCK_M * (BLOCK_K + 16));
  const bool copies = should_copy(p->a_row, p->a_column);
  if (copies && p->m <= BLOCK_M) {
    for (ptrdiff_t p0 = 0; p0 < p->k; p0 += BLOCK_K) {
      for (ptrdiff_t j0 = 0; j0 < p->n; j0 += BLOCK_N) multiply_block(p, j0, p0, ALONG_N, copies, panels);
    }
    return;
  }
  for (ptrdiff_t j0 = 0; j0 < p->n; j0 += BLOCK_N) {
    for (ptrdiff_t p0 = 0; p0 < p->k; p0 += BLOCK_K) multiply_block(p, j0, p0, ALONG_K, copies, panels);
  }
}
