#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace faultline {

/// What a command has written, and how it ended.
struct Ran {
    std::string output, errors;
    int status = 0; ///< as a shell tells it
};

inline std::string contentsOf(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

inline std::string shellWord(const std::string& word) {
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

/// A folder of its own, in which commands run; it goes with the object.
class Workshop {
public:
    Workshop() {
        std::string name = (std::filesystem::temp_directory_path() / "faultline-test-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        std::filesystem::permissions(folder_, std::filesystem::perms::all);
    }
    ~Workshop() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    std::filesystem::path path(const std::string& name) const { return folder_ / name; }
    void write(const std::string& name, const std::string& text) const { std::ofstream(path(name)) << text; }

    /// Runs a shell command here; its output goes to files outside of it.
    Ran run(const std::string& command, const std::string& input = {}) const {
        const Captures captures;
        std::ofstream(captures.in) << input;
        const std::string whole = "cd " + shellWord(folder_.string()) + " && (" + command + ") <" + captures.in + " >" +
                                  captures.out + " 2>" + captures.err;
        const int status = std::system(whole.c_str());
        Ran ran{contentsOf(captures.out), contentsOf(captures.err), 0};
        ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return ran;
    }

private:
    struct Captures {
        std::string folder = (std::filesystem::temp_directory_path() / "faultline-captures-XXXXXX").string();
        std::string in, out, err;
        Captures() {
            folder = ::mkdtemp(folder.data());
            in = folder + "/in";
            out = folder + "/out";
            err = folder + "/err";
        }
        ~Captures() { std::filesystem::remove_all(folder); }
        Captures(const Captures&) = delete;
        Captures& operator=(const Captures&) = delete;
    };
    std::filesystem::path folder_;
};

} // namespace faultline
