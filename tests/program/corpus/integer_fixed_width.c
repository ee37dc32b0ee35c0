#include <stdio.h>
#include <stdint.h>
#include <inttypes.h>

int main(void)
{
    uint8_t a = 250; a += 10;
    int16_t b = -300; 
    uint32_t c = 1u << 31;
    int64_t d = INT64_C(1) << 40;
    uintptr_t e = 0xdeadbeef;
    printf("%" PRIu8 " %" PRId16 " %" PRIx32 " %" PRId64 " %" PRIxPTR "\n", a, b, c, d, e);
    printf("%zu %zu %zu %zu\n", sizeof a, sizeof b, sizeof c, sizeof d);
    printf("%zu %zu\n", sizeof(size_t), sizeof(intmax_t));
    return 0;
}
