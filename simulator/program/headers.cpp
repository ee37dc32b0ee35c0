#include "simulator/program/headers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "simulator/program/headers_texts.h"
#include "simulator/program/lexer.h"

namespace faultline {

namespace {

// Only what is to be included by name is offered as advice.
bool isInternal(std::string_view header) {
    return header.starts_with("bits/");
}

std::vector<BuiltInHeader> allHeaders() {
    std::vector<BuiltInHeader> all;
    for (const auto group : {languageHeaders(), libraryHeaders(), mathematicsHeaders(), errorHeaders(), typeHeaders(),
                             fileHeaders(), processHeaders(), memoryHeaders(), textbookHeaders(), wrapperHeaders()}) {
        all.insert(all.end(), group.begin(), group.end());
    }
    return all;
}

// What a header's text declares at its outermost level, found by its tokens: macros, functions, types, variables.
class DeclaredNames {
public:
    DeclaredNames(const BuiltInHeader& header, std::map<std::string, std::string_view, std::less<>>& names,
                  std::vector<std::string>* functions)
        : header_(header), names_(names), functions_(functions) {}

    void collect() {
        const SourceText source(0, header_.text);
        Lexer lexer(source);
        for (Token token = lexer.next(); token.kind != TokenKind::EndOfText; token = lexer.next()) {
            if (token.startsLine && token.is("#")) {
                directive(lexer);
            } else {
                step(token);
            }
        }
    }

private:
    void add(const std::string& name) {
        if (!name.empty() && (!name.starts_with("__") || name.starts_with("__builtin_"))) {
            names_.try_emplace(name, header_.name);
        }
    }

    void directive(Lexer& lexer) {
        lexer.setInDirective(true);
        const bool isDefine = lexer.next().text == "define";
        const Token name = lexer.next();
        if (isDefine && name.kind == TokenKind::Identifier) {
            add(std::string(name.text));
        }
        for (Token rest = name; rest.kind != TokenKind::EndOfLine;) {
            rest = lexer.next();
        }
        lexer.setInDirective(false);
    }

    void step(const Token& token) {
        if (token.is("{") || token.is("(")) {
            if (depth_ == 0 && token.is("(") && !before_.empty()) {
                add(before_);
                if (functions_ != nullptr && !isTypedef_) {
                    functions_->push_back(before_);
                }
            }
            ++depth_;
        } else if (token.is("}") || token.is(")")) {
            --depth_;
        } else if (depth_ == 0 && (token.is(";") || token.is(","))) {
            if (isTypedef_ || isExtern_) {
                add(before_);
            }
            isTypedef_ = isTypedef_ && !token.is(";");
            isExtern_ = isExtern_ && !token.is(";");
        } else if (depth_ == 0) {
            isTypedef_ = isTypedef_ || token.text == "typedef";
            isExtern_ = isExtern_ || token.text == "extern";
        }
        before_ = depth_ == 0 && token.kind == TokenKind::Identifier ? std::string(token.text) : std::string();
    }

    const BuiltInHeader& header_;
    std::map<std::string, std::string_view, std::less<>>& names_;
    std::vector<std::string>* functions_;
    std::string before_;
    int depth_ = 0;
    bool isTypedef_ = false;
    bool isExtern_ = false;
};

struct Index {
    std::map<std::string_view, std::string_view> texts;              // by header's name
    std::map<std::string, std::string_view, std::less<>> declaredBy; // header's name, by what it declares
    std::vector<std::string> functions;
    std::string library; // a text that includes all headers of the library

    Index() {
        // What several headers declare is best known from these.
        constexpr std::array<std::pair<std::string_view, std::string_view>, 8> preferred = {{{"size_t", "stddef.h"},
                                                                                             {"NULL", "stddef.h"},
                                                                                             {"pid_t", "sys/types.h"},
                                                                                             {"off_t", "sys/types.h"},
                                                                                             {"ssize_t", "sys/types.h"},
                                                                                             {"mode_t", "sys/types.h"},
                                                                                             {"bool", "stdbool.h"},
                                                                                             {"va_list", "stdarg.h"}}};
        for (const auto& [name, header] : preferred) {
            declaredBy.emplace(name, header);
        }
        library = "#define _GNU_SOURCE 1\n";
        const std::vector<BuiltInHeader> all = allHeaders();
        const std::size_t textbooks = textbookHeaders().size() + wrapperHeaders().size();
        for (std::size_t i = 0; i < all.size(); ++i) {
            texts.emplace(all[i].name, all[i].text);
            const bool isLibrary = i + textbooks < all.size();
            if (!isLibrary || isInternal(all[i].name)) {
                continue;
            }
            DeclaredNames(all[i], declaredBy, &functions).collect();
            library += "#include <" + std::string(all[i].name) + ">\n";
        }
        std::sort(functions.begin(), functions.end());
    }
};

// Made once, never changed.
const Index& index() {
    static const Index made;
    return made;
}

// Whether the name stands in a part of the text that _GNU_SOURCE opens.
bool needsGnuSource(std::string_view text, std::string_view name) {
    constexpr std::string_view opens = "#ifdef _GNU_SOURCE\n", closes = "#endif\n";
    const auto isWordPart = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (std::size_t from = text.find(opens); from != std::string_view::npos; from = text.find(opens, from)) {
        from += opens.size();
        const std::string_view part = text.substr(from, text.find(closes, from) - from);
        for (std::size_t at = part.find(name); at != std::string_view::npos; at = part.find(name, at + 1)) {
            const std::size_t end = at + name.size();
            if ((at == 0 || !isWordPart(part[at - 1])) && (end == part.size() || !isWordPart(part[end]))) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

std::optional<std::string_view> builtInHeader(std::string_view name) {
    if (name == allLibraryHeaders) {
        return index().library;
    }
    const auto found = index().texts.find(name);
    return found == index().texts.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string_view> builtInHeaderNames() {
    std::vector<std::string_view> names;
    for (const auto& [name, text] : index().texts) {
        if (!isInternal(name)) {
            names.push_back(name);
        }
    }
    return names;
}

std::vector<std::string_view> builtInFunctionNames() {
    return {index().functions.begin(), index().functions.end()};
}

bool isBuiltInFunction(std::string_view name) {
    return std::binary_search(index().functions.begin(), index().functions.end(), name);
}

std::string_view headerDeclaring(std::string_view name) {
    const auto found = index().declaredBy.find(name);
    return found == index().declaredBy.end() ? std::string_view() : found->second;
}

std::string adviceToDeclare(std::string_view name) {
    const std::string header(headerDeclaring(name));
    if (header.empty()) {
        return {};
    }
    return needsGnuSource(index().texts.at(header), name)
               ? "#define _GNU_SOURCE above the first #include, then #include <" + header + ">"
               : "#include <" + header + ">";
}

} // namespace faultline
