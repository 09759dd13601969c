#pragma once
#include <errno.h>
#include <sys/types.h>
#include <sys/xattr.h>

/* The error number of the last call; `errno` is a macro that Swift does not import. */
static inline int rekey_error_number(void) { return errno; }
