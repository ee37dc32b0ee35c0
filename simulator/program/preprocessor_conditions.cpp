#include "simulator/program/preprocessor_conditions.h"

#include <array>
#include <cstdint>

#include "simulator/program/constant.h"

namespace faultline {

namespace {

// All arithmetic is done in 64 bits, signed unless an operand is unsigned.
struct Value {
    std::uint64_t bits = 0;
    bool isUnsigned = false;

    std::int64_t asSigned() const { return static_cast<std::int64_t>(bits); }
};

struct Level {
    std::string_view text;
    int precedence;
};

constexpr std::array<Level, 18> operators = {{{"*", 10},
                                              {"/", 10},
                                              {"%", 10},
                                              {"+", 9},
                                              {"-", 9},
                                              {"<<", 8},
                                              {">>", 8},
                                              {"<", 7},
                                              {">", 7},
                                              {"<=", 7},
                                              {">=", 7},
                                              {"==", 6},
                                              {"!=", 6},
                                              {"&", 5},
                                              {"^", 4},
                                              {"|", 3},
                                              {"&&", 2},
                                              {"||", 1}}};

class ConditionParser {
public:
    ConditionParser(const std::vector<Token>& tokens, SourcePlace place, Reporter& reporter)
        : tokens_(tokens), place_(place), reporter_(reporter) {}

    bool evaluate() {
        const Value value = ternary(true);
        if (!failed_ && at_ < tokens_.size()) {
            fail("'" + std::string(tokens_[at_].text) + "' is not expected in this condition");
        }
        return !failed_ && value.bits != 0;
    }

private:
    static constexpr int maximumNesting = 200;

    Value fail(std::string message) {
        if (!failed_) {
            failed_ = true;
            reporter_.error(at_ < tokens_.size() ? tokens_[at_].place : place_, std::move(message));
        }
        return {};
    }

    bool accept(std::string_view punctuator) {
        if (failed_ || at_ >= tokens_.size() || !tokens_[at_].is(punctuator)) {
            return false;
        }
        ++at_;
        return true;
    }

    // `counts`: the value is used, so that a division by zero matters.
    Value ternary(bool counts) {
        if (++nesting_ > maximumNesting) {
            return fail("this condition is nested too deeply");
        }
        Value result = binary(1, counts);
        if (accept("?")) {
            const bool chosen = result.bits != 0;
            const Value yes = ternary(counts && chosen);
            if (!accept(":")) {
                return fail("expected ':' in this condition");
            }
            const Value no = ternary(counts && !chosen);
            result = chosen ? yes : no;
            result.isUnsigned = yes.isUnsigned || no.isUnsigned;
        }
        --nesting_;
        return result;
    }

    int precedenceHere() const {
        if (failed_ || at_ >= tokens_.size() || tokens_[at_].kind != TokenKind::Punctuator) {
            return 0;
        }
        for (const Level& level : operators) {
            if (tokens_[at_].text == level.text) {
                return level.precedence;
            }
        }
        return 0;
    }

    Value binary(int minimum, bool counts) {
        Value left = unary(counts);
        for (int precedence = precedenceHere(); precedence >= minimum; precedence = precedenceHere()) {
            const std::string_view operation = tokens_[at_++].text;
            const bool decided = (operation == "&&" && left.bits == 0) || (operation == "||" && left.bits != 0);
            const Value right = binary(precedence + 1, counts && !decided);
            left = apply(operation, left, right, counts && !decided);
        }
        return left;
    }

    Value apply(std::string_view operation, Value left, Value right, bool counts) {
        const bool isUnsigned = left.isUnsigned || right.isUnsigned;
        const auto truth = [](bool value) { return Value{value ? 1U : 0U, false}; };
        const auto same = [&](std::uint64_t bits) { return Value{bits, isUnsigned}; };
        const bool isLess = isUnsigned ? left.bits < right.bits : left.asSigned() < right.asSigned();
        switch (operation[0]) {
        case '*':
            return same(left.bits * right.bits);
        case '+':
            return same(left.bits + right.bits);
        case '-':
            return same(left.bits - right.bits);
        case '/':
        case '%':
            return same(divided(operation[0], left, right, isUnsigned, counts));
        case '=':
            return truth(left.bits == right.bits);
        case '!':
            return truth(left.bits != right.bits);
        case '^':
            return same(left.bits ^ right.bits);
        case '&':
            return operation == "&&" ? truth(left.bits != 0 && right.bits != 0) : same(left.bits & right.bits);
        case '|':
            return operation == "||" ? truth(left.bits != 0 || right.bits != 0) : same(left.bits | right.bits);
        case '<':
            return operation == "<<" ? shifted(left, right, true)
                                     : truth(operation == "<" ? isLess : isLess || left.bits == right.bits);
        default:
            return operation == ">>" ? shifted(left, right, false)
                                     : truth(operation == ">=" ? !isLess : !isLess && left.bits != right.bits);
        }
    }

    std::uint64_t divided(char operation, Value left, Value right, bool isUnsigned, bool counts) {
        if (right.bits == 0) {
            if (counts) {
                fail("division by zero in this condition");
            }
            return 0;
        }
        if (isUnsigned) {
            return operation == '/' ? left.bits / right.bits : left.bits % right.bits;
        }
        if (right.asSigned() == -1) { // the smallest number divided by -1 has no value in 64 bits
            return operation == '/' ? 0 - left.bits : 0;
        }
        const std::int64_t result =
            operation == '/' ? left.asSigned() / right.asSigned() : left.asSigned() % right.asSigned();
        return static_cast<std::uint64_t>(result);
    }

    static Value shifted(Value left, Value right, bool toLeft) {
        const bool isNegative = !left.isUnsigned && left.asSigned() < 0;
        if (right.bits > 63) {
            return {!toLeft && isNegative ? ~std::uint64_t{0} : 0, left.isUnsigned};
        }
        if (toLeft) {
            return {left.bits << right.bits, left.isUnsigned};
        }
        return {isNegative ? static_cast<std::uint64_t>(left.asSigned() >> right.bits) : left.bits >> right.bits,
                left.isUnsigned};
    }

    Value unary(bool counts) {
        if (++nesting_ > maximumNesting) {
            return fail("this condition is nested too deeply");
        }
        Value result;
        if (accept("!")) {
            result = {unary(counts).bits == 0 ? 1U : 0U, false};
        } else if (accept("-")) {
            result = unary(counts);
            result.bits = 0 - result.bits;
        } else if (accept("~")) {
            result = unary(counts);
            result.bits = ~result.bits;
        } else if (accept("+")) {
            result = unary(counts);
        } else if (accept("(")) {
            result = ternary(counts);
            if (!accept(")")) {
                return fail("expected ')' in this condition");
            }
        } else {
            result = primary();
        }
        --nesting_;
        return result;
    }

    Value primary() {
        if (failed_ || at_ >= tokens_.size()) {
            return fail("this condition ends too early");
        }
        const Token& token = tokens_[at_];
        if (token.isName()) {
            ++at_;
            return {};
        }
        if (token.kind == TokenKind::Character) {
            const CharacterConstant constant = parseCharacter(token.text);
            ++at_;
            return constant.error.empty() ? Value{static_cast<std::uint64_t>(std::int64_t{constant.value}), false}
                                          : fail(constant.error);
        }
        if (token.kind != TokenKind::Number) {
            return fail("'" + std::string(token.text) + "' cannot stand in the condition of an #if");
        }
        const NumberConstant constant = parseNumber(token.text);
        if (!constant.error.empty() || constant.kind == TypeKind::Double || constant.kind == TypeKind::Float ||
            constant.kind == TypeKind::LongDouble) {
            return fail("the condition of an #if needs an integer");
        }
        ++at_;
        return {constant.integer, constant.kind == TypeKind::UnsignedInt || constant.kind == TypeKind::UnsignedLong ||
                                      constant.kind == TypeKind::UnsignedLongLong};
    }

    const std::vector<Token>& tokens_;
    SourcePlace place_;
    Reporter& reporter_;
    std::size_t at_ = 0;
    int nesting_ = 0;
    bool failed_ = false;
};

} // namespace

bool isConditionTrue(const std::vector<Token>& tokens, SourcePlace place, Reporter& reporter) {
    return ConditionParser(tokens, place, reporter).evaluate();
}

} // namespace faultline
