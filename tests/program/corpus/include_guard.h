#ifndef INCLUDE_GUARD_H
#define INCLUDE_GUARD_H
struct guarded { int value; };
#define GUARDED_TWICE 10
#endif
