/* Control flow that compilers get wrong: a loop inside a switch, gotos into blocks, nested breaks, commas. */
#include <stdio.h>
#include <string.h>

static void duff(char *to, const char *from, int count)
{
    int n = (count + 7) / 8;
    switch (count % 8) {
    case 0: do { *to++ = *from++;
    case 7:      *to++ = *from++;
    case 6:      *to++ = *from++;
    case 5:      *to++ = *from++;
    case 4:      *to++ = *from++;
    case 3:      *to++ = *from++;
    case 2:      *to++ = *from++;
    case 1:      *to++ = *from++;
            } while (--n > 0);
    }
}

static int find(int matrix[3][4], int wanted, int *row, int *column)
{
    int i, j;
    for (i = 0; i < 3; i++)
        for (j = 0; j < 4; j++)
            if (matrix[i][j] == wanted)
                goto found;
    return 0;
found:
    *row = i, *column = j;
    return 1;
}

static int weird(int n)
{
    int r = 0;
    switch (n) {
        int hidden;
    default:
        hidden = 7;
        r += hidden;
        break;
    case 1 ... 3:
        r = 100;
        if (n == 2)
    case 9:
            r += 1000;
        /* fall through */
    case -1:
        r++;
    }
    return r;
}

int main(void)
{
    char text[40], *source = "the quick brown fox jumps over it";
    for (int n = 1; n <= 33; n += 8) {
        memset(text, '.', sizeof text);
        duff(text, source, n);
        text[n] = '\0';
        printf("%2d %s\n", n, text);
    }
    int m[3][4] = {{1, 2, 3}, {[2] = 9}, {7, 8}}, i = -1, j = -1;
    printf("%d", find(m, 9, &i, &j));
    printf(" at %d,%d\n", i, j);
    printf("%d\n", find(m, 42, &i, &j));
    for (int n = -1; n < 11; n++)
        printf("%d ", weird(n));
    puts("");
    int k = 0;
    while (1) {
        switch (k++) {
        case 3:
            continue;
        case 6:
            break;
        default:
            if (k < 10)
                continue;
            goto out;
        }
        printf("broke at %d\n", k);
    }
out:
    printf("left at %d\n", k);
    int x = (k++, k += 2, k * 2), y = k > 5 ? k < 20 ? 1 : 2 : 3;
    printf("%d %d %d\n", x, y, !!k - !k);
    if (x) ; else puts("never");
    do if (x > 25) break; while (x++ < 100);
    printf("%d\n", x);
    return 0;
}
