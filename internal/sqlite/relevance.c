// The function relevance(page_text) for FTS5. Its own bm25() asks how common each
// phrase is in the whole table, which takes seconds among a million pages of other
// cases. This one looks at the page alone: each phrase counts the less the more
// often it was counted already, and on a long page less than on a short one.
//
// The declarations are those of SQLite's public interface, as far as they are used.
// They are weak, since the library is linked with the program and not with this package.
#include <stdint.h>

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef struct sqlite3_context sqlite3_context;
typedef struct sqlite3_value sqlite3_value;
typedef struct Fts5Context Fts5Context;
typedef void (*unused)(void);

#define WEAK __attribute__((weak)) extern
WEAK int sqlite3_auto_extension(void (*entry)(void));
WEAK int sqlite3_busy_timeout(sqlite3 *, int);
WEAK int sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
WEAK int sqlite3_bind_pointer(sqlite3_stmt *, int, void *, const char *, void (*)(void *));
WEAK int sqlite3_step(sqlite3_stmt *);
WEAK int sqlite3_finalize(sqlite3_stmt *);
WEAK void sqlite3_result_double(sqlite3_context *, double);
WEAK void sqlite3_result_error_code(sqlite3_context *, int);

typedef struct {
  int version;
  unused user_data, column_count, row_count, column_total_size, tokenize;
  int (*phrase_count)(Fts5Context *);
  unused phrase_size;
  int (*inst_count)(Fts5Context *, int *);
  int (*inst)(Fts5Context *, int, int *, int *, int *);
  unused rowid, column_text;
  int (*column_size)(Fts5Context *, int, int *);
} extension_api;

typedef void (*extension_function)(const extension_api *, Fts5Context *, sqlite3_context *, int, sqlite3_value **);

typedef struct fts5_api fts5_api;
struct fts5_api {
  int version;
  unused create_tokenizer, find_tokenizer;
  int (*create_function)(fts5_api *, const char *, void *, extension_function, void (*)(void *));
};

enum { ok = 0, most_phrases = 512, usual_words = 300, patience = 5000 /* ms */ };

static void relevance(const extension_api *api, Fts5Context *page, sqlite3_context *out, int argc, sqlite3_value **argv) {
  int times[most_phrases] = {0};
  int found = 0, words = 0;
  (void)argc, (void)argv;
  int rc = api->inst_count(page, &found);
  if (rc == ok) rc = api->column_size(page, 0, &words);
  for (int i = 0; rc == ok && i < found; i++) {
    int phrase, column, offset;
    rc = api->inst(page, i, &phrase, &column, &offset);
    if (rc == ok && phrase < most_phrases) times[phrase]++;
  }
  if (rc != ok) {
    sqlite3_result_error_code(out, rc);
    return;
  }
  double half = 1.2 * (0.25 + 0.75 * words / usual_words), sum = 0;
  for (int i = 0; i < most_phrases; i++) sum += times[i] / (times[i] + half);
  sqlite3_result_double(out, sum);
}

static int add_relevance(sqlite3 *db, char **error, const void *api) {
  fts5_api *fts = 0;
  sqlite3_stmt *ask = 0;
  (void)error, (void)api;
  sqlite3_busy_timeout(db, patience); // another may be migrating the schema that SELECT has to read
  int rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, 0);
  if (rc != ok) return rc;
  sqlite3_bind_pointer(ask, 1, &fts, "fts5_api_ptr", 0);
  sqlite3_step(ask);
  rc = sqlite3_finalize(ask);
  if (rc != ok || !fts) return rc;
  return fts->create_function(fts, "relevance", 0, relevance, 0);
}

int imr_register_relevance(void) { return sqlite3_auto_extension((void (*)(void))add_relevance); }
