#pragma once

#include "tests/oracle/machine_pair.h"

#include <map>
#include <string>

namespace faultline {

/// What a campaign of sequences has come to, by kind of operation.
class OracleReport {
public:
    void count(const OracleStep& step, const Came& came);
    void countSequence() { ++sequences_; }
    /// A disagreement that came again when the sequence was run once more.
    void countDifference(const OracleStep& step);
    /// One that did not: the kernel raced with us.
    void countRace() { ++races_; }
    /// One that a named rule explains.
    void countRule(const std::string& rule) { ++rules_[rule]; }
    bool clean() const { return differences_ == 0; }
    /// A line a kind: how many, how many went through, with errno, with a signal, disagreements; then the sums.
    std::string table(double seconds) const;

private:
    struct Row {
        std::uint64_t all = 0, failed = 0, signalled = 0, different = 0;
    };
    std::map<std::string, Row> rows_;
    std::map<std::string, std::uint64_t> rules_;
    std::uint64_t sequences_ = 0, races_ = 0, differences_ = 0;
};

} // namespace faultline
