// The list of bundled files, written by Scripts/bundle; a test compares it with the folders.

#define PATH "languages/opinions.grammar"
#include "Entry.h"

#define PATH "languages/sentences.grammar"
#include "Entry.h"

#define PATH "languages/stories.grammar"
#include "Entry.h"

#define PATH "recipes/reader-post.recipe"
#include "Entry.h"

#define PATH "recipes/reader.recipe"
#include "Entry.h"

#define PATH "recipes/storyteller-post.recipe"
#include "Entry.h"

#define PATH "recipes/storyteller.recipe"
#include "Entry.h"

#define PATH "recipes/translator-post.recipe"
#include "Entry.h"

#define PATH "recipes/translator.recipe"
#include "Entry.h"
