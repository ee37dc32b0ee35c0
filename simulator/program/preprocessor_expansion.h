// Replaces macros in a stream of tokens, as C11 6.10.3 has it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "simulator/program/preprocessor_macros.h"
#include "simulator/program/source_text_pool.h"
#include "simulator/program/token.h"

namespace faultline {

// Where a token stands according to __FILE__ and __LINE__, which #line can change.
struct PresumedPlace {
    std::string file;
    std::uint32_t line;
};

class MacroExpander {
public:
    // What the expander needs of the preprocessor: the next token of the text itself, and presumed places.
    struct Text {
        std::function<Token()> next;
        std::function<PresumedPlace(SourcePlace)> presumed;
    };

    MacroExpander(MacroTable& macros, TextPool& pool, Reporter& reporter, Text text)
        : macros_(&macros), pool_(&pool), reporter_(&reporter), text_(std::move(text)) {}

    // The next token after expansion; EndOfText at the end.
    Token next();

    // Expands a line of its own. In the condition of an #if, `defined X` becomes 1 or 0 as it is met.
    std::vector<Token> expand(std::vector<Token> tokens, bool isCondition);

    // Expansion has been given up because it grew without measure; next() gives EndOfText only.
    bool isExhausted() const { return work_ > maximumWork; }

private:
    static constexpr std::size_t maximumWork = 4'000'000; // tokens moved by macros in one translation unit
    static constexpr std::size_t maximumNesting = 400;    // of macro calls in arguments of macro calls

    static constexpr std::size_t charactersPerToken = 8; // made texts count as so many tokens

    // Tokens that wait to be read before the text goes on.
    struct Awaited {
        std::vector<Token> tokens;
        std::size_t position = 0;
        Macro* macro = nullptr; // whose expansion this is
        bool isBarrier = false; // reading ends here: an argument or a line of its own
    };

    struct Argument {
        std::vector<Token> tokens;
        std::optional<std::vector<Token>> expanded;
        bool isPresent = true;
    };

    Token take();
    void push(std::vector<Token> tokens, Macro* macro, bool isBarrier);
    void pop();
    bool spend(std::size_t amount, SourcePlace place);
    bool enter(Macro& macro, const Token& name);
    bool peekOpening();
    bool collectArguments(const Macro& macro, const Token& name, std::vector<Argument>& arguments);
    bool checkArgumentCount(const Macro& macro, const Token& name, std::vector<Argument>& arguments);
    std::vector<Token> replace(const Macro& macro, const Token& name, std::vector<Argument>& arguments);
    std::vector<Token> substituted(const MacroElement& element, const Token& name, std::vector<Argument>& arguments);
    void paste(std::vector<Token>& result, std::vector<Token> right);
    Token stringified(const Argument& argument, const Token& name);
    Token dynamicValue(DynamicMacro dynamic, const Token& name);
    Token definedValue(const Token& defined);
    void skipPragma(const Token& pragma);

    MacroTable* macros_;
    TextPool* pool_;
    Reporter* reporter_;
    Text text_;
    std::vector<Awaited> waiting_;
    std::size_t work_ = 0;
    std::size_t nesting_ = 0;
    unsigned counter_ = 0;
    bool inCondition_ = false;
};

// `text` as a string literal.
std::string quoted(std::string_view text);

} // namespace faultline
