#include "app/window/icons.h"

#include "app/look/marks.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace faultline {
namespace {

void triangle(QPainter& painter, double left, double right, double height, const QColor& ink) {
    QPainterPath path(QPointF(left, 8 - height / 2));
    path.lineTo(right, 8);
    path.lineTo(left, 8 + height / 2);
    path.closeSubpath();
    painter.fillPath(path, ink);
}

// On a square of 16 by 16.
void draw(QPainter& painter, IconName name, const QColor& ink) {
    const QPen pen(ink, 1.8, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (name) {
    case IconName::Menu:
        for (const double y : {4.0, 8.0, 12.0})
            painter.drawLine(QPointF(2, y), QPointF(14, y));
        break;
    case IconName::Step:
        triangle(painter, 4, 14, 11, ink);
        break;
    case IconName::StepOver:
        painter.drawArc(QRectF(1.5, 4.5, 11, 11), 25 * 16, 150 * 16);
        paintArrowhead(painter, QPointF(14, 11), 60, 5.5, ink);
        break;
    case IconName::Back:
        triangle(painter, 12, 2, 11, ink);
        break;
    case IconName::Run:
        triangle(painter, 1, 8, 11, ink);
        triangle(painter, 8, 15, 11, ink);
        break;
    case IconName::ToCursor:
        painter.drawLine(QPointF(1, 8), QPointF(10, 8));
        painter.drawLine(QPointF(14, 2.5), QPointF(14, 13.5));
        paintArrowhead(painter, QPointF(12, 8), 0, 5, ink);
        break;
    case IconName::Reset:
        painter.drawArc(QRectF(2.5, 3, 11, 11), -210 * 16, 290 * 16);
        paintArrowhead(painter, QPointF(2.2, 1.4), -110, 5.5, ink);
        break;
    case IconName::Stop:
        painter.fillRect(QRectF(3, 3, 10, 10), ink);
        break;
    case IconName::Tick:
        paintTick(painter, QPointF(8, 8), 14, ink);
        break;
    case IconName::Unequal:
        paintUnequal(painter, QPointF(8, 8), 15, ink);
        break;
    }
}

} // namespace

QIcon iconOf(IconName name, const Look& look, const QColor& ink) {
    QIcon icon;
    const double size = look.px(16);
    for (const double ratio : {1.0, 2.0, 3.0})
        for (const bool disabled : {false, true}) {
            QPixmap pixmap(QSizeF(size * ratio, size * ratio).toSize());
            pixmap.setDevicePixelRatio(ratio);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.scale(size / 16, size / 16);
            draw(painter, name, disabled ? look.theme.line2 : ink);
            painter.end();
            icon.addPixmap(pixmap, disabled ? QIcon::Disabled : QIcon::Normal);
        }
    return icon;
}

QIcon programIcon() {
    return QIcon(QStringLiteral(":/icons/faultline.svg"));
}

} // namespace faultline
