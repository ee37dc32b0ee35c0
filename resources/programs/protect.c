// mprotect changes what may be done with pages that are mapped already. A
// page is filled, then made read-only. Storing into it would end the program
// now; the kernel itself refuses to store there as well and tells us so
// with the error EFAULT. After a second mprotect it can be changed again.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

int main(void)
{
    char *p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    strcpy(p, "precious");

    if (mprotect(p, PAGE, PROT_READ) == -1) {
        perror("mprotect");
        return 1;
    }
    printf("read-only: %s\n", p);       // loads are allowed

    // A pipe hands bytes through the kernel: what is written to one end
    // is read from the other. Let the kernel read into our page.
    int ends[2];
    if (pipe(ends) == -1 || write(ends[1], "damage!!", 8) != 8) {
        perror("pipe");
        return 1;
    }
    if (read(ends[0], p, 8) == -1 && errno == EFAULT)
        printf("read() into the page fails with EFAULT\n");
    printf("still: %s\n", p);

    mprotect(p, PAGE, PROT_READ | PROT_WRITE);
    p[0] = 'P';                         // stores are allowed again
    printf("writable: %s\n", p);
    munmap(p, PAGE);
    return 0;
}
