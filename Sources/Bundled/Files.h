// The list of bundled files, written by Scripts/bundle; a test compares it with the folders.

#define NAME "languages/opinions.grammar"
#define PATH "languages/opinions.grammar"
#include "Entry.h"

#define NAME "languages/sentences.grammar"
#define PATH "languages/sentences.grammar"
#include "Entry.h"

#define NAME "languages/stories.grammar"
#define PATH "languages/stories.grammar"
#include "Entry.h"

#define NAME "lessons/01-tokens/en.md"
#define PATH "../../Lessons/01-tokens/en.md"
#include "Entry.h"

#define NAME "lessons/01-tokens/figures"
#define PATH "../../Lessons/01-tokens/figures"
#include "Entry.h"

#define NAME "lessons/01-tokens/lesson.steps"
#define PATH "../../Lessons/01-tokens/lesson.steps"
#include "Entry.h"

#define NAME "lessons/01-tokens/zh.md"
#define PATH "../../Lessons/01-tokens/zh.md"
#include "Entry.h"

#define NAME "lessons/02-embeddings/en.md"
#define PATH "../../Lessons/02-embeddings/en.md"
#include "Entry.h"

#define NAME "lessons/02-embeddings/figures"
#define PATH "../../Lessons/02-embeddings/figures"
#include "Entry.h"

#define NAME "lessons/02-embeddings/lesson.steps"
#define PATH "../../Lessons/02-embeddings/lesson.steps"
#include "Entry.h"

#define NAME "lessons/02-embeddings/zh.md"
#define PATH "../../Lessons/02-embeddings/zh.md"
#include "Entry.h"

#define NAME "lessons/04-query-key-value/en.md"
#define PATH "../../Lessons/04-query-key-value/en.md"
#include "Entry.h"

#define NAME "lessons/04-query-key-value/figures"
#define PATH "../../Lessons/04-query-key-value/figures"
#include "Entry.h"

#define NAME "lessons/04-query-key-value/lesson.steps"
#define PATH "../../Lessons/04-query-key-value/lesson.steps"
#include "Entry.h"

#define NAME "lessons/04-query-key-value/zh.md"
#define PATH "../../Lessons/04-query-key-value/zh.md"
#include "Entry.h"

#define NAME "lessons/05-scores-to-weights/en.md"
#define PATH "../../Lessons/05-scores-to-weights/en.md"
#include "Entry.h"

#define NAME "lessons/05-scores-to-weights/figures"
#define PATH "../../Lessons/05-scores-to-weights/figures"
#include "Entry.h"

#define NAME "lessons/05-scores-to-weights/lesson.steps"
#define PATH "../../Lessons/05-scores-to-weights/lesson.steps"
#include "Entry.h"

#define NAME "lessons/05-scores-to-weights/zh.md"
#define PATH "../../Lessons/05-scores-to-weights/zh.md"
#include "Entry.h"

#define NAME "lessons/06-weighted-values/en.md"
#define PATH "../../Lessons/06-weighted-values/en.md"
#include "Entry.h"

#define NAME "lessons/06-weighted-values/figures"
#define PATH "../../Lessons/06-weighted-values/figures"
#include "Entry.h"

#define NAME "lessons/06-weighted-values/lesson.steps"
#define PATH "../../Lessons/06-weighted-values/lesson.steps"
#include "Entry.h"

#define NAME "lessons/06-weighted-values/zh.md"
#define PATH "../../Lessons/06-weighted-values/zh.md"
#include "Entry.h"

#define NAME "lessons/07-causal-mask/en.md"
#define PATH "../../Lessons/07-causal-mask/en.md"
#include "Entry.h"

#define NAME "lessons/07-causal-mask/figures"
#define PATH "../../Lessons/07-causal-mask/figures"
#include "Entry.h"

#define NAME "lessons/07-causal-mask/lesson.steps"
#define PATH "../../Lessons/07-causal-mask/lesson.steps"
#include "Entry.h"

#define NAME "lessons/07-causal-mask/zh.md"
#define PATH "../../Lessons/07-causal-mask/zh.md"
#include "Entry.h"

#define NAME "lessons/08-broken-wires/en.md"
#define PATH "../../Lessons/08-broken-wires/en.md"
#include "Entry.h"

#define NAME "lessons/08-broken-wires/figures"
#define PATH "../../Lessons/08-broken-wires/figures"
#include "Entry.h"

#define NAME "lessons/08-broken-wires/lesson.steps"
#define PATH "../../Lessons/08-broken-wires/lesson.steps"
#include "Entry.h"

#define NAME "lessons/08-broken-wires/zh.md"
#define PATH "../../Lessons/08-broken-wires/zh.md"
#include "Entry.h"

#define NAME "lessons/09-residual-stream/en.md"
#define PATH "../../Lessons/09-residual-stream/en.md"
#include "Entry.h"

#define NAME "lessons/09-residual-stream/figures"
#define PATH "../../Lessons/09-residual-stream/figures"
#include "Entry.h"

#define NAME "lessons/09-residual-stream/lesson.steps"
#define PATH "../../Lessons/09-residual-stream/lesson.steps"
#include "Entry.h"

#define NAME "lessons/09-residual-stream/zh.md"
#define PATH "../../Lessons/09-residual-stream/zh.md"
#include "Entry.h"

#define NAME "lessons/11-pre-and-post/en.md"
#define PATH "../../Lessons/11-pre-and-post/en.md"
#include "Entry.h"

#define NAME "lessons/11-pre-and-post/figures"
#define PATH "../../Lessons/11-pre-and-post/figures"
#include "Entry.h"

#define NAME "lessons/11-pre-and-post/lesson.steps"
#define PATH "../../Lessons/11-pre-and-post/lesson.steps"
#include "Entry.h"

#define NAME "lessons/11-pre-and-post/zh.md"
#define PATH "../../Lessons/11-pre-and-post/zh.md"
#include "Entry.h"

#define NAME "lessons/13-decoder/en.md"
#define PATH "../../Lessons/13-decoder/en.md"
#include "Entry.h"

#define NAME "lessons/13-decoder/figures"
#define PATH "../../Lessons/13-decoder/figures"
#include "Entry.h"

#define NAME "lessons/13-decoder/lesson.steps"
#define PATH "../../Lessons/13-decoder/lesson.steps"
#include "Entry.h"

#define NAME "lessons/13-decoder/zh.md"
#define PATH "../../Lessons/13-decoder/zh.md"
#include "Entry.h"

#define NAME "lessons/14-encoder-and-decoder/en.md"
#define PATH "../../Lessons/14-encoder-and-decoder/en.md"
#include "Entry.h"

#define NAME "lessons/14-encoder-and-decoder/figures"
#define PATH "../../Lessons/14-encoder-and-decoder/figures"
#include "Entry.h"

#define NAME "lessons/14-encoder-and-decoder/lesson.steps"
#define PATH "../../Lessons/14-encoder-and-decoder/lesson.steps"
#include "Entry.h"

#define NAME "lessons/14-encoder-and-decoder/zh.md"
#define PATH "../../Lessons/14-encoder-and-decoder/zh.md"
#include "Entry.h"

#define NAME "lessons/course"
#define PATH "../../Lessons/course"
#include "Entry.h"

#define NAME "lessons/terms"
#define PATH "../../Lessons/terms"
#include "Entry.h"

#define NAME "models/reader-post/card.json"
#define PATH "models/reader-post/card.json"
#include "Entry.h"

#define NAME "models/reader-post/config.json"
#define PATH "models/reader-post/config.json"
#include "Entry.h"

#define NAME "models/reader-post/model.safetensors"
#define PATH "models/reader-post/model.safetensors"
#include "Entry.h"

#define NAME "models/reader-post/special_tokens_map.json"
#define PATH "models/reader-post/special_tokens_map.json"
#include "Entry.h"

#define NAME "models/reader-post/tokenizer.json"
#define PATH "models/reader-post/tokenizer.json"
#include "Entry.h"

#define NAME "models/reader-post/tokenizer_config.json"
#define PATH "models/reader-post/tokenizer_config.json"
#include "Entry.h"

#define NAME "models/reader/card.json"
#define PATH "models/reader/card.json"
#include "Entry.h"

#define NAME "models/reader/config.json"
#define PATH "models/reader/config.json"
#include "Entry.h"

#define NAME "models/reader/model.safetensors"
#define PATH "models/reader/model.safetensors"
#include "Entry.h"

#define NAME "models/reader/special_tokens_map.json"
#define PATH "models/reader/special_tokens_map.json"
#include "Entry.h"

#define NAME "models/reader/tokenizer.json"
#define PATH "models/reader/tokenizer.json"
#include "Entry.h"

#define NAME "models/reader/tokenizer_config.json"
#define PATH "models/reader/tokenizer_config.json"
#include "Entry.h"

#define NAME "models/storyteller-post/card.json"
#define PATH "models/storyteller-post/card.json"
#include "Entry.h"

#define NAME "models/storyteller-post/config.json"
#define PATH "models/storyteller-post/config.json"
#include "Entry.h"

#define NAME "models/storyteller-post/generation_config.json"
#define PATH "models/storyteller-post/generation_config.json"
#include "Entry.h"

#define NAME "models/storyteller-post/model.safetensors"
#define PATH "models/storyteller-post/model.safetensors"
#include "Entry.h"

#define NAME "models/storyteller-post/special_tokens_map.json"
#define PATH "models/storyteller-post/special_tokens_map.json"
#include "Entry.h"

#define NAME "models/storyteller-post/tokenizer.json"
#define PATH "models/storyteller-post/tokenizer.json"
#include "Entry.h"

#define NAME "models/storyteller-post/tokenizer_config.json"
#define PATH "models/storyteller-post/tokenizer_config.json"
#include "Entry.h"

#define NAME "models/storyteller/card.json"
#define PATH "models/storyteller/card.json"
#include "Entry.h"

#define NAME "models/storyteller/config.json"
#define PATH "models/storyteller/config.json"
#include "Entry.h"

#define NAME "models/storyteller/generation_config.json"
#define PATH "models/storyteller/generation_config.json"
#include "Entry.h"

#define NAME "models/storyteller/model.safetensors"
#define PATH "models/storyteller/model.safetensors"
#include "Entry.h"

#define NAME "models/storyteller/special_tokens_map.json"
#define PATH "models/storyteller/special_tokens_map.json"
#include "Entry.h"

#define NAME "models/storyteller/tokenizer.json"
#define PATH "models/storyteller/tokenizer.json"
#include "Entry.h"

#define NAME "models/storyteller/tokenizer_config.json"
#define PATH "models/storyteller/tokenizer_config.json"
#include "Entry.h"

#define NAME "models/translator-post/card.json"
#define PATH "models/translator-post/card.json"
#include "Entry.h"

#define NAME "models/translator-post/config.json"
#define PATH "models/translator-post/config.json"
#include "Entry.h"

#define NAME "models/translator-post/generation_config.json"
#define PATH "models/translator-post/generation_config.json"
#include "Entry.h"

#define NAME "models/translator-post/model.safetensors"
#define PATH "models/translator-post/model.safetensors"
#include "Entry.h"

#define NAME "models/translator-post/special_tokens_map.json"
#define PATH "models/translator-post/special_tokens_map.json"
#include "Entry.h"

#define NAME "models/translator-post/tokenizer.json"
#define PATH "models/translator-post/tokenizer.json"
#include "Entry.h"

#define NAME "models/translator-post/tokenizer_config.json"
#define PATH "models/translator-post/tokenizer_config.json"
#include "Entry.h"

#define NAME "models/translator/card.json"
#define PATH "models/translator/card.json"
#include "Entry.h"

#define NAME "models/translator/config.json"
#define PATH "models/translator/config.json"
#include "Entry.h"

#define NAME "models/translator/generation_config.json"
#define PATH "models/translator/generation_config.json"
#include "Entry.h"

#define NAME "models/translator/model.safetensors"
#define PATH "models/translator/model.safetensors"
#include "Entry.h"

#define NAME "models/translator/special_tokens_map.json"
#define PATH "models/translator/special_tokens_map.json"
#include "Entry.h"

#define NAME "models/translator/tokenizer.json"
#define PATH "models/translator/tokenizer.json"
#include "Entry.h"

#define NAME "models/translator/tokenizer_config.json"
#define PATH "models/translator/tokenizer_config.json"
#include "Entry.h"

#define NAME "recipes/reader-post.recipe"
#define PATH "recipes/reader-post.recipe"
#include "Entry.h"

#define NAME "recipes/reader.recipe"
#define PATH "recipes/reader.recipe"
#include "Entry.h"

#define NAME "recipes/storyteller-post.recipe"
#define PATH "recipes/storyteller-post.recipe"
#include "Entry.h"

#define NAME "recipes/storyteller.recipe"
#define PATH "recipes/storyteller.recipe"
#include "Entry.h"

#define NAME "recipes/translator-post.recipe"
#define PATH "recipes/translator-post.recipe"
#include "Entry.h"

#define NAME "recipes/translator.recipe"
#define PATH "recipes/translator.recipe"
#include "Entry.h"
