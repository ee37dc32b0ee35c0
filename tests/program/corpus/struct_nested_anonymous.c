#include <stdio.h>

struct shape {
    int kind;
    union {
        struct { int w, h; };
        int radius;
    };
    struct { int r, g; } colour;
};

int main(void)
{
    struct shape s = {1, {{4, 5}}, {6, 7}};
    printf("%d %d %d %d\n", s.w, s.h, s.radius, s.colour.g);
    s.radius = 9;
    printf("%d %d %zu\n", s.w, s.h, sizeof s);
    return 0;
}
