#include "simulator/program/command.h"

namespace faultline {

namespace {

// Words and '|', quotes taken off; nothing if there is more shell in it than that.
std::optional<std::vector<std::string>> split(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    const auto finish = [&] {
        if (inWord)
            words.push_back(std::move(word));
        word.clear();
        inWord = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i];
        if (next == ' ' || next == '\t' || next == '\n') {
            finish();
        } else if (next == '\'' || next == '"') {
            const std::size_t end = text.find(next, i + 1);
            if (end == std::string_view::npos)
                return std::nullopt;
            word += text.substr(i + 1, end - i - 1);
            inWord = true;
            i = end;
        } else if (next == '|') {
            finish();
            words.emplace_back("|");
        } else if (std::string_view("&;<>()$`\\*?[#~=%").find(next) != std::string_view::npos) {
            return std::nullopt;
        } else {
            word.push_back(next);
            inWord = true;
        }
    }
    finish();
    return words;
}

} // namespace

std::optional<std::vector<std::string>> parseCommand(std::string_view text) {
    const auto words = split(text);
    if (!words || words->size() < 2)
        return std::nullopt;
    const auto& w = *words;
    std::size_t bars = 0;
    for (const std::string& word : w)
        bars += word == "|" ? 1 : 0;
    if (w[0] == "cat" && bars == 0) {
        std::vector<std::string> result = {"__faultline_cat"};
        result.insert(result.end(), w.begin() + 1, w.end());
        return result;
    }
    if (w[0] == "grep" && bars == 0 && w.size() == 3 && w[1][0] != '-')
        return std::vector<std::string>{"__faultline_grep", w[1], w[2]};
    if (w.size() == 5 && w[0] == "cat" && w[2] == "|" && w[3] == "grep" && w[4][0] != '-')
        return std::vector<std::string>{"__faultline_cat_grep", w[4], w[1]};
    return std::nullopt;
}

} // namespace faultline
