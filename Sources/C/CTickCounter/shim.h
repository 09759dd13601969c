#pragma once
#include <stdint.h>
#include <time.h>

/// Ticks of the processor's counter, which goes on evenly on every processor that Debian 12 runs on in practice.
///
/// Why not clock_gettime: it waits for all that came before it. That takes as long as what it is to measure, and keeps the processor from
/// working on the next candidate meanwhile.
static inline uint64_t rekey_ticks(void) {
#if defined(__x86_64__)
    return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
    uint64_t ticks;
    __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
    return ticks;
#else
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
#endif
}
