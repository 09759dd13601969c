#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

// Why: Swift does not import the macro, a shift of an enum constant.
static const int LC_CTYPE_MASK_BIT = LC_CTYPE_MASK;

// Why: nor this one, which casts.
static const unsigned REGULAR_FILE = AE_IFREG;
