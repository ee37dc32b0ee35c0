// A program can forbid itself its own files: open(2) with O_CREAT and no third argument, mkdir("d", 0), chmod(2). For
// an ordinary user they are still read as they are, and go with the run.
#include "tests/realmode/machine_support.h"

#include <algorithm>
#include <filesystem>
#include <sys/stat.h>

namespace faultline::test {

namespace {

std::string textOf(KernelMachine& machine, const std::string& name) {
    for (const FileContents& file : machine.files())
        if (file.name == name)
            return {file.bytes.begin(), file.bytes.end()};
    ADD_FAILURE() << "no file " << name;
    return {};
}

mode_t modeOf(const std::string& path) {
    struct stat facts {};
    EXPECT_EQ(::stat(path.c_str(), &facts), 0) << path;
    return facts.st_mode & 07777;
}

TEST(ForbiddenFiles, OfModeZeroAreReadAndKeepTheirMode) {
    Asker asker;
    const std::int64_t file = asker.open("f", O_CREAT | O_RDWR, 0);
    ASSERT_GE(file, 0) << asker.failure;
    asker.call(Call::Write, {number(static_cast<std::uint64_t>(file)), text("hello"), number(5)});
    EXPECT_EQ(textOf(asker.machine, "f"), "hello");
    EXPECT_EQ(modeOf(asker.machine.scratch() + "/f"), 0u);
    const auto& files = asker.machine.snapshot().files;
    const bool sized = std::any_of(files.begin(), files.end(), [](const auto& one) {
        return one.second.facts.name == "f" && one.second.facts.size == 5;
    });
    EXPECT_TRUE(sized);
}

TEST(ForbiddenFiles, BehindAFolderOfModeZeroAreReadAndGoWithTheRun) {
    std::string home;
    {
        Asker asker;
        home = std::filesystem::path(asker.machine.scratch()).parent_path().string();
        ASSERT_EQ(asker.call(Call::Mkdir, {text("d"), number(0700)}).outcome.result, 0) << asker.failure;
        ASSERT_EQ(asker.call(Call::Mkdir, {text("empty"), number(0)}).outcome.result, 0);
        const std::int64_t file = asker.open("d/f", O_CREAT | O_WRONLY, 0200);
        asker.call(Call::Write, {number(static_cast<std::uint64_t>(file)), text("inside"), number(6)});
        ASSERT_EQ(asker.call(Call::Chmod, {text("d"), number(0)}).outcome.result, 0);
        EXPECT_EQ(textOf(asker.machine, "d/f"), "inside");
        EXPECT_EQ(modeOf(asker.machine.scratch() + "/d"), 0u);
    }
    EXPECT_FALSE(std::filesystem::exists(home));
}

} // namespace

} // namespace faultline::test
