#include <stdio.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int c;
    opterr = 0;
    while ((c = getopt(argc, argv, "ab:c")) != -1) {
        switch (c) {
        case 'b': printf("b=%s\n", optarg); break;
        case '?': printf("unknown %c\n", optopt); break;
        default: printf("%c\n", c);
        }
    }
    for (int i = optind; i < argc; i++)
        printf("rest %s\n", argv[i]);
    return 0;
}
