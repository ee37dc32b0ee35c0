// readv and writev move a header and a body that lie apart, the body in a mapping.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
    char *body = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memset(body, 'b', 6000);
    struct {
        unsigned magic, length;
    } header = {0xfee1, 6000}, back;
    int fd = open("message", O_RDWR | O_CREAT | O_TRUNC, 0600);
    struct iovec out[3] = {{&header, sizeof header}, {body, 6000}, {"end\n", 4}};
    printf("written %zd\n", writev(fd, out, 3));
    char *copy = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char end[5] = "";
    struct iovec in[3] = {{&back, sizeof back}, {copy, 6000}, {end, 4}};
    lseek(fd, 0, SEEK_SET);
    printf("read %zd\n", readv(fd, in, 3));
    printf("magic %x, length %u, body %s, end %s", back.magic, back.length,
           memcmp(body, copy, 6000) == 0 ? "equal" : "different", end);
    printf("again %zd\n", readv(fd, in, 3));
    return 0;
}
