#pragma once
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

/* SHA-256 of two pieces after one another; 32 bytes into `digest`.
   Why: what replaces these functions first loads a provider with all its algorithms, a millisecond that a commit hook can do without. */
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
static inline void rekey_sha256(
    const void *_Nullable first, size_t first_count, const void *_Nullable second, size_t second_count, unsigned char *_Nonnull digest)
{
    SHA256_CTX context;
    SHA256_Init(&context);
    if (first_count > 0) SHA256_Update(&context, first, first_count);
    if (second_count > 0) SHA256_Update(&context, second, second_count);
    SHA256_Final(digest, &context);
    OPENSSL_cleanse(&context, sizeof context);
}
#pragma clang diagnostic pop
