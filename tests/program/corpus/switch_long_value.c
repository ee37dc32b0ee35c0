#include <stdio.h>

int main(void)
{
    unsigned long x = 0x100000001UL;
    switch (x) {
    case 1: printf("cut\n"); break;
    case 0x100000001UL: printf("whole\n"); break;
    }
    unsigned char c = 255;
    switch (c) {
    case -1: printf("minus one\n"); break;
    case 255: printf("255\n"); break;
    }
    return 0;
}
