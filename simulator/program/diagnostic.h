// What is wrong with a program's text, said to its author.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/machine/source_place.h"

namespace faultline {

// One file of a program's text, as read: the program's own, a local header, or (named like "<stdio.h>") a built-in one.
struct SourceFile {
    std::string name;
    std::string text;
};

enum class Severity : std::uint8_t { Warning, Error };

struct Diagnostic {
    Severity severity = Severity::Error;
    SourcePlace place;
    std::string message; // what was met: "'x' is not declared"
    std::string advice;  // what to do instead; may be empty

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

// "file.c:LINE:COL: error: message", the line of text, a caret below the column, and the advice.
std::string render(const Diagnostic& diagnostic, const std::vector<SourceFile>& files);

// All of them, in order of their places, one after the other.
std::string render(const std::vector<Diagnostic>& diagnostics, const std::vector<SourceFile>& files);

bool hasErrors(const std::vector<Diagnostic>& diagnostics);

// The line of `text` with that number (from 1), without its end; empty where there is none.
std::string_view lineOf(std::string_view text, std::uint32_t line);

// Collects what is found while a program is read, up to a limit.
class Reporter {
public:
    static constexpr std::size_t maximumErrors = 50;
    static constexpr std::size_t maximumWarnings = 100;

    void error(SourcePlace place, std::string message, std::string advice = {});
    void warning(SourcePlace place, std::string message, std::string advice = {});

    bool isFull() const { return errors_ >= maximumErrors; } // no more errors are wanted: reading can end
    std::size_t errorCount() const { return errors_; }
    std::vector<Diagnostic> take(); // in order of their places

private:
    std::vector<Diagnostic> diagnostics_;
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
};

} // namespace faultline
