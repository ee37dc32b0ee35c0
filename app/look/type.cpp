#include "app/look/type.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGuiApplication>

#include <algorithm>

namespace faultline {

Typography typeAt(double scale) {
    // What the desktop calls its general font; 10 points where it names none.
    QFont body = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const double points = std::max(10.0, body.pointSizeF());

    Typography type;
    type.scale = scale;
    const auto sized = [scale](QFont font, double size, QFont::Weight weight) {
        font.setPointSizeF(size * scale);
        font.setWeight(weight);
        return font;
    };
    type.body = sized(body, points, QFont::Normal);
    type.strong = sized(body, points, QFont::DemiBold);
    type.italic = type.body;
    type.italic.setItalic(true);
    fixed.setStyleHint(QFont::Monospace);
    type.fixed = sized(fixed, points, QFont::Normal);
    type.fixedStrong = sized(fixed, points, QFont::Bold);
    type.machineName = sized(body, points * 1.1, QFont::DemiBold);
    type.pageHead = sized(body, points * 1.5, QFont::DemiBold);
    type.welcome = sized(body, points * 2.5, QFont::DemiBold);
    type.unit = points / 10.0 * scale;
    return type;
}

double widthOf(const QFont& font, const QString& text) {
    return QFontMetricsF(font).horizontalAdvance(text);
}

double heightOf(const QFont& font) {
    return QFontMetricsF(font).height();
}

QString elided(const QFont& font, const QString& text, double width) {
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, std::max(0.0, width));
}

} // namespace faultline
