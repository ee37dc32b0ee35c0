// What the built-in headers are written with: variable arguments, offsetof, atomic operations.
#include "simulator/program/headers_names.h"
#include "simulator/program/parser.h"

namespace faultline {

// va_list: as the x86-64 ABI has it, an array of one struct, so that functions share the list they are given.
void Parser::declareBuiltins() {
    auto [tagType, record] = types().newRecord(false, "__va_list_tag", {});
    const Type* word = basic(TypeKind::UnsignedInt);
    const Type* pointer = types().pointerTo(basic(TypeKind::Void));
    layOut(*record,
           {{"gp_offset", word, {}, 0, {}},
            {"fp_offset", word, {}, 0, {}},
            {"overflow_arg_area", pointer, {}, 0, {}},
            {"reg_save_area", pointer, {}, 0, {}}},
           0);
    names_.declare("__builtin_va_list", {TypedefName{types().arrayOf(tagType, 1)}, {}});
}

ExpressionPointer Parser::builtin() {
    const Token& token = tokens_.peek();
    const std::string_view name = token.text;
    if (name == "_Generic") {
        unsupported("_Generic");
        return nullptr;
    }
    if (!name.starts_with("__builtin_")) {
        tokens_.fail("expected an expression before " + shown(token));
        return nullptr;
    }
    const SourcePlace place = tokens_.take().place;
    if (!tokens_.expect("(")) {
        return nullptr;
    }
    ExpressionPointer result;
    if (name == "__builtin_va_start") {
        result = vaStart(place);
    } else if (name == "__builtin_va_arg") {
        result = vaArg(place);
    } else if (name == "__builtin_va_end") {
        result = checker_.variadic(VariadicOperation::End, assignment(), nullptr, nullptr, place);
    } else if (name == "__builtin_va_copy") {
        result = vaCopy(place);
    } else if (name == "__builtin_offsetof") {
        result = offsetOf(place);
    } else {
        return atomicBuiltin(place);
    }
    tokens_.expect(")");
    return result;
}

ExpressionPointer Parser::vaStart(SourcePlace place) {
    ExpressionPointer list = assignment();
    if (tokens_.accept(",")) {
        assignment(); // the last parameter: nothing depends on it
    }
    return checker_.variadic(VariadicOperation::Start, std::move(list), nullptr, nullptr, place);
}

ExpressionPointer Parser::vaArg(SourcePlace place) {
    ExpressionPointer list = assignment();
    tokens_.expect(",");
    TypeName name = typeName();
    return withLengths(std::move(name.lengths),
                       checker_.variadic(VariadicOperation::Argument, std::move(list), nullptr, name.type, place));
}

ExpressionPointer Parser::vaCopy(SourcePlace place) {
    ExpressionPointer target = assignment();
    tokens_.expect(",");
    ExpressionPointer source = assignment();
    return checker_.variadic(VariadicOperation::Copy, std::move(target), std::move(source), nullptr, place);
}

// offsetof(type, a.b[2].c)
ExpressionPointer Parser::offsetOf(SourcePlace place) {
    const Type* type = typeName().type;
    tokens_.expect(",");
    std::uint64_t offset = 0;
    bool isFirst = true;
    while (!tokens_.hasFailed() && !tokens_.peek().is(")")) {
        if (isFirst || tokens_.accept(".")) {
            const Token& name = tokens_.take();
            const std::vector<const Member*> path =
                isRecord(type) ? findMember(*type->record, name.text) : std::vector<const Member*>{};
            if (path.empty()) {
                return checker_.error(name.place,
                                      "'" + toString(type) + "' has no member '" + std::string(name.text) + "'");
            }
            for (const Member* member : path) {
                offset += member->offset;
                type = member->type;
            }
            isFirst = false;
        } else if (tokens_.accept("[")) {
            const std::int64_t index = constantExpression("an index in offsetof").value_or(0);
            tokens_.expect("]");
            if (!isArray(type)) {
                return checker_.error(place, "'" + toString(type) + "' has no elements");
            }
            type = type->element;
            offset += static_cast<std::uint64_t>(index) * sizeOf(type);
        } else {
            tokens_.fail("expected ')' before " + shown(tokens_.peek()));
        }
    }
    return checker_.integer(offset, basic(TypeKind::UnsignedLong), place);
}

// __builtin_atomic(add, &x, 1): how <stdatomic.h> writes its operations.
ExpressionPointer Parser::atomicBuiltin(SourcePlace place) {
    const std::string name(tokens_.take().text);
    if (!tokens_.accept(",")) {
        tokens_.fail("expected ',' before " + shown(tokens_.peek()));
        return nullptr;
    }
    return checker_.atomic(name, arguments(), place);
}

} // namespace faultline
