#pragma once

#include "simulator/machine/result.h"

#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace faultline {

/// The outside of a `.flt` file: lines of text in independent zstd frames behind a skippable frame that names the
/// format. Written to a temporary file beside the path; commit() syncs and renames it, and without commit() it goes.
class SessionFileWriter {
public:
    explicit SessionFileWriter(std::string path);
    ~SessionFileWriter();
    SessionFileWriter(const SessionFileWriter&) = delete;
    SessionFileWriter& operator=(const SessionFileWriter&) = delete;

    void line(std::string_view text);
    /// Nothing, or why the file could not be written.
    std::optional<Failure> commit();

private:
    void endFrame();
    void write(std::string_view bytes);

    std::string path_;
    std::string temporary_;
    std::FILE* file_ = nullptr;
    std::string pending_; ///< lines of the frame that is being filled
    int error_ = 0;       ///< errno of the first failure
};

/// Calls back with each line. Ends with a failure where the file can't be read, is of another kind or a later format,
/// is cut off, or the callback throws.
std::optional<Failure> readSessionFile(const std::string& path, const std::function<void(std::string_view)>& line);

} // namespace faultline
