#pragma once

#include "simulator/machine/json_writer.h"
#include "simulator/program/diagnostic.h"
#include "simulator/run/run.h"

#include <cstdio>
#include <memory>
#include <optional>
#include <ostream>
#include <vector>

namespace faultline {

/// The steps of one machine as the elements of a JSON array, written while the run goes on to a file without a name:
/// neither the history nor memory need hold a long run whole.
class StepsText {
public:
    /// `files` names the places; it must outlive this.
    explicit StepsText(const std::vector<SourceFile>& files);

    /// The steps made since the last call; before any of them are folded.
    void readNew(const History& history);
    /// No more will come. Nothing, or why they could not all be kept.
    std::optional<Failure> finish();
    /// The elements, without the brackets. After finish().
    void writeTo(std::ostream& out) const;

    std::uint64_t minorFaults() const { return minor_; }
    std::uint64_t majorFaults() const { return major_; }
    /// What the machine showed just before the first process ended: after it there are no mappings to tell of.
    const std::optional<Snapshot>& beforeEnd() const { return beforeEnd_; }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    void note(const Step& step);
    void write(const Step& step, std::size_t repeated);
    void signal(JsonWriter& json, const Signal& signal);
    void store();

    const std::vector<SourceFile>* files_;
    std::unique_ptr<std::FILE, Close> file_;
    std::string text_;         ///< not yet in the file
    std::optional<Step> kept_; ///< the last operation, which the next may repeat
    std::size_t repeated_ = 0;
    std::size_t read_ = 0;
    std::uint64_t minor_ = 0, major_ = 0;
    std::optional<Snapshot> beforeEnd_;
    bool any_ = false;    ///< an element has been written
    bool folded_ = false; ///< steps were no longer there
    bool failed_ = false; ///< the disk is full
};

} // namespace faultline
