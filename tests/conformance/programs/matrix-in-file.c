// A matrix of 24 by 24 doubles in a file, multiplied into another one.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define N 24

typedef double Matrix[N][N];

static Matrix *open_matrix(const char *name)
{
    int fd = open(name, O_RDWR | O_CREAT, 0600);
    if (fd == -1 || ftruncate(fd, sizeof(Matrix)) == -1) {
        perror(name);
        return NULL;
    }
    Matrix *m = mmap(NULL, sizeof(Matrix), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    return m == MAP_FAILED ? NULL : m;
}

int main(void)
{
    Matrix *a = open_matrix("a.mat"), *b = open_matrix("b.mat"), *c = open_matrix("c.mat");
    if (!a || !b || !c)
        return 1;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            (*a)[i][j] = i + 1;
            (*b)[i][j] = i == j ? 2 : 0.5;
        }
    for (int i = 0; i < N; i++)
        for (int k = 0; k < N; k++) {
            double x = (*a)[i][k];
            for (int j = 0; j < N; j++)
                (*c)[i][j] += x * (*b)[k][j];
        }
    printf("%.2f %.2f %.2f\n", (*c)[0][0], (*c)[N / 2][3], (*c)[N - 1][N - 1]);
    munmap(c, sizeof(Matrix));
    int fd = open("c.mat", O_RDONLY);
    double corner;
    pread(fd, &corner, sizeof corner, sizeof(Matrix) - sizeof corner);
    printf("in the file: %.2f\n", corner);
    return 0;
}
