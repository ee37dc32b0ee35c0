// faultline: --with table.csv -- table.csv
// Sums the columns of a table in a mapped text, without copying a field.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define COLUMNS 4

int main(int argc, char *argv[])
{
    int fd = open(argv[1], O_RDONLY);
    struct stat st;
    if (fd == -1 || fstat(fd, &st) == -1) {
        perror(argv[1]);
        return 1;
    }
    char *m = mmap(NULL, st.st_size + 1, PROT_READ, MAP_PRIVATE, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    long sum[COLUMNS] = {0};
    long largest = -1;
    int row = 0, rows = 0, column = 0;
    for (char *p = m; p < m + st.st_size;) {
        char *end;
        long value = strtol(p, &end, 10);
        if (end == p) {
            fprintf(stderr, "row %d, column %d: no number\n", rows + 1, column + 1);
            return 1;
        }
        sum[column] += value;
        if (column == 2 && value > largest) {
            largest = value;
            row = rows + 1;
        }
        column = *end == ',' ? column + 1 : 0;
        rows += *end == '\n';
        p = end + 1;
    }
    printf("%d rows:", rows);
    for (int i = 0; i < COLUMNS; i++)
        printf(" %ld", sum[i]);
    printf("\nlargest of the third: %ld in row %d\n", largest, row);
    return 0;
}
