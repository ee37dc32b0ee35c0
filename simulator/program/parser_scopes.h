// What names mean at a point of the text.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "simulator/program/syntax.h"

namespace faultline {

// A typedef's name, a variable, a function, or an enumeration constant. A variable's or function's type is as declared
// in this translation unit, which may say less than another one does.
struct TypedefName {
    const Type* type;
};

struct VariableName {
    Variable* variable;
    const Type* type;
};

struct FunctionName {
    Function* function;
    const Type* type;
};

struct ConstantName {
    std::int64_t value;
    const Type* type;
};

struct Symbol {
    std::variant<TypedefName, VariableName, FunctionName, ConstantName> meaning;
    SourcePlace place; // of its first declaration in this scope
};

struct Tag {
    const Type* type = nullptr;
    Record* record = nullptr;           // of a struct or union
    Enumeration* enumeration = nullptr; // of an enum
};

class ScopeStack {
public:
    ScopeStack() { enter(); }

    void enter() { scopes_.emplace_back(); }
    void leave() { scopes_.pop_back(); }
    bool isFileLevel() const { return scopes_.size() == 1; }

    // The innermost meaning of a name; null if it has none.
    Symbol* find(std::string_view name);
    Symbol* findHere(std::string_view name); // in the innermost scope only
    Symbol* findAtFileLevel(std::string_view name);
    Symbol& declare(std::string_view name, Symbol symbol);
    Symbol& declareAtFileLevel(std::string_view name, Symbol symbol);

    Tag* findTag(std::string_view name);
    Tag* findTagHere(std::string_view name);
    Tag& declareTag(std::string_view name, Tag tag);

    // All names that have a meaning, for finding the one nearest to a misspelt one.
    std::vector<std::string_view> allNames() const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    template <typename Value>
    using Names = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

    struct Scope {
        Names<Symbol> symbols;
        Names<Tag> tags;
    };

    std::deque<Scope> scopes_;
};

} // namespace faultline
