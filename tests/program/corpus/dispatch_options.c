/* Sub-commands by a table with bsearch, usage texts, strcmp chains, exit codes through functions. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef int command(int argc, char **argv);
static command do_add, do_help, do_mul, do_rev;
static const struct { const char *name; command *run; const char *usage; } commands[] = {
    {"add", do_add, "N..."}, {"help", do_help, ""}, {"mul", do_mul, "N..."}, {"rev", do_rev, "WORD"}};
#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))
static int by_name(const void *key, const void *member) { return strcmp(key, *(const char *const *)member); }
static int do_help(int c, char **v) { (void)c; (void)v; for (size_t i = 0; i < LENGTH(commands); i++) printf("  %-5s %s\n", commands[i].name, commands[i].usage); return EXIT_SUCCESS; }
static long fold(int c, char **v, long start, long (*f)(long, long)) { for (int i = 1; i < c; i++) { char *e; errno = 0; long n = strtol(v[i], &e, 0); if (*e || errno) { printf("bad number '%s'\n", v[i]); return -1; } start = f(start, n); } return start; }
static long plus(long a, long b) { return a + b; }
static long times(long a, long b) { return a * b; }
static int do_add(int c, char **v) { printf("%ld\n", fold(c, v, 0, plus)); return 0; }
static int do_mul(int c, char **v) { printf("%ld\n", fold(c, v, 1, &times)); return 0; }
static int do_rev(int c, char **v) { if (c != 2) return 2; char *s = v[1]; for (size_t i = 0, j = strlen(s); i + 1 < j; i++) { char t = s[i]; s[i] = s[--j]; s[j] = t; } puts(s); return 0; }
static int run(char *line)
{
    char *argv[8] = {0}; int argc = 0;
    for (char *w = strtok(line, " "); w && argc < 7; w = strtok(NULL, " ")) argv[argc++] = w;
    if (!argc) return 0;
    const void *found = bsearch(argv[0], commands, LENGTH(commands), sizeof commands[0], by_name);
    if (!found) { printf("%s: no such command\n", argv[0]); return 127; }
    return ((const struct { const char *n; command *r; } *)found)->r(argc, argv);
}
int main(void)
{
    char lines[][32] = {"add 1 2 0x10", "mul 3 -4 010", "rev stressed", "rev", "help", "sub 1", "", "add 1 x"};
    int total = 0; for (size_t i = 0; i < LENGTH(lines); i++) total += run(lines[i]);
    return total;
}
