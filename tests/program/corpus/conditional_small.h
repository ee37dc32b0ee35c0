#define BUFFER 16
static const char *buffer_name(void) { return "small"; }
