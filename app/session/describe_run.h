#pragma once

#include "simulator/machine/describe.h"
#include "simulator/run/run.h"

/// Descriptions of what stands in a saved run besides the vocabulary (see simulator/machine/describe.h).
namespace faultline {

template <class V, Is<Choices::Turn>... T>
void describe(V&& v, T&... o) {
    v("tick", o.tick...);
    v("step", o.step...);
    v("process", o.process...);
    v("statements", o.statements...);
}

template <class V, Is<Choices::Input>... T>
void describe(V&& v, T&... o) {
    v("tick", o.tick...);
    v("step", o.step...);
    v("bytes", o.bytes...);
    v("end", o.end...);
}

template <class V, Is<Choices::TurnLength>... T>
void describe(V&& v, T&... o) {
    v("tick", o.tick...);
    v("step", o.step...);
    v("operations", o.operations...);
}

template <class V, Is<Choices>... T>
void describe(V&& v, T&... o) {
    v("turns", o.turns...);
    v("inputs", o.inputs...);
    v("lengths", o.lengths...);
}

} // namespace faultline
