/* main with envp, getenv, setenv, putenv, getopt_long with a table. */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static int verbose;
static struct option options[] = {
    {"pages", required_argument, NULL, 'p'}, {"shared", no_argument, NULL, 's'},
    {"verbose", no_argument, &verbose, 1},   {"fill", optional_argument, 0, 'f'},
    {0, 0, 0, 0},
};

int main(int argc, char **argv, char **envp)
{
    printf("%d %d\n", argc, envp == environ);
    printf("%s\n", getenv("FAULT_TEST") ? "set" : "unset");
    setenv("FAULT_TEST", "one", 0);
    setenv("FAULT_TEST", "two", 0);
    printf("%s\n", getenv("FAULT_TEST"));
    setenv("FAULT_TEST", "three", 1);
    printf("%s\n", getenv("FAULT_TEST"));
    static char own[] = "FAULT_OWN=mine";
    putenv(own);
    own[10] = 'M';
    printf("%s\n", getenv("FAULT_OWN"));
    unsetenv("FAULT_TEST");
    printf("%d\n", getenv("FAULT_TEST") == NULL);
    int found = 0;
    for (char **e = environ; *e; e++)
        found += strncmp(*e, "FAULT_", 6) == 0;
    printf("%d left\n", found);

    char *args[] = {"prog", "--pages=4", "file1", "-s", "--verb", "--fill", "--fill=z", "--pag", "8", "--nope", "-p",
                    "1", "--", "-s", NULL};
    int c, index;
    opterr = 0;
    while ((c = getopt_long(14, args, "p:sf::", options, &index)) != -1)
        switch (c) {
        case 0: printf("long %s\n", options[index].name); break;
        case 'p': printf("pages %d\n", atoi(optarg)); break;
        case 's': puts("shared"); break;
        case 'f': printf("fill %s\n", optarg ? optarg : "default"); break;
        case '?': printf("unknown: %s\n", args[optind - 1]); break;
        }
    printf("verbose %d, rest:", verbose);
    for (; optind < 14; optind++)
        printf(" %s", args[optind]);
    puts("");
    return 0;
}
