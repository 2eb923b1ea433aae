// Matrix products: which path, and whether and where to split over threads.

#include "Level.h"

// Products of at most this many multiplications, with a b of at most so many elements, are done in
// place: they take 100 µs or less, and copying would be a good part of it.
enum { SMALL_WORK = 12 << 20, SMALL_B = 128 << 10 };
// Work worth a second thread: 10 to 20 µs of multiplications, or 5 µs of reading b.
enum { SPLIT_WORK = 1 << 20, SPLIT_READ = 128 << 10 };

static product_path path_for(const kernel_product *p, const kernel_table *table) {
  if (p->m == 1 && (p->b_column == 1 || p->b_row == 1)) return PRODUCT_ROW;
  const bool small = p->m * p->n * p->k <= SMALL_WORK && p->n * p->k <= SMALL_B;
  return small ? PRODUCT_SMALL : table->turns(p) ? PRODUCT_TURNED : PRODUCT_PACKED;
}

typedef struct {
  const kernel_product *product;
  const kernel_table *table;
  product_path path;
  bool by_rows;
} split_call;

static void multiply_part(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  const split_call *call = opaque;
  kernel_product part = *call->product;
  if (call->by_rows) {
    part.m = last - first;
    part.a += first * part.a_row;
    part.c += first * part.c_row;
  } else {
    part.n = last - first;
    part.b += first * part.b_column;
    part.c += first;
    if (part.bias) part.bias += first;
  }
  call->table->multiply(&part, call->path);
}

void kernel_multiply(const kernel_product *product) {
  const kernel_product *p = product;
  if (p->m <= 0 || p->n <= 0) return;
  const kernel_table *table = kernel_current_table();
  split_call call = {p, table, path_for(p, table), false};
  const ptrdiff_t work = p->m * p->n * p->k;
  if (work < (call.path == PRODUCT_ROW ? SPLIT_READ : SPLIT_WORK)) {
    table->multiply(p, call.path);
    return;
  }
  // Parts that are ranges of columns each copy all of a, parts that are ranges of rows all of b:
  // columns, unless there are too few of them.
  const ptrdiff_t tile = table->tile_columns;
  call.by_rows = call.path != PRODUCT_ROW && call.path != PRODUCT_TURNED && p->n < 2 * tile * kernel_threads() && p->m > p->n;
  const ptrdiff_t multiple = call.by_rows ? table->tile_rows : call.path == PRODUCT_ROW ? 64 : tile;
  kernel_run_range(multiply_part, &call, call.by_rows ? p->m : p->n, multiple, multiple);
}

// MARK: Batches

typedef struct {
  const kernel_product *product;
  const kernel_batch *batch;
  const kernel_table *table;  // NULL where each product may itself be split
  product_path path;
} batch_call;

static void multiply_range(const void *opaque, ptrdiff_t first, ptrdiff_t last) {
  const batch_call *call = opaque;
  const kernel_batch *batch = call->batch;
  const ptrdiff_t n1 = batch->count[1], n2 = batch->count[2];
  kernel_product part = *call->product;
  for (ptrdiff_t index = first; index < last; index++) {
    const ptrdiff_t i = index / (n1 * n2), j = index / n2 % n1, l = index % n2;
    part.a = call->product->a + i * batch->a[0] + j * batch->a[1] + l * batch->a[2];
    part.b = call->product->b + i * batch->b[0] + j * batch->b[1] + l * batch->b[2];
    part.c = call->product->c + i * batch->c[0] + j * batch->c[1] + l * batch->c[2];
    if (call->table) {
      call->table->multiply(&part, call->path);
    } else {
      kernel_multiply(&part);
    }
  }
}

void kernel_multiply_batch(const kernel_product *product, const kernel_batch *batch) {
  const kernel_product *p = product;
  ptrdiff_t count = 1;
  bool distinct = true;  // whether every product has a c of its own
  for (int axis = 0; axis < 3; axis++) {
    if (batch->count[axis] <= 0) return;
    count *= batch->count[axis];
    if (batch->count[axis] > 1 && batch->c[axis] == 0) distinct = false;
  }
  if (p->m <= 0 || p->n <= 0) return;
  const ptrdiff_t work = p->m * p->n * p->k;
  const kernel_table *table = kernel_current_table();
  batch_call call = {p, batch, table, path_for(p, table)};
  if (distinct && work * count >= SPLIT_WORK && count >= kernel_threads()) {
    kernel_run_range(multiply_range, &call, count, 1, 1);
    return;
  }
  if (work >= (call.path == PRODUCT_ROW ? SPLIT_READ : SPLIT_WORK)) call.table = NULL;
  multiply_range(&call, 0, count);
}
