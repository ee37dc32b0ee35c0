#include <err.h>
#include <errno.h>
#include <stdio.h>

int main(void)
{
    warnx("plain %d", 1);
    errno = ENOENT;
    warn("file %s", "x");
    errno = EACCES;
    err(4, "stop");
}
