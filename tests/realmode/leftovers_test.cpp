// Folders of runs whose owner is no more go at the next start; those in use, young, or of another kind stay.
#include "realmode/leftovers.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

namespace faultline::test {
namespace {

namespace fs = std::filesystem;

class Leftovers : public testing::Test {
protected:
    Leftovers() {
        std::string name = (fs::temp_directory_path() / "leftovers-test-XXXXXX").string();
        place = ::mkdtemp(name.data());
    }
    ~Leftovers() override { fs::remove_all(place); }

    std::string folder(const std::string& name, bool old, mode_t mode = 0700) {
        const std::string path = place + "/" + name;
        fs::create_directories(path + "/scratch");
        std::ofstream(path + "/scratch/file") << "text";
        ::chmod(path.c_str(), mode);
        const timeval longAgo[2] = {{1000000000, 0}, {1000000000, 0}};
        if (old)
            ::utimes(path.c_str(), longAgo);
        return path;
    }

    std::string place;
};

TEST_F(Leftovers, OfDeadOwnersGo) {
    const std::string left = folder("faultline-abcdef", true);
    removeLeftovers(place);
    EXPECT_FALSE(fs::exists(left));
}

TEST_F(Leftovers, FoldersInUseStay) {
    const std::string used = folder("faultline-abcdef", true);
    {
        const OwnedDescriptor held = heldFolder(used);
        removeLeftovers(place);
        EXPECT_TRUE(fs::exists(used + "/scratch/file"));
    }
    removeLeftovers(place); // its owner has ended
    EXPECT_FALSE(fs::exists(used));
}

TEST_F(Leftovers, YoungFoldersStay) {
    const std::string young = folder("faultline-abcdef", false);
    removeLeftovers(place);
    EXPECT_TRUE(fs::exists(young));
}

TEST_F(Leftovers, WhatIsNotOursStays) {
    const std::string otherName = folder("faultline-of-somebody", true);
    const std::string open = folder("faultline-uvwxyz", true, 0755);
    const std::string target = folder("target", true);
    const std::string link = place + "/faultline-linked";
    fs::create_directory_symlink(target, link);
    std::string foreign;
    if (::geteuid() == 0) {
        foreign = folder("faultline-ghijkl", true);
        ASSERT_EQ(::chown(foreign.c_str(), 65534, 65534), 0);
    }
    removeLeftovers(place);
    EXPECT_TRUE(fs::exists(otherName));
    EXPECT_TRUE(fs::exists(open));
    EXPECT_TRUE(fs::exists(target + "/scratch/file"));
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_TRUE(foreign.empty() || fs::exists(foreign));
}

} // namespace
} // namespace faultline::test
