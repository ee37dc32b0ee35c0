#include "tests/oracle/sequence.h"

#include "simulator/run/comparison.h"

namespace faultline {

Operation callOf(Call call, std::vector<CallArgument> arguments) {
    Operation made;
    made.kind = OperationKind::Call;
    made.call = call;
    made.arguments = std::move(arguments);
    return made;
}

CallArgument textArgument(const std::string& text) {
    Bytes bytes(text.begin(), text.end());
    bytes.push_back(0);
    return CallArgument::in(std::move(bytes));
}

std::string describe(const OracleStep& step) {
    return "p" + std::to_string(step.process) + " " + describeOperation(step.operation);
}

} // namespace faultline
