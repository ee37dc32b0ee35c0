/* Streams: modes, seeking, ungetc, end and errors, buffering, appending, reading what was written. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void)
{
    FILE *f = fopen("s.txt", "w+"); char b[64];
    fprintf(f, "alpha\nbeta\n%d\n", 42); fseek(f, 6, SEEK_SET); printf("%s", fgets(b, sizeof b, f)); printf("%ld\n", ftell(f));
    fseek(f, 0, SEEK_CUR); fputs("XX", f); rewind(f); while (fgets(b, sizeof b, f)) printf("<%.*s>", (int)strcspn(b, "\n"), b);
    printf(" %d %d\n", feof(f) != 0, ferror(f)); clearerr(f); printf("%d\n", feof(f));
    fseek(f, -3, SEEK_END); int c = fgetc(f); ungetc(c, f); ungetc('#', f) == '#' ? printf("%c", fgetc(f)) : 0; printf("%c %c\n", c, getc(f));
    fclose(f); f = fopen("s.txt", "a"); fputs("end", f); printf("%ld\n", ftell(f)); fclose(f);
    f = fopen("s.txt", "r+"); fwrite("A", 1, 1, f); fflush(f); fread(b, 1, 4, f); printf("%.4s\n", b); fclose(f);
    f = fopen("s.txt", "r"); errno = 0; c = fputc('x', f); printf("%d %d %d\n", c, ferror(f) != 0, errno == EBADF); fclose(f);
    f = fopen("none.txt", "r"); printf("%d %s\n", f == NULL, strerror(errno)); errno = 0; f = fopen("s.txt", "q"); printf("%d %s\n", f == NULL, strerror(errno));
    f = fopen("s.txt", "wx"); printf("%d\n", f == NULL); f = fopen("n.bin", "wbx"); int v[5] = {1, 2, 3, 4, 5}; printf("%zu\n", fwrite(v, sizeof *v, 5, f)); fclose(f);
    f = fopen("n.bin", "rb"); int w[8]; fseek(f, sizeof *w, SEEK_SET); printf("%zu %d %d\n", fread(w, sizeof *w, 8, f), w[0], w[3]); fclose(f);
    f = fopen("n.bin", "w"); setvbuf(f, NULL, _IOFBF, 16); fputs("0123456789", f); FILE *g = fopen("n.bin", "r"); printf("%d", fgetc(g)); fputs("abcdefghij", f); clearerr(g); printf(" %d", fgetc(g)); fclose(f); printf(" %s\n", fgets(b, 64, g)); fclose(g);
    f = freopen("s.txt", "r", stdin); char *line = NULL; size_t room = 0; ssize_t n; while ((n = getline(&line, &room, stdin)) > 0) printf("%zd ", n); printf("%d\n", n == -1); free(line);
    printf("%d %d %d\n", remove("s.txt"), rename("n.bin", "m.bin"), remove("m.bin")); printf("%d %s\n", remove("gone"), strerror(errno));
    fpos_t pos; f = tmpfile(); fputs("one two three", f); rewind(f); fscanf(f, "%s", b); fgetpos(f, &pos); fscanf(f, "%s", b); printf("%s ", b); fsetpos(f, &pos); fscanf(f, "%s", b); printf("%s\n", b); fclose(f);
    return 0;
}
