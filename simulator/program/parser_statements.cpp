// Statements (C11 6.8).
#include <array>

#include "simulator/program/parser.h"

namespace faultline {

Statement Parser::begin() {
    return {program_->nextStatement(), tokens_.place(), EmptyStatement{}};
}

void Parser::openScope(SourcePlace place) {
    Function& function = *checker_.function();
    function.scopes.push_back({checker_.scope(), place, place});
    checker_.setScope(static_cast<std::uint32_t>(function.scopes.size() - 1));
    names_.enter();
}

void Parser::closeScope(SourcePlace place) {
    Scope& scope = checker_.function()->scopes[checker_.scope()];
    scope.end = place;
    checker_.setScope(scope.parent);
    names_.leave();
}

// Up to the '}' that ends the block, which is left.
void Parser::blockItems(std::vector<Statement>& statements) {
    while (!tokens_.peek().is("}") && !tokens_.atRealEnd() && !reporter_->isFull()) {
        const std::size_t start = tokens_.position();
        const bool isLabel = tokens_.peek().kind == TokenKind::Identifier && tokens_.peek(1).is(":");
        if (startsDeclaration() && !isLabel) {
            blockDeclaration(statements);
        } else {
            statement(statements);
        }
        if (tokens_.hasFailed()) {
            pendingLengths_.clear();
            tokens_.recoverInBlock(start);
        }
    }
}

BlockStatement Parser::block() {
    BlockStatement result;
    openScope(tokens_.take().place); // {
    result.scope = checker_.scope();
    blockItems(result.statements);
    result.end = tokens_.place();
    closeScope(result.end);
    tokens_.expect("}");
    return result;
}

// One statement, which may stand for several.
void Parser::statement(std::vector<Statement>& statements) {
    Nesting nesting(*this);
    if (!nesting.fits()) {
        return;
    }
    Statement result = begin();
    std::vector<LabelId> before = labels();
    if (before.empty()) {
        result.node = simpleStatement();
        statements.push_back(std::move(result));
        return;
    }
    LabelledStatement labelled;
    labelled.labels = std::move(before);
    labelled.statement = std::make_unique<Statement>(begin());
    if (startsDeclaration()) { // C23, and gcc: a declaration behind a label
        statements.push_back({result.id, result.place, std::move(labelled)});
        blockDeclaration(statements);
        return;
    }
    if (!tokens_.peek().is("}")) { // a label at the end of a block: C23, and gcc
        labelled.statement->node = simpleStatement();
    }
    result.node = std::move(labelled);
    statements.push_back(std::move(result));
}

StatementPointer Parser::subStatement() {
    std::vector<Statement> statements;
    if (startsDeclaration() && !tokens_.peek(1).is(":")) {
        const SourcePlace place = tokens_.place();
        reporter_->error(place, "a declaration cannot stand alone here", "put it in braces: { … }");
        openScope(place);
        blockDeclaration(statements);
        closeScope(place);
        return std::make_unique<Statement>(begin());
    }
    statement(statements);
    if (statements.empty()) {
        return std::make_unique<Statement>(begin());
    }
    return std::make_unique<Statement>(std::move(statements[0]));
}

StatementNode Parser::simpleStatement() {
    constexpr std::array<std::pair<std::string_view, StatementNode (Parser::*)()>, 9> statements = {
        {{"if", &Parser::ifStatement},
         {"while", &Parser::whileStatement},
         {"do", &Parser::doStatement},
         {"for", &Parser::forStatement},
         {"switch", &Parser::switchStatement},
         {"goto", &Parser::gotoStatement},
         {"return", &Parser::returnStatement},
         {"break", &Parser::jumpStatement},
         {"continue", &Parser::jumpStatement}}};
    const Token& token = tokens_.peek();
    if (token.is("{")) {
        return block();
    }
    if (tokens_.accept(";")) {
        return EmptyStatement{};
    }
    if (token.kind != TokenKind::Keyword) {
        return expressionStatement();
    }
    for (const auto& [word, read] : statements) {
        if (token.text == word) {
            return (this->*read)();
        }
    }
    if (token.text == "asm" || token.text == "__asm__" || token.text == "__asm") {
        unsupported("asm");
        return EmptyStatement{};
    }
    if (token.text == "else") {
        tokens_.fail("'else' without an 'if' before it");
        return EmptyStatement{};
    }
    return expressionStatement();
}

// break; or continue;
StatementNode Parser::jumpStatement() {
    const Token& token = tokens_.take();
    const bool isBreak = token.text == "break";
    if ((isBreak ? state_.breakables : state_.loops) == 0) {
        reporter_->error(token.place, isBreak ? "'break' outside of a loop or switch" : "'continue' outside of a loop");
    }
    tokens_.expect(";");
    return isBreak ? StatementNode(BreakStatement{}) : StatementNode(ContinueStatement{});
}

StatementNode Parser::expressionStatement() {
    const Token& first = tokens_.peek();
    // foo_t x; where foo_t is no type
    const bool isUnknownType = first.kind == TokenKind::Identifier && names_.find(first.text) == nullptr &&
                               (tokens_.peek(1).kind == TokenKind::Identifier ||
                                (tokens_.peek(1).is("*") && tokens_.peek(2).kind == TokenKind::Identifier &&
                                 names_.find(tokens_.peek(2).text) == nullptr));
    if (isUnknownType) {
        reportUnknownType();
        return EmptyStatement{};
    }
    ExpressionPointer value = checker_.discard(expression());
    tokens_.expect(";");
    if (!value) {
        return EmptyStatement{};
    }
    // What is converted to void only because nothing uses it is kept as it is.
    if (auto* converted = std::get_if<Convert>(&value->node); converted != nullptr && isVoid(value->type)) {
        value = std::move(converted->operand);
    }
    return ExpressionStatement{std::move(value)};
}

ExpressionPointer Parser::conditionInParentheses() {
    tokens_.expect("(");
    const bool isDeclaration = startsDeclaration();
    if (isDeclaration) {
        tokens_.fail("a declaration cannot stand here", "declare the variable before this statement");
    }
    ExpressionPointer result = checker_.condition(expression());
    tokens_.expect(")");
    return result;
}

// So that a tree is whole also after an error: then nothing of the program is used.
static ExpressionPointer orZero(Checker& checker, ExpressionPointer expression, SourcePlace place) {
    return expression ? std::move(expression) : checker.integer(0, checker.types().basic(TypeKind::Int), place);
}

StatementNode Parser::ifStatement() {
    const SourcePlace place = tokens_.take().place;
    IfStatement result;
    result.condition = orZero(checker_, conditionInParentheses(), place);
    result.then = subStatement();
    if (tokens_.accept("else")) {
        result.otherwise = subStatement();
    }
    return result;
}

StatementPointer Parser::loopBody() {
    ++state_.loops;
    ++state_.breakables;
    StatementPointer body = subStatement();
    --state_.loops;
    --state_.breakables;
    return body;
}

StatementNode Parser::whileStatement() {
    const SourcePlace place = tokens_.take().place;
    WhileStatement result;
    result.condition = orZero(checker_, conditionInParentheses(), place);
    result.body = loopBody();
    return result;
}

StatementNode Parser::doStatement() {
    const SourcePlace place = tokens_.take().place;
    DoStatement result;
    result.body = loopBody();
    if (!tokens_.expect("while")) {
        return EmptyStatement{};
    }
    result.condition = orZero(checker_, conditionInParentheses(), place);
    tokens_.expect(";");
    return result;
}

StatementNode Parser::forStatement() {
    const SourcePlace place = tokens_.take().place;
    ForStatement result;
    openScope(place);
    result.scope = checker_.scope();
    tokens_.expect("(");
    if (startsDeclaration()) {
        blockDeclaration(result.initial);
    } else if (!tokens_.accept(";")) {
        Statement initial = begin();
        initial.node = expressionStatement();
        result.initial.push_back(std::move(initial));
    }
    if (!tokens_.peek().is(";")) {
        result.condition = checker_.condition(expression());
    }
    tokens_.expect(";");
    if (!tokens_.peek().is(")")) {
        result.step = checker_.discard(expression());
    }
    tokens_.expect(")");
    result.body = loopBody();
    closeScope(tokens_.previousPlace());
    return result;
}

StatementNode Parser::switchStatement() {
    const SourcePlace place = tokens_.take().place;
    tokens_.expect("(");
    SwitchStatement result;
    result.value = checker_.promote(checker_.value(expression()));
    tokens_.expect(")");
    if (result.value && !isInteger(result.value->type)) {
        reporter_->error(result.value->place,
                         "a switch needs an integer, but this is '" + toString(result.value->type) + "'");
        result.value = nullptr;
    }
    result.value = orZero(checker_, std::move(result.value), place);
    SwitchState own;
    own.type = result.value->type;
    state_.switches.push_back(&own);
    ++state_.breakables;
    result.body = subStatement();
    --state_.breakables;
    state_.switches.pop_back();
    result.cases = std::move(own.cases);
    result.otherwise = own.otherwise;
    return result;
}

StatementNode Parser::gotoStatement() {
    tokens_.take();
    if (tokens_.peek().is("*")) {
        tokens_.fail("a computed goto is a GNU extension; use a function", "or a switch");
        return EmptyStatement{};
    }
    const Token& name = tokens_.peek();
    if (name.kind != TokenKind::Identifier) {
        tokens_.fail("expected the name of a label before " + shown(name));
        return EmptyStatement{};
    }
    tokens_.take();
    tokens_.expect(";");
    return GotoStatement{namedLabel(name.text, name.place)};
}

StatementNode Parser::returnStatement() {
    const SourcePlace place = tokens_.take().place;
    const Function& function = *checker_.function();
    const Type* type = function.type->element;
    ReturnStatement result;
    if (tokens_.accept(";")) {
        if (!isVoid(type)) {
            reporter_->warning(place, "'" + function.name + "' should return a value of type '" + toString(type) + "'");
        }
        return result;
    }
    ExpressionPointer value = expression();
    tokens_.expect(";");
    if (isVoid(type)) {
        value = checker_.discard(std::move(value));
        if (value && std::holds_alternative<Convert>(value->node)) {
            reporter_->warning(place, "'" + function.name + "' returns void, but is given a value to return");
        }
    } else {
        value = checker_.convertImplicitly(std::move(value), type, "as the result of '" + function.name + "'");
    }
    result.value = std::move(value);
    return result;
}

} // namespace faultline
