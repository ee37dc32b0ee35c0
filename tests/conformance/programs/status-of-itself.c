// /proc/self/status, line by line: what every process can read about itself.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static long field(const char *name)
{
    FILE *f = fopen("/proc/self/status", "r");
    char line[256];
    long value = -1;
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':')
            value = atol(line + strlen(name) + 1);
    if (f)
        fclose(f);
    return value;
}

int main(void)
{
    printf("pid is right: %d\n", field("Pid") == getpid());
    printf("parent is right: %d\n", field("PPid") == getppid());
    long size = field("VmSize"), rss = field("VmRSS");
    char *p = mmap(NULL, 8 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("8 MiB mapped: size grows by %ld KiB\n", field("VmSize") - size);
    printf("resident not yet: %d\n", field("VmRSS") - rss < 2048);
    memset(p, 1, 4 << 20);
    printf("4 MiB touched: resident grows by at least that: %d\n", field("VmRSS") - rss >= 4096);
    return 0;
}
