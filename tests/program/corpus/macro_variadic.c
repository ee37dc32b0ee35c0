#include <stdio.h>

#define SAY(...) printf(__VA_ARGS__)
#define LOG(format, ...) printf("log: " format "\n", __VA_ARGS__)
#define NOTE(format, ...) printf("note: " format "\n", ##__VA_ARGS__)
#define OLD(format, args...) printf(format "\n", ##args)
#define COUNT(...) (sizeof((int[]){__VA_ARGS__}) / sizeof(int))

int main(void)
{
    SAY("%d %s\n", 1, "one");
    LOG("%d, %d", 2, 3);
    NOTE("nothing more");
    NOTE("%c", 'x');
    OLD("%d", 5);
    OLD("none");
    printf("%zu %zu\n", COUNT(1), COUNT(1, 2, (3, 4)));
    return 0;
}
