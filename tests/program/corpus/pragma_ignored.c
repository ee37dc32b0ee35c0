#pragma once
#include <stdio.h>
#pragma GCC diagnostic ignored "-Wunused"
#pragma nothing known

int main(void)
{
    _Pragma("GCC diagnostic push")
    printf("ignored\n");
    _Pragma("GCC diagnostic pop")
#
    return 0;
}
