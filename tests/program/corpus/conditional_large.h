#define BUFFER 4096
static const char *buffer_name(void) { return "large"; }
