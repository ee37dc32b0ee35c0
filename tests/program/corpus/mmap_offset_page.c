#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    char page[4096];
    for (int i = 0; i < 4; i++) {
        memset(page, 'a' + i, sizeof page);
        write(fd, page, sizeof page);
    }
    char *p = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 2 * 4096);
    char *all = mmap(NULL, 4 * 4096, PROT_READ, MAP_SHARED, fd, 0);
    printf("%c%c%c\n", p[0], p[4095], p[4096]);
    p[5] = 'X';
    printf("%.8s %c\n", all + 2 * 4096, all[4 * 4096 - 1]);
    return 0;
}
