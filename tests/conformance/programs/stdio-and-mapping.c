// fopen, fprintf, fseek, fscanf and a mapping of the same file.
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    FILE *f = fopen("mixed.txt", "w+");
    if (!f) {
        perror("mixed.txt");
        return 1;
    }
    for (int i = 1; i <= 5; i++)
        fprintf(f, "%d %s %.2f\n", i, i % 2 ? "odd" : "even", i / 4.0);
    printf("position %ld\n", ftell(f));
    fflush(f);
    char *m = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(f), 0);
    if (m == MAP_FAILED)
        return 1;
    printf("mapped: %.10s\n", m);
    m[0] = '7';
    rewind(f);
    int n;
    char word[8];
    double x;
    while (fscanf(f, "%d %7s %lf", &n, word, &x) == 3)
        printf("<%d|%s|%g> ", n, word, x);
    printf("\neof %d, error %d\n", feof(f) != 0, ferror(f) != 0);
    fseek(f, -5, SEEK_END);
    fputs("99", f);
    fflush(f);
    printf("tail: %s", strrchr(m, ' ') + 1);
    fseek(f, 2, SEEK_SET);
    printf("char %c, ", fgetc(f));
    ungetc('X', f);
    printf("pushed back %c, ", fgetc(f));
    printf("then %c\n", fgetc(f));
    fclose(f);
    printf("remove %d\n", remove("mixed.txt"));
    return 0;
}
