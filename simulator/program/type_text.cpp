// Types as C text.
#include <array>

#include "simulator/program/type.h"

namespace faultline {

namespace {

constexpr std::array<std::string_view, 16> basicNames = {"void",
                                                         "_Bool",
                                                         "char",
                                                         "signed char",
                                                         "unsigned char",
                                                         "short",
                                                         "unsigned short",
                                                         "int",
                                                         "unsigned int",
                                                         "long",
                                                         "unsigned long",
                                                         "long long",
                                                         "unsigned long long",
                                                         "float",
                                                         "double",
                                                         "long double"};

// A type can name itself over and over through its parameters: below this nesting they are left out.
constexpr int deepestParameters = 3;

std::string qualifierText(const Type* type) {
    std::string text;
    text += hasQualifier(type, qualifierConst) ? "const " : "";
    text += hasQualifier(type, qualifierVolatile) ? "volatile " : "";
    text += hasQualifier(type, qualifierRestrict) ? "restrict " : "";
    text += hasQualifier(type, qualifierAtomic) ? "_Atomic " : "";
    return text;
}

std::string baseName(const Type* type) {
    if (isRecord(type)) {
        const std::string word = type->kind == TypeKind::Union ? "union" : "struct";
        return word + " " + (type->record->tag.empty() ? "{…}" : type->record->tag);
    }
    if (type->kind == TypeKind::Enum) {
        return "enum " + (type->enumeration->tag.empty() ? "{…}" : type->enumeration->tag);
    }
    return std::string(basicNames[static_cast<std::size_t>(type->kind)]);
}

std::string textOf(const Type* type, std::string_view name, int nesting);

std::string parametersText(const Type* function, int nesting) {
    if (function->isOldStyle) {
        return "()";
    }
    if (nesting >= deepestParameters) {
        return "(…)";
    }
    std::string text;
    for (const Type* parameter : function->parameters) {
        text += (text.empty() ? "" : ", ") + textOf(parameter, {}, nesting + 1);
    }
    if (function->isVariadic) {
        text += text.empty() ? "..." : ", ...";
    }
    return "(" + (text.empty() ? "void" : text) + ")";
}

// Declarators are written from the inside out: the name, then what it is, then what that is made of.
std::string textOf(const Type* type, std::string_view name, int nesting) {
    std::string declarator(name);
    for (; type->element != nullptr; type = type->element) {
        if (isPointer(type)) {
            std::string qualifiers = qualifierText(type);
            if (declarator.empty() && !qualifiers.empty()) {
                qualifiers.pop_back();
            }
            declarator.insert(0, "*" + qualifiers);
            if (isArray(type->element) || isFunction(type->element)) {
                declarator.insert(0, "(").append(")");
            }
        } else if (isArray(type)) {
            const bool isKnown = type->arrayLength == ArrayLength::Known;
            declarator += isKnown                         ? "[" + std::to_string(type->length) + "]"
                          : type->lengthHolder != nullptr ? "[*]"
                                                          : "[]";
        } else {
            declarator += parametersText(type, nesting);
        }
    }
    return qualifierText(type) + baseName(type) + (declarator.empty() ? "" : " " + declarator);
}

} // namespace

std::string toString(const Type* type, std::string_view name) {
    return textOf(type, name, 0);
}

} // namespace faultline
