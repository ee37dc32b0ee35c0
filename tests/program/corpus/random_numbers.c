/* glibc's generators give the same numbers everywhere. */
#include <stdio.h>
#include <stdlib.h>
int main(void)
{
    for (int i = 0; i < 3; i++) printf("%d ", rand()); srand(42); for (int i = 0; i < 3; i++) printf("%d ", rand() % 100); puts("");
    srandom(7); for (int i = 0; i < 40; i++) { long r = random(); if (i > 36) printf("%ld ", r); } puts("");
    unsigned seed = 99; for (int i = 0; i < 3; i++) printf("%d ", rand_r(&seed)); printf("%u %d\n", seed, RAND_MAX);
    srand48(1); for (int i = 0; i < 3; i++) printf("%ld %.6f ", lrand48(), drand48()); puts("");
    int deck[10]; srand(2024); for (int i = 0; i < 10; i++) deck[i] = i; for (int i = 9; i > 0; i--) { int j = rand() / (RAND_MAX / (i + 1) + 1), t = deck[i]; deck[i] = deck[j]; deck[j] = t; } for (int i = 0; i < 10; i++) printf("%d ", deck[i]); puts("");
    return 0;
}
