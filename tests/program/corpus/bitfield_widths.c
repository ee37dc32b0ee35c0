#include <stdio.h>

struct entry {
    unsigned present : 1;
    unsigned writable : 1;
    unsigned user : 1;
    unsigned frame : 20;
    unsigned : 4;
    int small : 3;
};

int main(void)
{
    struct entry e = {1, 0, 1, 0xabcde, -4};
    printf("%u %u %u %x %d\n", e.present, e.writable, e.user, e.frame, e.small);
    e.frame = 0x123456;         /* cut to 20 bits */
    e.present++;
    e.small = 3;
    printf("%u %x %d %zu\n", e.present, e.frame, e.small, sizeof e);
    return 0;
}
