// Labels (C11 6.8.1): names for goto, case and default.
#include "simulator/program/constant_folding.h"
#include "simulator/program/parser.h"

namespace faultline {

LabelId Parser::newLabel(std::string name, SourcePlace place) {
    std::vector<Label>& all = checker_.function()->labels;
    all.push_back({std::move(name), place});
    return static_cast<LabelId>(all.size() - 1);
}

LabelId Parser::namedLabel(std::string_view name, SourcePlace place) {
    const auto known = state_.labels.find(std::string(name));
    if (known != state_.labels.end()) {
        return known->second;
    }
    const LabelId label = newLabel(std::string(name), place);
    state_.labels[std::string(name)] = label;
    return label;
}

std::vector<LabelId> Parser::labels() {
    std::vector<LabelId> result;
    while (!tokens_.hasFailed()) {
        const Token& token = tokens_.peek();
        std::optional<LabelId> label;
        if (token.is("case")) {
            label = caseLabel();
        } else if (token.is("default")) {
            label = defaultLabel();
        } else if (token.kind == TokenKind::Identifier && tokens_.peek(1).is(":")) {
            label = namedLabel(token.text, token.place);
            if (!state_.defined.insert(*label).second) {
                reporter_->error(token.place,
                                 "the label '" + std::string(token.text) + "' stands twice in this function");
            }
            checker_.function()->labels[*label].place = token.place;
            tokens_.take();
            tokens_.take();
            Attributes ignored;
            attributes(ignored);
        } else {
            break;
        }
        if (label) {
            result.push_back(*label);
        }
    }
    return result;
}

// case 1: and GNU's case 1 ... 5:
std::optional<LabelId> Parser::caseLabel() {
    constexpr std::int64_t longestRange = 10'000;
    const SourcePlace place = tokens_.take().place;
    const std::optional<std::int64_t> value = constantExpression("the value of a case");
    const bool isRange = tokens_.accept("...");
    const std::optional<std::int64_t> last = isRange ? constantExpression("the value of a case") : value;
    tokens_.expect(":");
    if (state_.switches.empty()) {
        reporter_->error(place, "'case' outside of a switch");
        return std::nullopt;
    }
    if (!value || !last) {
        return std::nullopt;
    }
    if (*last < *value || static_cast<std::uint64_t>(*last) - static_cast<std::uint64_t>(*value) > longestRange) {
        reporter_->error(place, *last < *value ? "this range of cases is empty" : "this range of cases is too long",
                         "use if");
        return std::nullopt;
    }
    SwitchState& current = *state_.switches.back();
    const LabelId label = newLabel({}, place);
    for (std::int64_t i = 0; i <= *last - *value; ++i) {
        const auto narrow = static_cast<std::int64_t>(narrowed(static_cast<std::uint64_t>(*value + i), current.type));
        const auto [known, isNew] = current.known.emplace(narrow, place);
        if (!isNew) {
            reporter_->error(place, "the case " + std::to_string(narrow) + " stands twice in this switch",
                             "the first time on line " + std::to_string(known->second.line));
            return std::nullopt;
        }
        current.cases.push_back({narrow, label});
    }
    return label;
}

std::optional<LabelId> Parser::defaultLabel() {
    const SourcePlace place = tokens_.take().place;
    tokens_.expect(":");
    if (state_.switches.empty()) {
        reporter_->error(place, "'default' outside of a switch");
        return std::nullopt;
    }
    SwitchState& current = *state_.switches.back();
    if (current.otherwise) {
        reporter_->error(place, "this switch has two defaults");
        return std::nullopt;
    }
    current.otherwise = newLabel({}, place);
    return current.otherwise;
}

} // namespace faultline
