#include "simulator/program/parser_scopes.h"

namespace faultline {

namespace {

template <typename Names>
auto* valueOf(Names& names, std::string_view name) {
    const auto found = names.find(name);
    return found == names.end() ? nullptr : &found->second;
}

} // namespace

Symbol* ScopeStack::find(std::string_view name) {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
        if (Symbol* symbol = valueOf(scope->symbols, name)) {
            return symbol;
        }
    }
    return nullptr;
}

Symbol* ScopeStack::findHere(std::string_view name) {
    return valueOf(scopes_.back().symbols, name);
}

Symbol* ScopeStack::findAtFileLevel(std::string_view name) {
    return valueOf(scopes_.front().symbols, name);
}

Symbol& ScopeStack::declare(std::string_view name, Symbol symbol) {
    return scopes_.back().symbols.insert_or_assign(std::string(name), symbol).first->second;
}

Symbol& ScopeStack::declareAtFileLevel(std::string_view name, Symbol symbol) {
    return scopes_.front().symbols.insert_or_assign(std::string(name), symbol).first->second;
}

Tag* ScopeStack::findTag(std::string_view name) {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
        if (Tag* tag = valueOf(scope->tags, name)) {
            return tag;
        }
    }
    return nullptr;
}

Tag* ScopeStack::findTagHere(std::string_view name) {
    return valueOf(scopes_.back().tags, name);
}

Tag& ScopeStack::declareTag(std::string_view name, Tag tag) {
    return scopes_.back().tags.insert_or_assign(std::string(name), tag).first->second;
}

std::vector<std::string_view> ScopeStack::allNames() const {
    std::vector<std::string_view> names;
    for (const Scope& scope : scopes_) {
        for (const auto& [name, symbol] : scope.symbols) {
            names.push_back(name);
        }
    }
    return names;
}

} // namespace faultline
