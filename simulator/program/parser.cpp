#include "simulator/program/parser.h"

namespace faultline {

Parser::Parser(std::vector<Token> tokens, ProgramBuilder& program, Reporter& reporter, ParserSurroundings surroundings)
    : tokens_(std::move(tokens), reporter), program_(&program), reporter_(&reporter),
      surroundings_(std::move(surroundings)), checker_(program, reporter) {
    program.beginUnit();
    declareBuiltins();
}

bool Parser::Nesting::fits() {
    if (parser_.nesting_ <= maximumNesting) {
        return true;
    }
    parser_.tokens_.giveUp("this is nested too deeply", "at most 250 parentheses or braces may lie within one another");
    return false;
}

void Parser::run() {
    while (!tokens_.atEnd() && !reporter_->isFull()) {
        if (tokens_.accept(";")) {
            continue;
        }
        externalDeclaration();
        if (tokens_.hasFailed()) {
            tokens_.recoverAtFileLevel();
        }
    }
}

} // namespace faultline
