// Steps with "press Enter" between them; getchar and scanf on one input.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static void pause_here(const char *text)
{
    int c;
    printf("%s - press Enter", text);
    fflush(stdout);
    while ((c = getchar()) != '\n' && c != EOF)
        ;
    printf("\n");
}

int main(void)
{
    int pages;
    printf("How many pages? ");
    if (scanf("%d", &pages) != 1 || pages < 1 || pages > 100) {
        printf("not a number of pages\n");
        return 1;
    }
    getchar();
    char *p = mmap(NULL, pages * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    pause_here("mapped");
    for (int i = 0; i < pages; i += 2)
        p[i * 4096] = i;
    pause_here("every second page touched");
    for (int i = 0; i < pages; i++)
        p[i * 4096]++;
    pause_here("all touched");
    long sum = 0;
    for (int i = 0; i < pages; i++)
        sum += p[i * 4096];
    munmap(p, pages * 4096);
    pause_here("unmapped");
    printf("sum %ld\n", sum);
    return 0;
}
