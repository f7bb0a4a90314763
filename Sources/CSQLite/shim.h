#pragma once
#include <fcntl.h>
#include <linux/fs.h>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

// Swift cannot call variadic functions; these are the ones we need, with their types.
static inline int naast_sqlite_db_config_bool(sqlite3 *db, int option, int on) {
    return sqlite3_db_config(db, option, on, (int *)0);
}
// SQLITE_TRANSIENT is a cast that Swift does not import.
static inline int naast_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, int bytes) {
    return sqlite3_bind_text(statement, index, text, bytes, SQLITE_TRANSIENT);
}
static inline int naast_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}
// Two paths change places in one step. glibc hides renameat2 from Swift: it is an extension of GNU.
static inline long naast_exchange(const char *one, const char *other) {
    return syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}
