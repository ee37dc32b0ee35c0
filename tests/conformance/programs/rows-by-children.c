// Matrix product: each child computes some rows and leaves them in a shared mapping of the result file.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define N 12
static double a[N][N], b[N][N];

int main(void)
{
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            a[i][j] = i + j;
            b[i][j] = i == j ? 2.0 : i - j == 1 ? 1.0 : 0.0;
        }
    int fd = open("product", O_RDWR | O_CREAT | O_TRUNC, 0666);
    size_t size = N * N * sizeof(double);
    if (ftruncate(fd, size) == -1) {
        perror("ftruncate");
        return 1;
    }
    double(*c)[N] = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    for (int w = 0; w < 3; w++)
        if (fork() == 0) {
            for (int i = w; i < N; i += 3)
                for (int j = 0; j < N; j++) {
                    double sum = 0;
                    for (int k = 0; k < N; k++)
                        sum += a[i][k] * b[k][j];
                    c[i][j] = sum;
                }
            exit(w);
        }
    int status, codes = 0;
    while (wait(&status) != -1)
        codes = codes * 10 + 1;
    double trace = 0, all = 0;
    for (int i = 0; i < N; i++) {
        trace += c[i][i];
        for (int j = 0; j < N; j++)
            all += c[i][j];
    }
    printf("children %d, trace %.1f, sum %.1f\n", codes, trace, all);
    double last;
    pread(fd, &last, sizeof last, size - sizeof last);
    printf("last element in the file: %.1f\n", last);
    return 0;
}
