// An array is summed by a tree of processes, halves left and right.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define N 2048

static int *data;
static long *result;

static void sum(int node, int from, int to, int depth)
{
    if (depth == 0) {
        long s = 0;
        for (int i = from; i < to; i++)
            s += data[i];
        result[node] = s;
        return;
    }
    int middle = (from + to) / 2;
    pid_t left = fork();
    if (left == 0) {
        sum(2 * node, from, middle, depth - 1);
        _exit(0);
    }
    pid_t right = fork();
    if (right == 0) {
        sum(2 * node + 1, middle, to, depth - 1);
        _exit(0);
    }
    waitpid(left, NULL, 0);
    waitpid(right, NULL, 0);
    result[node] = result[2 * node] + result[2 * node + 1];
}

int main(void)
{
    data = mmap(NULL, N * sizeof(int), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    result = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED || result == MAP_FAILED)
        exit(1);
    for (int i = 0; i < N; i++)
        data[i] = i % 100;
    sum(1, 0, N, 2);
    for (int i = 1; i < 8; i++)
        printf("node %d: %ld\n", i, result[i]);
    return 0;
}
