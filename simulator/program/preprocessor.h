// Turns a source file into the tokens that C sees: headers included, conditions decided, macros replaced.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/diagnostic.h"
#include "simulator/program/lexer.h"
#include "simulator/program/preprocessor_expansion.h"
#include "simulator/program/preprocessor_files.h"
#include "simulator/program/preprocessor_macros.h"

namespace faultline {

// Preprocesses one translation unit. The tokens' text lives as long as this object and the files.
class Preprocessor {
public:
    Preprocessor(ProgramFiles& files, Reporter& reporter, std::string_view date, std::string_view time);

    // All tokens of the source with that index, with keywords told from names; the last one is EndOfText.
    std::vector<Token> run(std::uint32_t source);

    // Reading was broken off (macros or includes without end, too long a text): the tokens are not the whole unit.
    bool hasGivenUp() const { return hasGivenUp_ || expander_.isExhausted(); }

private:
    static constexpr std::size_t maximumIncludeDepth = 200;      // as gcc
    static constexpr std::size_t maximumBytesRead = 200'000'000; // of one translation unit with all its includes
    static constexpr std::size_t maximumTokens = 4'000'000;

    struct Condition {
        SourcePlace place;
        bool isTaken = false;  // this group is read
        bool wasTaken = false; // this or an earlier group of the same #if was
        bool sawElse = false;
        bool isOuterTaken = true;
    };

    struct OpenFile {
        std::uint32_t file;
        Lexer lexer;
        std::vector<Condition> conditions;
        std::int64_t lineShift = 0; // by #line
        std::string presumedName;
    };

    Token nextOfText();
    void closeFile();
    PresumedPlace presumed(SourcePlace place) const;
    void definePredefined(std::string_view date, std::string_view time);
    void appendToken(std::vector<Token>& tokens, Token token);

    // Directives
    void directive();
    std::vector<Token> restOfLine();
    void skipLine();
    void perform(const Token& name);
    void include(const Token& directive);
    void open(std::uint32_t file, SourcePlace place);
    void reportUnknownHeader(const std::string& header, bool isQuoted, SourcePlace place);
    void beginCondition(const Token& name);
    void continueCondition(const Token& name);
    bool condition(const Token& name);
    void skipGroup();
    void setLine(const Token& directive);
    void message(const Token& directive);
    void undefine(const Token& directive);
    void expectNothingMore(const Token& directive);

    ProgramFiles* files_;
    Reporter* reporter_;
    TextPool pool_;
    MacroTable macros_;
    MacroExpander expander_;
    std::vector<OpenFile> open_;
    std::size_t bytesRead_ = 0;
    bool hasGivenUp_ = false;
};

} // namespace faultline
