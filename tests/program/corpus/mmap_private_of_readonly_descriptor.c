#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int w = open("f", O_WRONLY | O_CREAT, 0600);
    write(w, "abc", 3);
    int r = open("f", O_RDONLY);
    int rw = PROT_READ | PROT_WRITE;
    void *p = mmap(NULL, 3, rw, MAP_SHARED, r, 0);
    printf("%d %d\n", p == MAP_FAILED, errno == EACCES);
    char *q = mmap(NULL, 3, rw, MAP_PRIVATE, r, 0);
    q[0] = 'A';
    printf("%.3s\n", q);
    p = mmap(NULL, 3, PROT_READ, MAP_PRIVATE, w, 0);
    printf("%d %d\n", p == MAP_FAILED, errno == EACCES);
    return 0;
}
