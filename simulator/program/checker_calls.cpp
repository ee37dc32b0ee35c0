// Calls (C11 6.5.2.2), variable arguments and atomic updates.
#include <algorithm>
#include <array>

#include "simulator/program/checker.h"
#include "simulator/program/checker_types.h"
#include "simulator/program/constant_folding.h"
#include "simulator/program/format_check.h"

namespace faultline {

namespace {

// Which argument of the printf and scanf families is the format.
std::optional<std::uint32_t> formatArgument(std::string_view function) {
    struct Entry {
        std::string_view names;
        std::uint32_t argument;
    };
    constexpr std::array<Entry, 3> entries = {{
        {" printf scanf vprintf vscanf warn warnx vwarn vwarnx ", 0},
        {" fprintf sprintf dprintf fscanf sscanf vfprintf vsprintf vdprintf vfscanf vsscanf err errx verr verrx "
         "asprintf "
         "vasprintf syslog ",
         1},
        {" snprintf vsnprintf error errc warnc ", 2},
    }};
    for (const Entry& entry : entries) {
        if (entry.names.find(" " + std::string(function) + " ") != std::string_view::npos) {
            return entry.argument;
        }
    }
    return std::nullopt;
}

bool isSetjmp(std::string_view function) {
    return function == "setjmp" || function == "_setjmp" || function == "sigsetjmp" || function == "__sigsetjmp";
}

// The literal whose address an argument is.
const StringLocation* literalOf(const Expression& argument) {
    const Expression* at = &argument;
    while (const auto* converted = std::get_if<Convert>(&at->node)) {
        at = converted->operand.get();
    }
    const auto* address = std::get_if<AddressOf>(&at->node);
    return address == nullptr ? nullptr : std::get_if<StringLocation>(&address->location->node);
}

} // namespace

bool Checker::checkArguments(const Type* type, const std::string& name, std::size_t given, SourcePlace place) {
    const std::size_t wanted = type->parameters.size();
    if (type->isOldStyle || given == wanted || (type->isVariadic && given > wanted)) {
        return true;
    }
    const std::string who = name.empty() ? "this function" : "'" + name + "'";
    error(place,
          who + " takes " + (type->isVariadic ? "at least " : "") + std::to_string(wanted) +
              (wanted == 1 ? " argument" : " arguments") + ", but is given " + std::to_string(given),
          "it is declared as " + toString(type, name));
    return false;
}

void Checker::checkFormatOf(const Call& call, bool scans) {
    const Expression& format = *call.arguments[*call.format];
    std::vector<const Type*> given;
    for (std::size_t i = *call.format + 1; i < call.arguments.size(); ++i) {
        given.push_back(call.arguments[i]->type);
    }
    for (FormatComplaint& found : checkFormat(call.formatText, scans, given)) {
        const bool isMissing = found.argument >= given.size();
        const SourcePlace place = isMissing ? format.place : call.arguments[*call.format + 1 + found.argument]->place;
        reporter_->warning(place, std::move(found.message), std::move(found.advice));
    }
}

ExpressionPointer Checker::call(ExpressionPointer callee, std::vector<ExpressionPointer> arguments, SourcePlace place) {
    callee = value(std::move(callee));
    if (!callee) {
        return nullptr;
    }
    if (!isPointer(callee->type) || !isFunction(callee->type->element)) {
        return error(place, "'" + toString(callee->type) + "' is not a function and cannot be called");
    }
    const Type* type = callee->type->element;
    Call call;
    if (const auto* named = std::get_if<FunctionAddress>(&callee->node)) {
        call.function = named->function;
    }
    const std::string name = call.function != nullptr ? call.function->name : std::string();
    if (!checkArguments(type, name, arguments.size(), place)) {
        return nullptr;
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        ExpressionPointer argument = value(std::move(arguments[i]));
        const bool hasParameter = i < type->parameters.size();
        if (argument && (hasParameter || isVoid(argument->type))) {
            const Type* wanted = hasParameter ? type->parameters[i] : types().basic(TypeKind::Int);
            argument =
                convertImplicitly(std::move(argument), wanted,
                                  "as argument " + std::to_string(i + 1) + (name.empty() ? "" : " of '" + name + "'"));
        } else if (argument) {
            argument = promote(std::move(argument));
            const Type* passed = argument ? defaultPromoted(types(), argument->type) : nullptr;
            argument = argument ? convert(std::move(argument), passed) : nullptr;
        }
        if (!argument) {
            return nullptr;
        }
        call.arguments.push_back(std::move(argument));
    }
    const std::optional<std::uint32_t> format = formatArgument(name);
    if (format && *format < call.arguments.size()) {
        if (const StringLocation* literal = literalOf(*call.arguments[*format])) {
            call.format = format;
            call.formatText = program_->literalText(literal->literal);
            if (name.front() != 'v') { // those take a va_list
                checkFormatOf(call, name.ends_with("scanf"));
            }
        }
    }
    call.returnsTwice = isSetjmp(name);
    const Type* result = type->element->unqualified;
    if (!isVoid(result) && !isComplete(result)) {
        return error(place, "this call would give '" + toString(result) + "', which is not complete here");
    }
    if (call.function == nullptr) {
        call.callee = std::move(callee);
    }
    return make(result, place, std::move(call));
}

ExpressionPointer Checker::variadic(VariadicOperation operation, ExpressionPointer list, ExpressionPointer source,
                                    const Type* type, SourcePlace place) {
    list = value(std::move(list));
    source = value(std::move(source));
    if (!list || (operation == VariadicOperation::Copy && !source)) {
        return nullptr;
    }
    const auto isList = [](const Type* pointer) {
        return isPointer(pointer) && isRecord(pointer->element) && pointer->element->record->tag == "__va_list_tag";
    };
    if (!isList(list->type) || (source && !isList(source->type))) {
        return error(place, "this needs a va_list, but is given '" + toString(list->type) + "'");
    }
    if (operation == VariadicOperation::Start && (function_ == nullptr || !function_->type->isVariadic)) {
        return error(place, "va_start can only be used in a function that takes '...'");
    }
    if (operation == VariadicOperation::Argument) {
        if (!isComplete(type) || isArray(type)) {
            return error(place, "va_arg cannot give '" + toString(type) + "'");
        }
        const Type* passed = isArithmetic(type) ? defaultPromoted(types(), type) : type->unqualified;
        if (passed != type->unqualified && passed->kind != representation(type)) {
            reporter_->warning(place, "'" + toString(type) + "' is passed as '" + toString(passed) + "' through '...'",
                               "so take that from va_arg");
        }
    }
    const Type* result = operation == VariadicOperation::Argument ? type->unqualified : types().basic(TypeKind::Void);
    return make(result, place, VariadicAccess{operation, std::move(list), std::move(source)});
}

ExpressionPointer Checker::atomic(std::string_view name, std::vector<ExpressionPointer> arguments, SourcePlace place) {
    constexpr std::array<std::string_view, 9> names = {"load", "store", "exchange",        "add", "sub", "and",
                                                       "or",   "xor",   "compare_exchange"};
    const auto found = std::find(names.begin(), names.end(), name);
    const auto operation = static_cast<AtomicOperation>(found - names.begin());
    const bool isCompare = operation == AtomicOperation::CompareExchange;
    const std::size_t wanted = operation == AtomicOperation::Load ? 1 : isCompare ? 3 : 2;
    if (found == names.end() || arguments.size() != wanted) {
        return error(place, "this atomic operation takes " + std::to_string(wanted) + " arguments");
    }
    ExpressionPointer pointer = value(std::move(arguments[0]));
    if (!pointer) {
        return nullptr;
    }
    const Type* target = isPointer(pointer->type) ? pointer->type->element->unqualified : nullptr;
    if (target == nullptr || !isScalar(target) || isFloating(target)) {
        return error(place, "this needs a pointer to an atomic integer or pointer, but is given '" +
                                toString(pointer->type) + "'");
    }
    AtomicUpdate update{operation, std::move(pointer), nullptr, nullptr};
    const bool isSum = operation == AtomicOperation::Add || operation == AtomicOperation::Subtract;
    if (wanted >= 2) {
        ExpressionPointer operand = value(std::move(arguments[wanted - 1]));
        if (operand && isPointer(target) && isSum) {
            std::int64_t scale = 1;
            operand = scaledIndex(std::move(operand), target->element, false, scale);
            operand = binary(BinaryOperator::Multiply, std::move(operand),
                             integer(static_cast<std::uint64_t>(scale), types().basic(TypeKind::Long), place), place);
        } else {
            operand = convertImplicitly(std::move(operand), target, "in this atomic operation");
        }
        update.value = std::move(operand);
    }
    if (isCompare) {
        update.expected =
            convertImplicitly(std::move(arguments[1]), types().pointerTo(target), "in this atomic operation");
    }
    if ((wanted >= 2 && !update.value) || (isCompare && !update.expected)) {
        return nullptr;
    }
    const Type* type = operation == AtomicOperation::Store ? types().basic(TypeKind::Void)
                       : isCompare                         ? types().basic(TypeKind::Bool)
                                                           : target;
    return make(type, place, std::move(update));
}

} // namespace faultline
