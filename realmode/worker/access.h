#pragma once

#include <cstdint>

/// Accesses of the program's memory (access.S). Each returns 0, or 1 where it raised a signal, which the handler has
/// put into the reply.
extern "C" {
int load1(std::uint64_t address, void* value);
int load2(std::uint64_t address, void* value);
int load4(std::uint64_t address, void* value);
int load8(std::uint64_t address, void* value);
int load16(std::uint64_t address, void* value);
int store1(std::uint64_t address, const void* value);
int store2(std::uint64_t address, const void* value);
int store4(std::uint64_t address, const void* value);
int store8(std::uint64_t address, const void* value);
int store16(std::uint64_t address, const void* value);
int copyBytes(std::uint64_t to, std::uint64_t from, std::uint64_t count);
int fillBytes(std::uint64_t to, int byte, std::uint64_t count);
int swap1(std::uint64_t address, void* expected, std::uint64_t desired);
int swap2(std::uint64_t address, void* expected, std::uint64_t desired);
int swap4(std::uint64_t address, void* expected, std::uint64_t desired);
int swap8(std::uint64_t address, void* expected, std::uint64_t desired);

extern const char accessBegin[], accessEnd[], accessFault[];
extern const char programCallBegin[], programCallEnd[], programCallDone[];
void signalReturn();

/// The program's own system calls; a call that the kernel would restart after a handler ends with restartLater.
std::int64_t programSystemCall(std::int64_t number, std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d,
                               std::uint64_t e, std::uint64_t f);
void* memcpy(void* to, const void* from, unsigned long count);
void* memset(void* to, int byte, unsigned long count);
void* memmove(void* to, const void* from, unsigned long count);
int memcmp(const void* a, const void* b, unsigned long count);
}

namespace faultline::worker {

inline constexpr std::int64_t restartLater = -512; // the kernel's own ERESTARTSYS, which it never lets out

} // namespace faultline::worker
