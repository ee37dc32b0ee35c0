// Typography and measures: the system's fonts at one scale, and lengths that follow them.
#pragma once

#include <QFont>
#include <QString>

namespace faultline {

/// The fonts of the window. `scale` is 1 for a desk and more for a projector; nothing is smaller than the system's
/// size.
struct Typography {
    double scale = 1;
    QFont body, strong, italic, fixed, fixedStrong, machineName, pageHead, welcome;

    /// Pixels on the screen of `pixels` of look's measures, which are for body text of 10 points at 96 dpi: follows the
    /// size of the body text, not its width.
    double px(double pixels) const { return pixels * unit; }
    double unit = 1;
};

Typography typeAt(double scale);

double widthOf(const QFont& font, const QString& text);
/// Of a line of text from its ascent to its descent.
double heightOf(const QFont& font);
/// The text, cut with an ellipsis at the end so that it is at most `width` wide.
QString elided(const QFont& font, const QString& text, double width);

} // namespace faultline
