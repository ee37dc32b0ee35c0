// Row order and column order over an array of 64 pages give the same sum.
#include <stdio.h>
#include <sys/mman.h>

#define ROWS 64
#define COLUMNS 1024

int main(void)
{
    int(*m)[COLUMNS] = mmap(NULL, sizeof(int[ROWS][COLUMNS]), PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (m == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    printf("a row has %zu bytes\n", sizeof m[0]);
    for (int r = 0; r < ROWS; r++)
        for (int c = r % 32; c < COLUMNS; c += 32)
            m[r][c] = r * c;
    long rows = 0, columns = 0, diagonal = 0;
    for (int r = 0; r < ROWS; r++)
        for (int c = 0; c < COLUMNS; c += 16)
            rows += m[r][c];
    for (int c = 0; c < COLUMNS; c += 16)
        for (int r = 0; r < ROWS; r++)
            columns += m[r][c];
    for (int r = 0; r < ROWS; r++)
        diagonal += m[r][r];
    printf("%ld %ld %ld\n", rows, columns, diagonal);
    munmap(m + ROWS / 2, sizeof(int[ROWS / 2][COLUMNS]));
    printf("upper half: %d\n", m[31][31]);
    return 0;
}
