// Two processes move money between accounts in a mapped file; each account is locked by fcntl in order of its number.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define ACCOUNTS 6

static void lock(int fd, int account, short type)
{
    struct flock l = {.l_type = type, .l_whence = SEEK_SET, .l_start = account * sizeof(long), .l_len = sizeof(long)};
    if (fcntl(fd, F_SETLKW, &l) == -1) {
        perror("fcntl");
        exit(1);
    }
}

int main(void)
{
    int fd = open("bank", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, ACCOUNTS * sizeof(long));
    long *money = mmap(NULL, ACCOUNTS * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    for (int i = 0; i < ACCOUNTS; i++)
        money[i] = 1000;
    for (int w = 0; w < 2; w++)
        if (fork() == 0) {
            unsigned seed = 17 + w;
            for (int k = 0; k < 25; k++) {
                seed = seed * 1103515245u + 12345u;
                int from = (seed >> 16) % ACCOUNTS, to = (from + 1 + (seed >> 20) % (ACCOUNTS - 1)) % ACCOUNTS;
                int low = from < to ? from : to, high = from < to ? to : from;
                lock(fd, low, F_WRLCK);
                lock(fd, high, F_WRLCK);
                money[from] -= k;
                money[to] += k;
                lock(fd, high, F_UNLCK);
                lock(fd, low, F_UNLCK);
            }
            _exit(0);
        }
    while (wait(NULL) > 0)
        ;
    long sum = 0;
    for (int i = 0; i < ACCOUNTS; i++)
        sum += money[i];
    printf("sum %ld\n", sum);
    return 0;
}
