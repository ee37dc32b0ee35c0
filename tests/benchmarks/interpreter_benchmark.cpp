// How many simple C operations a second the interpreter does, beside the same loop compiled by cc -O0.
#include "simulator/sources/program_source.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

using namespace faultline;

namespace {

struct Loop {
    const char* name;
    const char* text;  // a program that takes no input and writes nothing
    double operations; // simple C operations that it does: assignments, arithmetic, comparisons, calls
};

const Loop loops[] = {
    {"sum of a loop",
     R"(int main(void) { unsigned s = 0; for (unsigned i = 0; i < 50000000; i++) s += i; return s & 1; })", 3 * 50e6},
    {"nested, multiply and mask",
     R"(int main(void) { unsigned s = 1; for (int i = 0; i < 5000; i++) for (int j = 0; j < 5000; j++) s = (s * 3 + j) & 0xffff; return s & 1; })",
     6 * 25e6},
    {"local array", R"(int main(void) { int a[1000]; for (int i = 0; i < 1000; i++) a[i] = i; int s = 0;
        for (int k = 0; k < 20000; k++) for (int i = 0; i < 1000; i++) s += a[i]; return s & 1; })",
     4 * 20e6},
    {"calls (fib 32)",
     R"(int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } int main(void) { return fib(32) & 1; })",
     6 * 7e6},
    {"double", R"(int main(void) { double x = 0; for (int i = 0; i < 20000000; i++) x = x * 0.5 + i; return x > 1; })",
     4 * 20e6},
};

double secondsOf(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Runs to the exit of a program that asks for nothing else.
std::uint64_t interpret(const Loop& loop) {
    ProgramSource::Input input;
    input.sources = {{"loop.c", loop.text}};
    input.arguments = {"loop"};
    const auto created = ProgramSource::create(input);
    if (!created.source) {
        std::puts(render(created.diagnostics, created.files).c_str());
        std::exit(1);
    }
    while (created.source->advance(firstProcess, 1000000, false).what != Yielded::Operation) {
    }
    return created.source->position(firstProcess).instructions;
}

double compiledSeconds(const Loop& loop) {
    const auto folder = std::filesystem::temp_directory_path();
    const std::string text = (folder / "faultline-loop.c").string();
    const std::string binary = (folder / "faultline-loop").string();
    std::ofstream(text) << loop.text;
    if (std::system(("cc -O0 -w -o " + binary + " " + text).c_str()) != 0)
        return 0;
    const double seconds = secondsOf([&] { static_cast<void>(!std::system(binary.c_str())); });
    std::filesystem::remove(text);
    std::filesystem::remove(binary);
    return seconds;
}

} // namespace

int main() {
    std::printf("%-28s %14s %16s %10s\n", "loop", "M operations/s", "M instructions/s", "cc -O0");
    for (const Loop& loop : loops) {
        std::uint64_t instructions = 0;
        const double seconds = secondsOf([&] { instructions = interpret(loop); });
        const double compiled = compiledSeconds(loop);
        std::printf("%-28s %14.1f %16.1f %9.1fx\n", loop.name, loop.operations / seconds / 1e6,
                    static_cast<double>(instructions) / seconds / 1e6, compiled > 0 ? seconds / compiled : 0.0);
    }
}
