/* X-macros, an enumeration with names, a table of function pointers with designated indices. */
#include <stdio.h>
#include <string.h>

#define STATES(X) X(NONE, "not present") X(CACHED, "in page cache") X(MAPPED, "mapped") X(COPIED, "private copy")
#define EVENTS(X) X(LOAD) X(STORE) X(DROP)

#define AS_ENUM(name, ...) S_##name,
enum state { STATES(AS_ENUM) STATE_COUNT };
#define AS_EVENT(name) E_##name,
enum event { EVENTS(AS_EVENT) EVENT_COUNT };

static const char *const state_names[STATE_COUNT] = {
#define AS_NAME(name, text) [S_##name] = text,
    STATES(AS_NAME)
#undef AS_NAME
};
static const char *event_names[] = {
#define AS_NAME(name) #name,
    EVENTS(AS_NAME)
};

typedef enum state transition(enum state);
static int faults;
static enum state loaded(enum state s) { return s == S_NONE || s == S_CACHED ? (faults++, S_MAPPED) : s; }
static enum state stored(enum state s)
{
    if (s != S_COPIED)
        ++faults;
    return S_COPIED;
}
static enum state dropped(enum state s) { return s == S_MAPPED ? S_CACHED : S_NONE; }

static transition *const table[EVENT_COUNT] = {[E_STORE] = stored, [E_LOAD] = loaded, [E_DROP] = &dropped};

int main(void)
{
    enum state s = S_NONE;
    const enum event script[] = {E_LOAD, E_LOAD, E_DROP, E_LOAD, E_STORE, E_STORE, E_DROP, E_STORE};
    for (const enum event *e = script; e < script + sizeof script / sizeof script[0]; ++e) {
        enum state next = table[*e](s);
        printf("%-6s %-14s -> %s\n", event_names[*e], state_names[s], state_names[next]);
        s = next;
    }
    printf("%d faults, %zu states, longest %zu\n", faults, sizeof state_names / sizeof *state_names,
           strlen(state_names[S_CACHED]));
    return s == S_COPIED ? 0 : 1;
}
