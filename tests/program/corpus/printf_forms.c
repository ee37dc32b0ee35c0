/* printf: every conversion with flags, widths and precisions that textbooks use. */
#include <stdio.h>
#include <stddef.h>
#include <stdint.h>
int main(void)
{
    printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d] [%.3d] [%8.3d] [%-8.3d]\n", 42, 42, 42, 42, 42, 42, 42, 42, 42);
    printf("[%u] [%o] [%#o] [%x] [%#x] [%X] [%#010x] [%#x]\n", 42u, 42u, 42u, 42u, 42u, 42u, 42u, 0u);
    printf("[%s] [%10s] [%-10s] [%.2s] [%10.2s] [%*s] [%-*s] [%.*s]\n", "abc", "abc", "abc", "abc", "abc", 6, "abc", 6, "abc", 1, "abc");
    printf("[%c] [%5c] [%-5c] [%%] [%5%]\n", 'x', 'x', 'x');
    printf("[%f] [%.0f] [%#.0f] [%10.3f] [%-10.3f] [%+.1f] [%010.2f]\n", 3.14159, 2.5, 2.0, 3.14159, 3.14159, 3.14159, -3.14159);
    printf("[%e] [%.2e] [%E] [%g] [%g] [%g] [%#g] [%.3g] [%G]\n", 12345.678, 12345.678, 0.00012, 100000., 1000000., 0.0001, 1., 1234.5, 1e-10);
    printf("[%p] [%p] [%20p] [%-12p]\n", (void *)0, (void *)0x1234, (void *)0xabc, (void *)16);
    printf("[%hhd] [%hd] [%ld] [%lld] [%jd] [%zd] [%td] [%zu]\n", 300, 70000, 1L << 40, -1LL, (intmax_t)7, (ptrdiff_t)-3, (ptrdiff_t)5, (size_t)9);
    printf("[%i] [%5.1i] [%+5i] [%-+5i|] [% 05d]\n", -1, 0, 7, 7, 7);
    printf("[%.0d] [%.0x] [%#.0o] [%5.0d]\n", 0, 0, 0, 0);
    printf("%2$s %1$s %2$s\n", "world", "hello");
    printf("[%s] [%.3s] [%5s]\n", (char *)NULL, "\0hidden", "");
    int n = 0, m = 0; printf("12345%n678%n\n", &n, &m); printf("%d %d\n", n, m);
    printf("%d", printf("%s", "")); printf(" %d\n", printf("four"));
    printf("%'d %lc %5s|\n", 1234567, 'w', "éé");
    char b[8]; printf("%d [%s]\n", snprintf(b, sizeof b, "%s-%d", "long text", 5), b);
    printf("%d\n", snprintf(NULL, 0, "%100d", 1));
    printf("%.15g %.17g %.3f %.10f\n", 0.1, 0.1, 1e15 / 3, 1 / 3.);
    printf("%Lf %Lg %.2Le\n", 1.25L, 1e20L, 12345.0L);
    printf("%08.3f|%-8.1e|%+G|% g\n", 3.14159, 12345.0, 1e20, 2.0);
    return 0;
}
