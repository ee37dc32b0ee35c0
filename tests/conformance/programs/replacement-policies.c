// FIFO, LRU and OPT on the classic reference string, with 3 and 4 frames.
#include <stdio.h>
#include <string.h>

static const int reference[] = {1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5};
#define N ((int)(sizeof reference / sizeof *reference))

typedef int (*Victim)(const int *frame, const int *loaded, const int *used, int frames, int now);

static int smallest(const int *when, int frames)
{
    int best = 0;
    for (int i = 1; i < frames; i++)
        if (when[i] < when[best])
            best = i;
    return best;
}

static int fifo(const int *frame, const int *loaded, const int *used, int frames, int now)
{
    return smallest(loaded, frames);
}

static int lru(const int *frame, const int *loaded, const int *used, int frames, int now)
{
    return smallest(used, frames);
}

static int opt(const int *frame, const int *loaded, const int *used, int frames, int now)
{
    int next[8];
    for (int i = 0; i < frames; i++) {
        int t = now + 1;
        while (t < N && reference[t] != frame[i])
            t++;
        next[i] = -t;
    }
    return smallest(next, frames);
}

static int run(Victim victim, int frames)
{
    int frame[8], loaded[8], used[8], full = 0, faults = 0;
    for (int t = 0; t < N; t++) {
        int i = 0;
        while (i < full && frame[i] != reference[t])
            i++;
        if (i == full) {
            faults++;
            if (full < frames)
                full++;
            else
                i = victim(frame, loaded, used, frames, t);
            frame[i] = reference[t];
            loaded[i] = t;
        }
        used[i] = t;
    }
    return faults;
}

int main(void)
{
    const struct {
        const char *name;
        Victim victim;
    } policies[] = {{"FIFO", fifo}, {"LRU", lru}, {"OPT", opt}};
    for (int p = 0; p < 3; p++)
        printf("%-4s %2d faults with 3 frames, %2d with 4\n", policies[p].name, run(policies[p].victim, 3),
               run(policies[p].victim, 4));
    return 0;
}
