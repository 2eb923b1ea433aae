// The display, by ncurses.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#define NCURSES_WIDECHAR 1
#include "CTerminal.h"
#include "Restore.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static struct {
  SCREEN *screen;
  FILE *input, *output;
  int input_descriptor, output_descriptor;
  bool has_colors, has_private_modes, has_mouse, has_own_colors;
} display;

static void write_text(const char *text) {
  size_t count = strlen(text);
  while (count > 0) {
    ssize_t written = write(display.output_descriptor, text, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text += written;
    count -= (size_t)written;
  }
}

// MARK: Opening and closing

// The terminal's string, or "" where it has none.
static const char *string(const char *capability) {
  const char *text = terminal_string(capability);
  return text == NULL ? "" : text;
}

const char *terminal_string(const char *capability) {
  // The library's declaration lacks const. Absent is NULL, and no string at all is −1.
  char *text = tigetstr((char *)capability);
  return text == (char *)-1 ? NULL : text;
}

static void leave_screen(void) {
  if (!restore_is_up()) return;
  if (display.has_mouse) write_text(MOUSE_OFF);
  if (display.has_private_modes) write_text(PASTE_OFF);
  restore_set_mouse(false);
  endwin();
  restore_modes();
  restore_set_up(false);
  errors_show();
}

static void set_modes(void) {
  struct termios modes;
  if (tcgetattr(display.output_descriptor, &modes) == 0) {
    // Ctrl-S, Ctrl-Q, Ctrl-V and Ctrl-O are keys like others. Ctrl-C, Ctrl-Z and Ctrl-\ stay signals:
    // they reach all of a pipeline, and a program that hangs.
    modes.c_iflag &= ~(tcflag_t)(IXON | ICRNL | INLCR | IGNCR | ISTRIP);
    modes.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN);
    modes.c_lflag |= ISIG;
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    tcsetattr(display.output_descriptor, TCSANOW, &modes);
    // What the library sets when it comes back from a stop.
    def_prog_mode();
  }
}

static void enter_modes(void) {
  if (display.has_private_modes) write_text(PASTE_ON);
  if (display.has_mouse) write_text(MOUSE_ON);
  restore_set_mouse(display.has_mouse);
}

// Gives the terminal back when something calls exit.
static void leave_at_exit(void) { terminal_close(); }

static void prepare_restore(void) {
  if (display.has_private_modes) restore_add(PASTE_OFF);
  const char *reset = string("sgr0");
  restore_add(*reset != 0 ? reset : "");
  if (display.has_colors) restore_add(string("op"));
  restore_add(string("rmkx"));
  restore_add(string("cnorm"));
  const char *leave = string("rmcup");
  restore_add(*leave != 0 ? leave : "\r\n");
}

static void close_files(void) {
  if (display.input != NULL) fclose(display.input);
  if (display.output != NULL) fclose(display.output);
  display.input = NULL;
  display.output = NULL;
}

static terminal_opening refuse(terminal_opening why) {
  signals_release();
  close_files();
  restore_modes();
  return why;
}

terminal_opening terminal_open(const char *name, int input, int output, bool colors) {
  fflush(NULL);
  restore_prepare(input, output);
  display.input_descriptor = input;
  display.output_descriptor = output;
  display.input = fdopen(dup(input), "r");
  display.output = fdopen(dup(output), "w");
  if (display.input == NULL || display.output == NULL) return refuse(TERMINAL_TOO_LITTLE);
  // The library sets handlers only for signals that nobody has caught.
  signals_catch();
  display.screen = newterm(name, display.output, display.input);
  if (display.screen == NULL) return refuse(TERMINAL_UNKNOWN);
  restore_set_up(true);
  const char *enter = string("smcup");
  display.has_private_modes = strncmp(enter, "\033[?", 3) == 0;
  display.has_mouse = false;
  display.has_colors = colors && has_colors();
  prepare_restore();
  if (terminal_string("cup") == NULL) {
    terminal_close();
    return refuse(TERMINAL_TOO_LITTLE);
  }
  static bool is_registered;
  if (!is_registered) is_registered = atexit(leave_at_exit) == 0;
  cbreak();
  noecho();
  nonl();
  // The terminal's own keypad mode; keys are read and told apart by us.
  keypad(stdscr, TRUE);
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  // Frames are whole: waiting input does not interrupt them.
  typeahead(-1);
  if (display.has_colors) {
    start_color();
    display.has_own_colors = use_default_colors() == OK;
  }
  set_modes();
  errors_hide();
  enter_modes();
  return TERMINAL_OPENED;
}

void terminal_close(void) {
  if (display.screen == NULL) return;
  leave_screen();
  delscreen(display.screen);
  display.screen = NULL;
  close_files();
  signals_release();
}

void terminal_stop(void) {
  leave_screen();
  signals_stop();
  terminal_retake();
}

void terminal_retake(void) {
  if (display.screen == NULL) return;
  restore_set_up(true);
  errors_hide();
  reset_prog_mode();
  set_modes();
  enter_modes();
}

// MARK: What it can

int terminal_colors(void) { return display.has_colors ? COLORS : 0; }

int terminal_pairs(void) { return display.has_colors ? COLOR_PAIRS : 0; }

bool terminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
    return false;
  }
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

// MARK: Drawing

void terminal_resize(int columns, int rows) { resizeterm(rows, columns); }

int terminal_columns(void) { return getmaxx(stdscr); }

int terminal_rows(void) { return getmaxy(stdscr); }

bool terminal_set_pair(int pair, int foreground, int background) {
  if (!display.has_own_colors) {
    // White on black is what such terminals have.
    foreground = foreground < 0 ? COLOR_WHITE : foreground;
    background = background < 0 ? COLOR_BLACK : background;
  }
  return init_extended_pair(pair, foreground, background) == OK;
}

static attr_t attributes(uint8_t bits) {
  attr_t result = A_NORMAL;
  if (bits & TERMINAL_BOLD) result |= A_BOLD;
  if (bits & TERMINAL_REVERSED) result |= A_REVERSE;
  if (bits & TERMINAL_UNDERLINED) result |= A_UNDERLINE;
  if (bits & TERMINAL_DIM) result |= A_DIM;
  return result;
}

static cchar_t complex_character(const wchar_t *text, const terminal_cell *cell) {
  cchar_t result;
  int pair = cell->pair;
  memset(&result, 0, sizeof result);
  // The short pair is ignored where an extended one is given.
  setcchar(&result, text, attributes(cell->attributes), 0, &pair);
  return result;
}

void terminal_put_row(int row, const terminal_cell *cells, int count) {
  int columns = terminal_columns();
  if (row < 0 || row >= terminal_rows() || columns <= 0) return;
  cchar_t *line = malloc(((size_t)columns + 1) * sizeof *line);
  if (line == NULL) return;
  int place = 0, length = 0;
  for (int i = 0; i < count && place < columns; i += 1) {
    const terminal_cell *cell = &cells[i];
    int width = wcwidth((wchar_t)cell->scalar);
    bool fits = place + cell->columns <= columns;
    if (fits && width == cell->columns) {
      wchar_t mark = wcwidth((wchar_t)cell->mark) == 0 ? (wchar_t)cell->mark : 0;
      wchar_t text[] = {(wchar_t)cell->scalar, mark, 0};
      line[length++] = complex_character(text, cell);
      place += width;
      continue;
    }
    // The C library and we disagree about the width, or only half of the character would fit.
    for (int column = 0; column < cell->columns && place < columns; column += 1) {
      line[length++] = complex_character(column == 0 && fits ? L"?" : L" ", cell);
      place += 1;
    }
  }
  memset(&line[length], 0, sizeof *line);
  if (length > 0) mvwadd_wchnstr(stdscr, row, 0, line, length);
  free(line);
}

void terminal_show(int cursor_column, int cursor_row, bool anew) {
  if (anew) clearok(curscr, TRUE);
  bool is_shown = cursor_row >= 0 && cursor_row < terminal_rows() && cursor_column >= 0
                  && cursor_column < terminal_columns();
  curs_set(is_shown ? 1 : 0);
  if (is_shown) wmove(stdscr, cursor_row, cursor_column);
  wnoutrefresh(stdscr);
  doupdate();
}

void terminal_set_mouse(bool on) {
  if (on == display.has_mouse || !display.has_private_modes) return;
  display.has_mouse = on;
  restore_set_mouse(on);
  write_text(on ? MOUSE_ON : MOUSE_OFF);
}

// MARK: Characters

bool terminal_set_locale(const char *name) {
  return setlocale(LC_CTYPE, name == NULL ? "" : name) != NULL;
}

const char *terminal_encoding(void) { return nl_langinfo(CODESET); }
