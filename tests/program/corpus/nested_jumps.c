/* setjmp as exceptions: nested, rethrown, from a called function, with volatile locals; from a signal handler. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
static jmp_buf *handler; static int depth;
#define TRY do { jmp_buf here_, *outer_ = handler; handler = &here_; int code_ = setjmp(here_); if (code_ == 0) {
#define CATCH(name) handler = outer_; } else { handler = outer_; int name = code_;
#define END } } while (0)
static _Noreturn void throw(int code) { if (!handler) { printf("uncaught %d\n", code); exit(code); } longjmp(*handler, code); }
static void deep(int n) { depth++; if (n == 0) throw(depth); deep(n - 1); depth = -1; }
static int risky(int n)
{
    volatile int step = 0;
    TRY step = 1; if (n & 1) throw(n); step = 2; if (n & 2) deep(n); step = 3;
    CATCH(e) printf("  risky(%d): caught %d at step %d\n", n, e, step); if (n == 3) throw(30); return e;
    END;
    return step;
}
static sigjmp_buf out; static void on_fpe(int s) { siglongjmp(out, s); }
int main(void)
{
    for (int i = 0; i < 5; i++) { TRY printf("%d -> %d\n", i, risky(i)); CATCH(e) printf("main: caught %d\n", e); END; }
    signal(SIGFPE, on_fpe); volatile int zero = 0, tries = 0; int s = sigsetjmp(out, 1);
    if (s == 0 || tries < 3) { tries++; printf("try %d after %d\n", tries, s); printf("%d\n", 5 / zero); }
    printf("depth %d tries %d\n", depth, tries); throw(7);
}
