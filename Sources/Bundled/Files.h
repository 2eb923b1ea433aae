// The list of bundled files, written by Scripts/bundle; a test compares it with the folders.

#define PATH "languages/opinions.grammar"
#include "Entry.h"

#define PATH "languages/sentences.grammar"
#include "Entry.h"

#define PATH "languages/stories.grammar"
#include "Entry.h"

#define PATH "models/reader-post/card.json"
#include "Entry.h"

#define PATH "models/reader-post/config.json"
#include "Entry.h"

#define PATH "models/reader-post/model.safetensors"
#include "Entry.h"

#define PATH "models/reader-post/special_tokens_map.json"
#include "Entry.h"

#define PATH "models/reader-post/tokenizer.json"
#include "Entry.h"

#define PATH "models/reader-post/tokenizer_config.json"
#include "Entry.h"

#define PATH "models/reader/card.json"
#include "Entry.h"

#define PATH "models/reader/config.json"
#include "Entry.h"

#define PATH "models/reader/model.safetensors"
#include "Entry.h"

#define PATH "models/reader/special_tokens_map.json"
#include "Entry.h"

#define PATH "models/reader/tokenizer.json"
#include "Entry.h"

#define PATH "models/reader/tokenizer_config.json"
#include "Entry.h"

#define PATH "models/storyteller-post/card.json"
#include "Entry.h"

#define PATH "models/storyteller-post/config.json"
#include "Entry.h"

#define PATH "models/storyteller-post/generation_config.json"
#include "Entry.h"

#define PATH "models/storyteller-post/model.safetensors"
#include "Entry.h"

#define PATH "models/storyteller-post/special_tokens_map.json"
#include "Entry.h"

#define PATH "models/storyteller-post/tokenizer.json"
#include "Entry.h"

#define PATH "models/storyteller-post/tokenizer_config.json"
#include "Entry.h"

#define PATH "models/storyteller/card.json"
#include "Entry.h"

#define PATH "models/storyteller/config.json"
#include "Entry.h"

#define PATH "models/storyteller/generation_config.json"
#include "Entry.h"

#define PATH "models/storyteller/model.safetensors"
#include "Entry.h"

#define PATH "models/storyteller/special_tokens_map.json"
#include "Entry.h"

#define PATH "models/storyteller/tokenizer.json"
#include "Entry.h"

#define PATH "models/storyteller/tokenizer_config.json"
#include "Entry.h"

#define PATH "models/translator-post/card.json"
#include "Entry.h"

#define PATH "models/translator-post/config.json"
#include "Entry.h"

#define PATH "models/translator-post/generation_config.json"
#include "Entry.h"

#define PATH "models/translator-post/model.safetensors"
#include "Entry.h"

#define PATH "models/translator-post/special_tokens_map.json"
#include "Entry.h"

#define PATH "models/translator-post/tokenizer.json"
#include "Entry.h"

#define PATH "models/translator-post/tokenizer_config.json"
#include "Entry.h"

#define PATH "models/translator/card.json"
#include "Entry.h"

#define PATH "models/translator/config.json"
#include "Entry.h"

#define PATH "models/translator/generation_config.json"
#include "Entry.h"

#define PATH "models/translator/model.safetensors"
#include "Entry.h"

#define PATH "models/translator/special_tokens_map.json"
#include "Entry.h"

#define PATH "models/translator/tokenizer.json"
#include "Entry.h"

#define PATH "models/translator/tokenizer_config.json"
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
