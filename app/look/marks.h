// Marks: who acts, what kind of fault, where the machines differ.
#pragma once

#include "app/look/look.h"

#include <QPainter>
#include <QPointF>

namespace faultline {

/// "Program", "Hardware", "Kernel", "Disk".
QString nameForWindow(Actor actor);

/// The actor's badge with a sentence's number: circle, square, hexagon or drum. `size` is its height.
/// With `plate` it stands on paper, so that lines end at it.
void paintBadge(QPainter& painter, QPointF centre, double size, const Look& look, Actor actor, int number,
                bool lit = false, bool plate = false);

enum class FaultKind : std::uint8_t { None, Minor, Major, Segv, Bus, OtherSignal };
/// The gravest of an outcome.
FaultKind faultKindOf(std::uint32_t minor, std::uint32_t major, const Signal& signal);
/// "minor fault", "SIGBUS".
QString nameForWindow(FaultKind kind, const Signal& signal);
void paintFault(QPainter& painter, QPointF centre, double size, const Look& look, FaultKind kind);

/// ≠ on a plate of the difference's colour.
void paintDifference(QPainter& painter, const QRectF& plate, const Look& look);
/// ≠ without a plate.
void paintUnequal(QPainter& painter, QPointF centre, double size, const QColor& colour);
void paintTick(QPainter& painter, QPointF centre, double size, const QColor& colour);
/// A filled arrowhead whose point is at `tip`, pointing along `direction` (degrees, 0 to the right, 180 to the left).
void paintArrowhead(QPainter& painter, QPointF tip, double direction, double size, const QColor& colour);

} // namespace faultline
