#include "simulator/machine/settled.h"

#include <algorithm>
#include <iterator>

namespace faultline {

void sortByProcess(std::vector<Settled>& settled) {
    const auto inOrder = [](const Settled& a, const Settled& b) { return a.process < b.process; };
    if (std::is_sorted(settled.begin(), settled.end(), inOrder))
        return;
    Delta all;
    for (Settled& one : settled) {
        std::move(one.performed.delta.changes.begin(), one.performed.delta.changes.end(),
                  std::back_inserter(all.changes));
        one.performed.delta.changes.clear();
    }
    std::stable_sort(settled.begin(), settled.end(), inOrder);
    settled.front().performed.delta = std::move(all);
}

} // namespace faultline
