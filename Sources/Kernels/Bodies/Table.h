// One level: every body, and the table of what they define. The file that includes this has
// defined LANES, TILE_ROWS and LEVEL_TABLE.

#include "Vector.h"
#include "Functions.h"
#include "Elements.h"
#include "Conversions.h"
#include "Rows.h"
#include "Columns.h"
#include "Tile.h"
#include "Product.h"
#include "RowProduct.h"

static void multiply(const kernel_product *product, product_path path) {
  switch (path) {
    case PRODUCT_ROW:
      return multiply_row(product);
    case PRODUCT_SMALL:
      return multiply_small(product);
    case PRODUCT_PACKED:
      return multiply_packed(product);
    case PRODUCT_TURNED:
      return multiply_turned(product);
  }
}

const kernel_table LEVEL_TABLE = {
    .exp = exp_loop,
    .add = add_loop,
    .add_scaled = add_scaled_loop,
    .scale = scale_loop,
    .multiply_elements = multiply_elements_loop,
    .mask = mask_loop,
    .mask_backward = mask_backward_loop,
    .relu = relu_loop,
    .gelu_exact = gelu_exact_loop,
    .gelu_tanh = gelu_tanh_loop,
    .silu = silu_loop,
    .relu_backward = relu_backward_loop,
    .dropout_mask = dropout_mask_loop,
    .adam = adam_loop,
    .from_float16 = from_float16_loop,
    .from_bfloat16 = from_bfloat16_loop,
    .from_float64 = from_float64_loop,
    .softmax = softmax_loop,
    .softmax_backward = softmax_backward_loop,
    .log_sum_exp = log_sum_exp_loop,
    .layer_norm = layer_norm_loop,
    .layer_norm_backward = layer_norm_backward_loop,
    .rms_norm = rms_norm_loop,
    .rms_norm_backward = rms_norm_backward_loop,
    .column_sums = column_sums_loop,
    .layer_norm_parameters = layer_norm_parameters_loop,
    .rms_norm_parameters = rms_norm_parameters_loop,
    .dot = dot,
    .sum_of_squares = sum_of_squares,
    .min_max = min_max,
    .multiply = multiply,
    .turns = should_turn,
    .tile_rows = TILE_ROWS,
    .tile_columns = TILE_COLUMNS,
};
