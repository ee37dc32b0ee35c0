// Declaration specifiers and type names (C11 6.7 to 6.7.5, 6.7.7), and GNU's attributes.
#include <algorithm>
#include <array>

#include "simulator/program/constant_folding.h"
#include "simulator/program/headers.h"
#include "simulator/program/headers_names.h"
#include "simulator/program/parser.h"

namespace faultline {

namespace {

bool isOneOf(const Token& token, std::initializer_list<std::string_view> words) {
    return token.kind == TokenKind::Keyword && std::find(words.begin(), words.end(), token.text) != words.end();
}

bool isTypeWord(const Token& token) {
    return isOneOf(token, {"void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "_Bool",
                           "__signed", "__signed__", "_Complex", "_Imaginary", "__complex__", "__int128"});
}

bool isTypeof(const Token& token) {
    return isOneOf(token, {"typeof", "__typeof", "__typeof__"});
}

bool isAttribute(const Token& token) {
    return isOneOf(token, {"__attribute__", "__attribute"});
}

} // namespace

bool Parser::startsType(const Token& token) {
    if (token.kind == TokenKind::Identifier) {
        const Symbol* symbol = names_.find(token.text);
        return symbol != nullptr && std::holds_alternative<TypedefName>(symbol->meaning);
    }
    return isTypeWord(token) || isTypeof(token) || isAttribute(token) ||
           isOneOf(token, {"struct", "union", "enum", "const", "volatile", "restrict", "_Atomic", "__const",
                           "__const__", "__volatile", "__volatile__", "__restrict", "__restrict__", "__extension__"});
}

bool Parser::startsDeclaration() {
    const Token& token = tokens_.peek();
    if (token.is("__extension__") && tokens_.peek(1).is("(")) {
        return false;
    }
    return startsType(token) ||
           isOneOf(token, {"typedef", "extern", "static", "auto", "register", "inline", "__inline", "__inline__",
                           "_Noreturn", "_Alignas", "_Thread_local", "__thread", "_Static_assert"});
}

bool Parser::qualifier(std::uint8_t& qualifiers) {
    const Token& token = tokens_.peek();
    std::uint8_t bit = 0;
    if (isOneOf(token, {"const", "__const", "__const__"})) {
        bit = qualifierConst;
    } else if (isOneOf(token, {"volatile", "__volatile", "__volatile__"})) {
        bit = qualifierVolatile;
    } else if (isOneOf(token, {"restrict", "__restrict", "__restrict__"})) {
        bit = qualifierRestrict;
    } else if (token.is("_Atomic") && !tokens_.peek(1).is("(")) {
        bit = qualifierAtomic;
    } else {
        return false;
    }
    tokens_.take();
    qualifiers = static_cast<std::uint8_t>(qualifiers | bit);
    return true;
}

// Words that stand for what this C does not have.
void Parser::unsupported(std::string_view name) {
    const Refusal refusal = refusalOf(name);
    tokens_.fail("'" + std::string(name) + "': " + refusal.message, refusal.advice);
}

bool Parser::storageSpecifier(Specifiers& result) {
    constexpr std::array<std::pair<std::string_view, StorageClass>, 5> classes = {
        {{"typedef", StorageClass::Typedef},
         {"extern", StorageClass::Extern},
         {"static", StorageClass::Static},
         {"auto", StorageClass::Auto},
         {"register", StorageClass::Register}}};
    for (const auto& [word, storage] : classes) {
        if (!tokens_.peek().is(word)) {
            continue;
        }
        if (result.storage != StorageClass::None) {
            tokens_.fail("'" + std::string(word) + "' does not go with another storage class");
            return true;
        }
        result.storage = storage;
        tokens_.take();
        return true;
    }
    if (isOneOf(tokens_.peek(), {"inline", "__inline", "__inline__"})) {
        result.isInline = true;
    } else if (tokens_.peek().is("_Noreturn")) {
        result.attributes.isNoReturn = true;
    } else if (isOneOf(tokens_.peek(), {"_Thread_local", "__thread"})) {
        // One thread has one copy: an ordinary variable.
    } else if (!tokens_.peek().is("__extension__")) {
        return false;
    }
    tokens_.take();
    return true;
}

const Type* Parser::typeFromWords(const TypeWords& words, SourcePlace place) {
    const bool plain = words.longs == 0 && !words.isShort && !words.isSigned && !words.isUnsigned;
    const std::string_view base = words.base;
    const bool isInt = base.empty() || base == "int";
    const bool clashes = (words.isSigned && words.isUnsigned) || words.longs > 2 ||
                         (words.isShort && words.longs > 0) || (base == "char" && (words.isShort || words.longs > 0)) ||
                         (base == "double" && words.longs == 2) ||
                         (!isInt && base != "char" && !plain &&
                          !(base == "double" && words.longs == 1 && !words.isSigned && !words.isUnsigned));
    if (clashes || !words.conflict.empty()) {
        reporter_->error(place, "these words together name no type");
        return basic(TypeKind::Int);
    }
    if (base == "void" || base == "float" || base == "_Bool") {
        return basic(base == "void" ? TypeKind::Void : base == "float" ? TypeKind::Float : TypeKind::Bool);
    }
    if (base == "double") {
        return basic(words.longs == 1 ? TypeKind::LongDouble : TypeKind::Double);
    }
    if (base == "char") {
        return basic(words.isUnsigned ? TypeKind::UnsignedChar
                     : words.isSigned ? TypeKind::SignedChar
                                      : TypeKind::Char);
    }
    if (words.isShort) {
        return basic(words.isUnsigned ? TypeKind::UnsignedShort : TypeKind::Short);
    }
    constexpr std::array<TypeKind, 3> signedKinds = {TypeKind::Int, TypeKind::Long, TypeKind::LongLong};
    constexpr std::array<TypeKind, 3> unsignedKinds = {TypeKind::UnsignedInt, TypeKind::UnsignedLong,
                                                       TypeKind::UnsignedLongLong};
    const auto longs = static_cast<std::size_t>(words.longs);
    return basic(words.isUnsigned ? unsignedKinds[longs] : signedKinds[longs]);
}

// One of the words that basic types are made of: unsigned, long …
void Parser::typeWord(const Specifiers& result, TypeWords& words) {
    const std::string_view text = tokens_.peek().text;
    if (text == "_Complex" || text == "_Imaginary" || text == "__complex__" || text == "__int128") {
        unsupported(text);
        return;
    }
    if (result.type != nullptr) {
        words.conflict = text;
    }
    ++words.count;
    if (text == "long") {
        ++words.longs;
    } else if (text == "short" || text == "unsigned" || text == "signed" || text == "__signed" ||
               text == "__signed__") {
        bool& flag = text == "short" ? words.isShort : text == "unsigned" ? words.isUnsigned : words.isSigned;
        words.conflict = flag ? text : words.conflict;
        flag = true;
    } else {
        words.conflict = words.base.empty() ? words.conflict : text;
        words.base = text;
    }
    tokens_.take();
}

// One word or construct that says which type it is. False if the next token is none.
bool Parser::typeSpecifier(Specifiers& result, TypeWords& words) {
    const Token& token = tokens_.peek();
    if (isTypeWord(token)) {
        typeWord(result, words);
        return true;
    }
    const bool hasType = words.count > 0 || result.type != nullptr;
    const bool isTypedefName = !hasType && token.kind == TokenKind::Identifier && startsType(token);
    if (!isTypedefName && !isTypeof(token) && !isOneOf(token, {"struct", "union", "enum", "_Atomic"})) {
        return false;
    }
    if (hasType) {
        tokens_.fail("there are two types in this declaration", "is a ';' missing before " + shown(token) + "?");
        return true;
    }
    if (isTypedefName) {
        result.type = std::get<TypedefName>(names_.find(token.text)->meaning).type;
        tokens_.take();
    } else if (isTypeof(token)) {
        typeofSpecifier(result);
    } else if (token.is("enum")) {
        result.type = enumSpecifier();
    } else if (token.is("_Atomic")) { // _Atomic(int)
        tokens_.take();
        tokens_.expect("(");
        result.type = types().qualified(typeName().type, qualifierAtomic);
        tokens_.expect(")");
    } else {
        const bool isUnion = token.is("union");
        result.type = recordSpecifier(isUnion);
    }
    return true;
}

Specifiers Parser::specifiers() {
    Specifiers result;
    TypeWords words;
    result.place = tokens_.place();
    while (!tokens_.hasFailed()) {
        const Token& token = tokens_.peek();
        if (isAttribute(token)) {
            attributes(result.attributes);
        } else if (token.is("_Alignas")) {
            alignmentSpecifier(result);
        } else if (!storageSpecifier(result) && !qualifier(result.qualifiers) && !typeSpecifier(result, words)) {
            break;
        }
    }
    if (result.type != nullptr && !words.conflict.empty()) {
        reporter_->error(result.place, "these words together name no type");
    }
    if (result.type == nullptr) {
        result.isImplicitInt = words.count == 0;
        result.type = words.count > 0 ? typeFromWords(words, result.place) : basic(TypeKind::Int);
    }
    result.type = types().qualified(result.type, result.qualifiers);
    return result;
}

void Parser::typeofSpecifier(Specifiers& result) {
    tokens_.take();
    tokens_.expect("(");
    if (startsType(tokens_.peek())) {
        TypeName name = typeName();
        result.type = name.type;
        std::move(name.lengths.begin(), name.lengths.end(), std::back_inserter(pendingLengths_));
    } else {
        const ExpressionPointer operand = expression();
        result.type = operand ? operand->type : basic(TypeKind::Int);
    }
    tokens_.expect(")");
}

void Parser::alignmentSpecifier(Specifiers& result) {
    const SourcePlace place = tokens_.take().place;
    tokens_.expect("(");
    std::uint64_t alignment = 0;
    if (startsType(tokens_.peek())) {
        alignment = alignmentOf(typeName().type);
    } else if (const auto value = constantExpression("an alignment")) {
        alignment = static_cast<std::uint64_t>(*value);
    }
    tokens_.expect(")");
    if ((alignment & (alignment - 1)) != 0 || alignment > 1U << 20) {
        reporter_->error(place, "an alignment is a power of two, at most 1048576");
        return;
    }
    result.attributes.alignment = std::max(result.attributes.alignment, alignment);
}

// __attribute__((a, b(1))), any number of them.
void Parser::attributes(Attributes& result) {
    while (isAttribute(tokens_.peek())) {
        tokens_.take();
        if (!tokens_.expect("(") || !tokens_.expect("(")) {
            return;
        }
        while (!tokens_.peek().is(")") && !tokens_.atEnd()) {
            if (!tokens_.accept(",")) {
                attribute(result);
            }
        }
        tokens_.expect(")");
        tokens_.expect(")");
    }
}

void Parser::attribute(Attributes& result) {
    const Token name = tokens_.take();
    if (!name.isName()) {
        tokens_.failAt(name.place, "expected the name of an attribute before " + shown(name));
        return;
    }
    if (name.text == "packed" || name.text == "__packed__") {
        result.isPacked = true;
    } else if (name.text == "noreturn" || name.text == "__noreturn__") {
        result.isNoReturn = true;
    } else if (name.text == "aligned" || name.text == "__aligned__") {
        result.alignment = std::max<std::uint64_t>(result.alignment, 16); // without a number: the largest useful one
        if (tokens_.accept("(")) {
            const std::int64_t value = constantExpression("an alignment").value_or(1);
            const bool isValid = value > 0 && value <= 1 << 20 && (value & (value - 1)) == 0;
            if (!isValid) {
                reporter_->error(name.place, "an alignment is a power of two, at most 1048576");
            }
            result.alignment = isValid ? static_cast<std::uint64_t>(value) : 1;
            tokens_.expect(")");
        }
    } else if (tokens_.peek().is("(")) {
        tokens_.skipGroup();
    }
}

Parser::TypeName Parser::typeName() {
    std::vector<ExpressionPointer> outer = std::move(pendingLengths_);
    pendingLengths_.clear();
    TypeName result;
    if (!startsType(tokens_.peek())) {
        reportUnknownType();
        result.type = basic(TypeKind::Int);
    } else {
        const Specifiers base = specifiers();
        Declared declared = declarator(base.type, true);
        if (!declared.name.empty()) {
            reporter_->error(declared.place, "only a type is expected here, not the name '" + declared.name + "'");
        }
        if (declared.parameters) {
            keepPrototype(*declared.parameters);
        }
        result.type = declared.type;
    }
    result.lengths = std::move(pendingLengths_);
    pendingLengths_ = std::move(outer);
    return result;
}

// A type is wanted, but the next token is none that is known.
void Parser::reportUnknownType() {
    const Token& token = tokens_.peek();
    if (token.kind != TokenKind::Identifier) {
        tokens_.fail("expected a type before " + shown(token));
        return;
    }
    const std::string name(token.text);
    const Refusal refusal = refusalOf(name);
    if (!refusal.message.empty()) {
        tokens_.fail("'" + name + "': " + refusal.message, refusal.advice);
        return;
    }
    if (const std::string advice = adviceToDeclare(name); !advice.empty()) {
        tokens_.fail("the type '" + name + "' is not known here", advice);
        return;
    }
    const bool isTag = names_.findTag(name) != nullptr;
    std::vector<std::string_view> typeNames;
    for (const std::string_view each : names_.allNames()) {
        if (std::holds_alternative<TypedefName>(names_.find(each)->meaning)) {
            typeNames.push_back(each);
        }
    }
    const std::string_view nearest = nearestName(name, typeNames);
    tokens_.fail("the type '" + name + "' is not known here", isTag ? "write 'struct " + name + "'"
                                                              : nearest.empty()
                                                                  ? ""
                                                                  : "did you mean '" + std::string(nearest) + "'?");
}

} // namespace faultline
