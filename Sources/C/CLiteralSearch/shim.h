#pragma once
#include <stddef.h>
#include <stdint.h>

// Which places of a text may be inside one of thousands of literals. Vector types of the compiler, which Swift 6.3 handles byte by byte.
// Source: "Vectors and Extended Vectors" of the Clang language extensions.
//
// A gram is four bytes, the first one lowest, each with bit 0x20 set, so that both cases of a letter are one. Two sets of bits say which
// grams are sought. The word is found by the first three bytes and the bits in it by all four: a literal that ends behind the third one has
// all bits of its word.

enum {
    /// Words of `rekey_gram_sets.wide`, as a power of two. 64 KiB: looked up for every other byte, so they have to stay in the nearest caches.
    rekey_wide_words = 14,
    /// Words of `rekey_gram_sets.narrow`, as a power of two.
    rekey_narrow_words = 13,
    /// Places that one call may write.
    rekey_gram_places = 4096,
};

struct rekey_gram_sets {
    /// Two bits a gram.
    const uint32_t *wide;
    /// One bit a gram by another hash, for the few that are in the first set.
    const uint32_t *narrow;
    /// For each set of eight bits: twice the numbers of its bits, ascending, one a byte.
    const uint64_t *steps;
};

static const uint32_t rekey_gram_case = 0x20202020;
// Odd numbers without a pattern, to multiply with. Source: the golden ratio, and the constants of MurmurHash3 and xxHash.
static const uint32_t rekey_gram_factor = 0x9E3779B1;
static const uint32_t rekey_wide_factor = 0x85EBCA6B;
static const uint32_t rekey_narrow_factor = 0xC2B2AE35;

static inline uint32_t rekey_gram(const uint8_t *bytes) {
    uint32_t gram;
    __builtin_memcpy(&gram, bytes, sizeof gram);
    return gram;
}

static inline uint32_t rekey_wide_word(uint32_t gram) { return ((gram << 8) * rekey_wide_factor) >> (32 - rekey_wide_words); }

static inline uint32_t rekey_wide_bits(uint32_t gram) {
    uint32_t mixed = gram * rekey_gram_factor;
    return 1u << (mixed >> 27) | 1u << (mixed >> 22 & 31);
}

static inline uint32_t rekey_narrow_word(uint32_t gram) { return ((gram << 8) * rekey_narrow_factor) >> (32 - rekey_narrow_words); }

static inline uint32_t rekey_narrow_bits(uint32_t gram) { return 1u << ((gram * rekey_narrow_factor) >> 27); }

static inline int rekey_is_sought(struct rekey_gram_sets sets, uint32_t gram) {
    uint32_t bits = rekey_wide_bits(gram);
    return (sets.wide[rekey_wide_word(gram)] & bits) == bits && (sets.narrow[rekey_narrow_word(gram)] & rekey_narrow_bits(gram)) != 0;
}

#if defined(__x86_64__)
typedef uint8_t rekey_gram_bytes __attribute__((vector_size(32)));
typedef uint32_t rekey_grams __attribute__((vector_size(32)));
typedef int32_t rekey_gram_lanes __attribute__((vector_size(32)));
typedef _Bool rekey_gram_mask __attribute__((ext_vector_type(8)));
typedef uint8_t rekey_gram_steps __attribute__((vector_size(8)));

/// The grams that begin at eight even offsets of 18 bytes; reads 32.
static inline __attribute__((target("avx2"))) rekey_grams rekey_grams_of_16(const uint8_t *bytes) {
    rekey_gram_bytes b;
    __builtin_memcpy(&b, bytes, sizeof b);
    return (rekey_grams)__builtin_shufflevector(
               b, b, 0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 7, 8, 9, 8, 9, 10, 11, 10, 11, 12, 13, 12, 13, 14, 15, 14, 15, 16, 17)
        | rekey_gram_case;
}

/// Even offsets from `*next` on whose gram is in the wide set; goes on to less than 32 bytes from the end, or until `places` is full.
static inline __attribute__((target("avx2"))) size_t rekey_wide_places(
    const uint8_t *bytes, size_t count, size_t *next, struct rekey_gram_sets sets, uint32_t *places) {
    size_t found = 0;
    size_t index = *next;
    for (; index + 32 <= count && found <= rekey_gram_places - 8; index += 16) {
        rekey_grams grams = rekey_grams_of_16(bytes + index);
        rekey_grams word = ((grams << 8) * rekey_wide_factor) >> (32 - rekey_wide_words);
        rekey_grams mixed = grams * rekey_gram_factor;
        rekey_grams set = {
            sets.wide[word[0]], sets.wide[word[1]], sets.wide[word[2]], sets.wide[word[3]],
            sets.wide[word[4]], sets.wide[word[5]], sets.wide[word[6]], sets.wide[word[7]],
        };
        rekey_grams both = set >> (mixed >> 27) & set >> (mixed >> 22 & 31);
        rekey_gram_mask bits = __builtin_convertvector((rekey_gram_lanes)(both << 31) < 0, rekey_gram_mask);
        uint8_t mask;
        __builtin_memcpy(&mask, &bits, sizeof mask);
        // Why all eight: which of them are found has no pattern, so that a branch for each would be guessed wrongly too often.
        rekey_gram_steps steps;
        __builtin_memcpy(&steps, &sets.steps[mask], sizeof steps);
        rekey_grams place = __builtin_convertvector(steps, rekey_grams) + (uint32_t)index;
        __builtin_memcpy(places + found, &place, sizeof place);
        found += __builtin_popcount(mask);
    }
    *next = index;
    return found;
}
#endif

static inline size_t rekey_plain_places(
    const uint8_t *bytes, size_t count, size_t *next, struct rekey_gram_sets sets, uint32_t *places) {
    size_t found = 0;
    size_t index = *next;
    for (; index + 32 <= count && found < rekey_gram_places; index += 2) {
        uint32_t gram = rekey_gram(bytes + index) | rekey_gram_case;
        uint32_t bits = rekey_wide_bits(gram);
        places[found] = (uint32_t)index;
        found += (sets.wide[rekey_wide_word(gram)] & bits) == bits;
    }
    *next = index;
    return found;
}

/// Writes even offsets from `*next` on where a sought gram begins, ascending, and how far it came into `*next`; gives their number, at most
/// `rekey_gram_places`. Looks at whole grams only, and less than 32 bytes are left when it is done: `rekey_last_gram_places` has those.
static inline size_t rekey_find_gram_places(
    const uint8_t *bytes, size_t count, size_t *next, struct rekey_gram_sets sets, uint32_t *places, _Bool uses_vectors) {
#if defined(__x86_64__)
    size_t found = uses_vectors && __builtin_cpu_supports("avx2") ? rekey_wide_places(bytes, count, next, sets, places)
                                                  : rekey_plain_places(bytes, count, next, sets, places);
#else
    size_t found = rekey_plain_places(bytes, count, next, sets, places);
#endif
    size_t kept = 0;
    for (size_t place = 0; place < found; place++) {
        uint32_t gram = rekey_gram(bytes + places[place]) | rekey_gram_case;
        places[kept] = places[place];
        kept += (sets.narrow[rekey_narrow_word(gram)] & rekey_narrow_bits(gram)) != 0;
    }
    return kept;
}

/// The same for the last bytes from `next` on, fewer than 32; behind them there are zeros.
static inline size_t rekey_last_gram_places(
    const uint8_t *bytes, size_t count, size_t next, struct rekey_gram_sets sets, uint32_t *places) {
    uint8_t rest[36] = {0};
    if (next > count || count - next > 32) return 0;
    __builtin_memcpy(rest, bytes + next, count - next);
    size_t found = 0;
    for (size_t index = 0; next + index < count; index += 2)
        if (rekey_is_sought(sets, rekey_gram(rest + index) | rekey_gram_case)) places[found++] = (uint32_t)(next + index);
    return found;
}
