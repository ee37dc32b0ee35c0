// Keeps texts alive that tokens refer to.
#pragma once

#include <deque>
#include <string>
#include <string_view>

namespace faultline {

class TextPool {
public:
    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

private:
    std::deque<std::string> texts_; // a deque's elements never move
};

} // namespace faultline
