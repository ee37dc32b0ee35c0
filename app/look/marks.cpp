#include "app/look/marks.h"

#include <QCoreApplication>
#include <QPainterPath>

#include <cmath>
#include <csignal>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Marks)
};

QPainterPath badgeShape(Actor actor, QPointF c, double size) {
    QPainterPath shape;
    const double r = size / 2;
    switch (actor) {
    case Actor::Program:
        shape.addEllipse(c, r, r);
        break;
    case Actor::Hardware:
        shape.addRoundedRect(QRectF(c.x() - r * 0.92, c.y() - r * 0.92, r * 1.84, r * 1.84), 1, 1);
        break;
    case Actor::Kernel:
        for (int i = 0; i < 6; ++i) {
            const double angle = i * M_PI / 3;
            const QPointF p(c.x() + std::cos(angle) * r * 1.18, c.y() + std::sin(angle) * r * 1.08);
            i == 0 ? shape.moveTo(p) : shape.lineTo(p);
        }
        shape.closeSubpath();
        break;
    case Actor::Disk: {
        const double w = r * 0.98, h = r * 0.98, lid = r * 0.3;
        shape.moveTo(c.x() - w, c.y() - h + lid);
        shape.quadTo(c.x(), c.y() - h - lid, c.x() + w, c.y() - h + lid);
        shape.lineTo(c.x() + w, c.y() + h - lid);
        shape.quadTo(c.x(), c.y() + h + lid, c.x() - w, c.y() + h - lid);
        shape.closeSubpath();
        break;
    }
    }
    return shape;
}

} // namespace

QString nameForWindow(Actor actor) {
    switch (actor) {
    case Actor::Program:
        return Words::tr("Program");
    case Actor::Hardware:
        return Words::tr("Hardware");
    case Actor::Kernel:
        return Words::tr("Kernel");
    case Actor::Disk:
        return Words::tr("Disk");
    }
    return {};
}

void paintBadge(QPainter& painter, QPointF centre, double size, const Look& look, Actor actor, int number, bool lit,
                bool plate) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPainterPath shape = badgeShape(actor, centre, size);
    if (lit || plate) {
        painter.setPen(QPen(lit ? look.theme.ink : look.theme.paper, lit ? 5 : 3));
        painter.setBrush(look.theme.paper);
        painter.drawPath(shape);
    }
    painter.fillPath(shape, look.theme.of(actor));
    QFont font = look.type.strong;
    font.setPointSizeF(font.pointSizeF() * (number > 9 ? 0.86 : 1.0));
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(look.theme.actorText);
    painter.drawText(QRectF(centre.x() - size, centre.y() - size, size * 2, size * 2), Qt::AlignCenter,
                     QString::number(number));
    painter.restore();
}

FaultKind faultKindOf(std::uint32_t minor, std::uint32_t major, const Signal& signal) {
    if (signal.number == SIGSEGV)
        return FaultKind::Segv;
    if (signal.number == SIGBUS)
        return FaultKind::Bus;
    if (signal)
        return FaultKind::OtherSignal;
    if (major > 0)
        return FaultKind::Major;
    return minor > 0 ? FaultKind::Minor : FaultKind::None;
}

QString nameForWindow(FaultKind kind, const Signal& signal) {
    switch (kind) {
    case FaultKind::None:
        return {};
    case FaultKind::Minor:
        return Words::tr("minor fault");
    case FaultKind::Major:
        return Words::tr("major fault");
    case FaultKind::Segv:
    case FaultKind::Bus:
    case FaultKind::OtherSignal: {
        const std::string_view name =
            signalName(signal.number == 0 ? (kind == FaultKind::Bus ? SIGBUS : SIGSEGV) : signal.number);
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    }
    return {};
}

void paintFault(QPainter& painter, QPointF c, double size, const Look& look, FaultKind kind) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double r = size / 2;
    const auto cross = [&](double half, const QColor& colour, double width) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(c - QPointF(half, half), c + QPointF(half, half));
        painter.drawLine(c + QPointF(-half, half), c + QPointF(half, -half));
    };
    switch (kind) {
    case FaultKind::None:
        break;
    case FaultKind::Minor:
        painter.setBrush(look.theme.minorFault);
        painter.drawEllipse(c, r * 0.72, r * 0.72);
        break;
    case FaultKind::Major: {
        QPainterPath diamond;
        diamond.moveTo(c.x(), c.y() - r * 1.1);
        diamond.lineTo(c.x() + r, c.y());
        diamond.lineTo(c.x(), c.y() + r * 1.1);
        diamond.lineTo(c.x() - r, c.y());
        diamond.closeSubpath();
        painter.fillPath(diamond, look.theme.majorFault);
        break;
    }
    case FaultKind::Segv:
        cross(r * 0.9, look.theme.segv, r * 0.42);
        break;
    case FaultKind::Bus:
    case FaultKind::OtherSignal:
        painter.setPen(QPen(look.theme.bus, r * 0.28));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(c.x() - r * 0.9, c.y() - r * 0.9, r * 1.8, r * 1.8));
        cross(r * 0.45, look.theme.bus, r * 0.3);
        break;
    }
    painter.restore();
}

void paintUnequal(QPainter& painter, QPointF c, double size, const QColor& colour) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, size * 0.14, Qt::SolidLine, Qt::FlatCap));
    const double half = size * 0.36, gap = size * 0.15;
    painter.drawLine(c + QPointF(-half, -gap), c + QPointF(half, -gap));
    painter.drawLine(c + QPointF(-half, gap), c + QPointF(half, gap));
    painter.drawLine(c + QPointF(-half * 0.55, half * 1.05), c + QPointF(half * 0.55, -half * 1.05));
    painter.restore();
}

void paintDifference(QPainter& painter, const QRectF& plate, const Look& look) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.theme.difference);
    painter.drawRoundedRect(plate, 2, 2);
    painter.restore();
    paintUnequal(painter, plate.center(), plate.height() * 0.85, look.theme.actorText);
}

void paintTick(QPainter& painter, QPointF c, double size, const QColor& colour) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, size * 0.16, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    const double r = size / 2;
    const QPointF points[] = {c + QPointF(-r * 0.8, r * 0.05), c + QPointF(-r * 0.25, r * 0.6),
                              c + QPointF(r * 0.85, -r * 0.65)};
    painter.drawPolyline(points, 3);
    painter.restore();
}

void paintArrowhead(QPainter& painter, QPointF tip, double direction, double size, const QColor& colour) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(tip);
    painter.rotate(direction);
    QPainterPath head;
    head.moveTo(0, 0);
    head.lineTo(-size, -size * 0.55);
    head.lineTo(-size, size * 0.55);
    head.closeSubpath();
    painter.fillPath(head, colour);
    painter.restore();
}

} // namespace faultline
