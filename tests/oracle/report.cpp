#include "tests/oracle/report.h"

#include <cstdio>

namespace faultline {

void OracleReport::count(const OracleStep& step, const Came& came) {
    Row& row = rows_[std::string(kindName(step.operation))];
    ++row.all;
    row.failed += came.error != 0;
    row.signalled += came.signal ? 1 : 0;
}

void OracleReport::countDifference(const OracleStep& step) {
    ++rows_[std::string(kindName(step.operation))].different;
    ++differences_;
}

std::string OracleReport::table(double seconds) const {
    std::string text = "operation          performed   succeeded       errno      signal   different\n";
    Row sum;
    const auto line = [&](const std::string& name, const Row& row) {
        char buffer[120];
        std::snprintf(buffer, sizeof buffer, "%-16s %11llu %11llu %11llu %11llu %11llu\n", name.c_str(),
                      static_cast<unsigned long long>(row.all),
                      static_cast<unsigned long long>(row.all - row.failed - row.signalled),
                      static_cast<unsigned long long>(row.failed), static_cast<unsigned long long>(row.signalled),
                      static_cast<unsigned long long>(row.different));
        text += buffer;
    };
    for (const auto& [name, row] : rows_) {
        line(name, row);
        sum.all += row.all;
        sum.failed += row.failed;
        sum.signalled += row.signalled;
        sum.different += row.different;
    }
    line("all", sum);
    char buffer[200];
    std::snprintf(buffer, sizeof buffer, "%llu sequences, %.1f a second; %llu different, %llu raced with the kernel\n",
                  static_cast<unsigned long long>(sequences_),
                  seconds > 0 ? static_cast<double>(sequences_) / seconds : 0.0,
                  static_cast<unsigned long long>(differences_), static_cast<unsigned long long>(races_));
    text += buffer;
    for (const auto& [rule, count] : rules_)
        text += std::to_string(count) + " explained: " + rule + "\n";
    return text;
}

} // namespace faultline
