// Two generations in two pages; they change roles after each step.
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define W 64
#define H 64

static int neighbours(const char *g, int x, int y)
{
    int n = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            if (dx || dy)
                n += g[(y + dy + H) % H * W + (x + dx + W) % W];
    return n;
}

int main(void)
{
    char *now = mmap(NULL, 2 * W * H, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (now == MAP_FAILED)
        return 1;
    char *next = now + W * H;
    const int glider[5][2] = {{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}};
    for (int i = 0; i < 5; i++)
        now[(glider[i][1] + 60) % H * W + (glider[i][0] + 60) % W] = 1;
    for (int step = 0; step < 3; step++) {
        int alive = 0;
        for (int y = 0; y < H; y++)
            for (int x = 0; x < W; x++) {
                int n = neighbours(now, x, y);
                next[y * W + x] = n == 3 || (n == 2 && now[y * W + x]);
                alive += next[y * W + x];
            }
        char *t = now;
        now = next;
        next = t;
        printf("step %d: %d alive\n", step + 1, alive);
    }
    for (int y = 60; y < 64; y++) {
        for (int x = 58; x < 64; x++)
            putchar(now[y * W + x] ? '#' : '.');
        putchar('\n');
    }
    return 0;
}
