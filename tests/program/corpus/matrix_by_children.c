/* A matrix product whose rows are computed by children into a shared mapping. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define N 6

typedef int (*Matrix)[N];

static void fill(Matrix m, int seed)
{
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            m[i][j] = (i * seed + j * 3) % 7 - 2;
}

static void print(const char *name, int m[N][N])
{
    printf("%s\n", name);
    for (int i = 0; i < N; i++, puts(""))
        for (int j = 0; j < N; j++)
            printf("%5d", m[i][j]);
}

int main(void)
{
    Matrix a = malloc(sizeof(int[N][N])), b = malloc(sizeof(int[N][N]));
    Matrix c = mmap(NULL, sizeof(int[N][N]), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!a || !b || c == MAP_FAILED)
        return EXIT_FAILURE;
    fill(a, 2);
    fill(b, 5);
    pid_t children[N];
    for (int row = 0; row < N; row++)
        if ((children[row] = fork()) == 0) {
            for (int j = 0; j < N; j++) {
                int sum = 0;
                for (int k = 0; k < N; k++)
                    sum += a[row][k] * b[k][j];
                c[row][j] = sum;
            }
            exit(row);
        }
    int total = 0;
    for (int row = 0; row < N; row++) {
        int status;
        if (waitpid(children[row], &status, 0) < 0 || !WIFEXITED(status))
            return EXIT_FAILURE;
        total += WEXITSTATUS(status);
    }
    print("A", a);
    print("B", b);
    print("A * B", c);
    long trace = 0;
    for (int i = 0; i < N; i++)
        trace += c[i][i];
    printf("children %d, trace %ld\n", total, trace);
    free(a);
    free(b);
    munmap(c, sizeof(int[N][N]));
    return 0;
}
