#pragma once

#include "tests/oracle/chance.h"
#include "tests/oracle/sequence.h"

#include <optional>

namespace faultline {

/// Makes the operations of a sequence, one at a time, so that most of them mean something: addresses lie in mappings
/// that are there now, at page edges, a little beyond, or nowhere; files and descriptors are those of the sequence.
class Generator {
public:
    Generator(std::uint64_t seed, const Parameters& parameters);

    /// Some files of odd sizes and an image of two pages each of code, data and bss and one of literals.
    Setup setup();
    /// What every sequence begins with: its files open, handlers for SIGSEGV, SIGBUS and SIGXFSZ.
    static std::vector<OracleStep> opening(const Setup& setup);
    /// The next operation; `alive` are the processes that can ask for one, `now` what they have mapped.
    OracleStep next(const Snapshot& now, const std::vector<ProcessId>& alive);

private:
    struct Family;
    static const std::vector<Family>& families();

    Operation make();
    // Addresses, lengths, names
    Address page();
    Address byte();
    std::uint64_t length();
    std::uint64_t offset();
    CallArgument number(std::uint64_t value) { return CallArgument::number(value); }
    CallArgument descriptor() { return number(chance_.oneOf({3, 4, 5, 6, 7, 8, 9})); }
    CallArgument name() { return textArgument("f" + std::to_string(chance_.below(4))); }
    /// Room that the program's memory or the interpreter's offers.
    CallArgument buffer(std::uint64_t size, bool in);
    bool allowed(const Operation& operation) const;

    // One family of operations each
    Operation load();
    Operation store();
    Operation copy();
    Operation fill();
    Operation compare();
    Operation scan();
    Operation update();
    Operation map();
    Operation unmap();
    Operation protect();
    Operation sync();
    Operation remap();
    Operation advise();
    Operation lock();
    Operation residency();
    Operation breakHeap();
    Operation open();
    Operation close();
    Operation duplicate();
    Operation seek();
    Operation readFile();
    Operation writeFile();
    Operation resize();
    Operation allocate();
    Operation adviseFile();
    Operation flush();
    Operation rename();
    Operation unlink();
    Operation memoryFile();
    Operation seal();
    Operation segment();

    Chance chance_;
    Parameters parameters_;
    const Snapshot* now_ = nullptr;
    ProcessId process_ = firstProcess;
};

} // namespace faultline
