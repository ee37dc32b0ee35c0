// Initialisers as written (C11 6.7.9), and compound literals (6.5.2.5).
#include "simulator/program/constant_address.h"
#include "simulator/program/parser.h"

namespace faultline {

WrittenInitialiser Parser::writtenInitialiser() {
    WrittenInitialiser result;
    result.place = tokens_.place();
    Nesting nesting(*this);
    if (!nesting.fits()) {
        return result;
    }
    if (!tokens_.peek().is("{")) {
        result.expression = assignment();
        return result;
    }
    tokens_.take();
    result.isList = true;
    while (!tokens_.peek().is("}") && !tokens_.atEnd()) {
        InitialiserElement element;
        element.designators = designators();
        element.value = writtenInitialiser();
        result.elements.push_back(std::move(element));
        if (!tokens_.accept(",")) {
            break;
        }
    }
    tokens_.expect("}");
    return result;
}

std::vector<Designator> Parser::designators() {
    std::vector<Designator> result;
    while (tokens_.peek().is(".") || tokens_.peek().is("[")) {
        Designator& designator = result.emplace_back();
        designator.place = tokens_.place();
        if (tokens_.take().is("[")) {
            const std::int64_t index = constantExpression("an index in an initialiser").value_or(0);
            const bool isRange = tokens_.accept("..."); // GNU
            const std::int64_t last =
                isRange ? constantExpression("an index in an initialiser").value_or(index) : index;
            if (index < 0 || last < index) {
                reporter_->error(designator.place, index < 0 ? "an index in an initialiser cannot be negative"
                                                             : "this range of elements is empty");
            }
            designator.index = index < 0 ? 0 : static_cast<std::uint64_t>(index);
            designator.last = last < index || index < 0 ? designator.index : static_cast<std::uint64_t>(last);
            tokens_.expect("]");
        } else if (tokens_.peek().kind == TokenKind::Identifier) {
            designator.member = std::string(tokens_.take().text);
        } else {
            tokens_.fail("expected the name of a member before " + shown(tokens_.peek()));
        }
    }
    const bool isOldStyle = tokens_.peek().kind == TokenKind::Identifier && tokens_.peek(1).is(":");
    if (result.empty() && isOldStyle) { // GNU: name: value
        Designator& designator = result.emplace_back();
        designator.place = tokens_.place();
        designator.member = std::string(tokens_.take().text);
        tokens_.take();
    } else if (!result.empty()) {
        tokens_.expect("=");
    }
    return result;
}

// (type){…}
ExpressionPointer Parser::compoundLiteral(TypeName name, SourcePlace place) {
    const Type* type = name.type;
    WrittenInitialiser written = writtenInitialiser();
    if (isVariableLength(type) || isFunction(type) || (!isComplete(type) && !isArray(type))) {
        return checker_.error(place, "a compound literal cannot have type '" + toString(type) + "'");
    }
    const bool isStatic = checker_.function() == nullptr;
    InitialiserBuilder builder(checker_, "this literal", isStatic);
    Initialiser initialiser = builder.build(type, std::move(written));
    if (isStatic) {
        Variable* variable = program_->addStatic({}, type, place);
        variable->size = builder.size();
        makeImage(*variable, initialiser, *reporter_);
        return checker_.variable(variable, type, place);
    }
    Variable* variable = checker_.addLocal({}, type, place);
    return withLengths(std::move(name.lengths), checker_.compoundLiteral(variable, std::move(initialiser), place));
}

} // namespace faultline
