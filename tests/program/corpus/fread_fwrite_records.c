#include <stdio.h>

struct record { int id; double value; };

int main(void)
{
    struct record out[3] = {{1, 0.5}, {2, 1.5}, {3, 2.5}}, in[5];
    FILE *f = fopen("records", "wb");
    printf("%zu\n", fwrite(out, sizeof out[0], 3, f));
    fclose(f);
    f = fopen("records", "rb");
    size_t n = fread(in, sizeof in[0], 5, f);
    printf("%zu %d %g %d\n", n, in[2].id, in[1].value, feof(f) != 0);
    fclose(f);
    return 0;
}
