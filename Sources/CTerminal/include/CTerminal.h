// What the program needs of the terminal library and of signals, as functions of ours: no macro,
// variable or variadic function of curses is seen by Swift.
//
// All of it belongs to the main thread, but for terminal_wake and terminal_block_signals.

#ifndef CUTAWAY_TERMINAL_H
#define CUTAWAY_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Display

// One character with its look: what is drawn, the columns that the caller reserves for it (1 or 2), the
// number of its colour pair and its attributes.
typedef struct {
  uint32_t scalar;
  uint32_t mark;  // a combining character on it; 0 for none
  int32_t pair;
  uint8_t columns;
  uint8_t attributes;  // terminal_attribute values, or-ed
} terminal_cell;

typedef enum {
  TERMINAL_BOLD = 1,
  TERMINAL_REVERSED = 2,
  TERMINAL_UNDERLINED = 4,
  TERMINAL_DIM = 8,
} terminal_attribute;

typedef enum {
  TERMINAL_OPENED = 0,
  TERMINAL_UNKNOWN = 1,    // no entry of that name
  TERMINAL_TOO_LITTLE = 2,  // the cursor cannot be moved
} terminal_opening;

// Takes the terminal over: alternate screen, keys without echo or line editing, signals caught, and
// standard error kept aside if it is the terminal too. `name` is an entry of the terminfo database.
terminal_opening terminal_open(const char *name, int input, int output, bool colors);
// Gives the terminal back, and writes what was kept of standard error. May be called at any time.
void terminal_close(void);
// Gives the terminal back for a while, stops this process as Ctrl-Z does, and takes the terminal over
// again once it continues.
void terminal_stop(void);
// Sets the terminal's modes again, after something else may have changed them.
void terminal_retake(void);

// How many colours and pairs of them there are; 0 without colours.
int terminal_colors(void);
int terminal_pairs(void);
// A string of the terminal's entry; NULL where it has none.
const char *terminal_string(const char *capability);
// Whether the kernel knows the size of the terminal, and that.
bool terminal_size(int descriptor, int *columns, int *rows);

// Tells the display its size.
void terminal_resize(int columns, int rows);
// The size that the display was told.
int terminal_columns(void);
int terminal_rows(void);
// Gives a pair its colours, −1 for the terminal's own.
bool terminal_set_pair(int pair, int foreground, int background);
// Draws a row from its left edge; right halves of wide characters are not among the cells. A character
// of another width than reserved becomes '?'.
void terminal_put_row(int row, const terminal_cell *cells, int count);
// Brings what was drawn to the terminal, all of it anew if so asked, and puts the cursor at a place;
// a negative row hides it.
void terminal_show(int cursor_column, int cursor_row, bool anew);
// Switches the reports of mouse buttons.
void terminal_set_mouse(bool on);

// MARK: Characters

// Sets the locale for characters: the environment's, or `name` where given. False if there is none.
bool terminal_set_locale(const char *name);
// The locale's character encoding.
const char *terminal_encoding(void);

// MARK: Signals

// What has come since the last call; 0 and false for nothing.
int terminal_ending_signal(void);
bool terminal_take_stop(void);
bool terminal_take_continue(void);
bool terminal_take_resize(void);
bool terminal_take_wake(void);
// Ends this process by a signal, as if that had never been caught.
_Noreturn void terminal_end_by(int signal);
// Keeps the signals that the main thread serves away from the calling thread.
void terminal_block_signals(void);
// Wakes the main thread; from any thread.
void terminal_wake(void);
// What becomes readable when a signal or terminal_wake came; −1 if there is no such thing.
int terminal_wake_descriptor(void);
// Reads away what made it readable.
void terminal_drain_wakes(void);

#endif
