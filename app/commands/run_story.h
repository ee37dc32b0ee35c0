#pragma once

#include "app/session/machines.h"
#include "app/story/program_names.h"
#include "simulator/program/diagnostic.h"
#include "simulator/run/run.h"

#include <memory>
#include <string>
#include <vector>

namespace faultline {

/// Tells a run's story on stderr, a line an event: "12 greeting.c:31: Kernel finds mapping p (rw-s)." The story is the
/// simulated machine's where it takes part.
class StoryTeller {
public:
    /// `files` names the places.
    void use(const std::vector<SourceFile>& files) { files_ = &files; }
    /// The steps made since the last call.
    void tellNew(const Run& run);

private:
    void tell(const Step& step, const Snapshot& after, const std::vector<Event>& story);

    const std::vector<SourceFile>* files_ = nullptr;
    std::unique_ptr<HistoryCursor> cursor_;
    std::size_t told_ = 0;
    ProgramNames names_; ///< what the program calls its memory
};

} // namespace faultline
