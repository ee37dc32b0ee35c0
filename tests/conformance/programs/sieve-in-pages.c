// The sieve of Eratosthenes as a bitmap in anonymous pages.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define LIMIT 20000

int main(void)
{
    unsigned char *bits = mmap(NULL, LIMIT / 8 + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (bits == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    for (int p = 2; p * p < LIMIT; p++) {
        if (bits[p / 8] >> p % 8 & 1)
            continue;
        for (int q = p * p; q < LIMIT; q += p)
            bits[q / 8] |= 1 << q % 8;
    }
    int count = 0, last = 0;
    for (int i = 2; i < LIMIT; i++)
        if (!(bits[i / 8] >> i % 8 & 1)) {
            count++;
            last = i;
        }
    printf("%d primes below %d, the last is %d\n", count, LIMIT, last);
    return 0;
}
