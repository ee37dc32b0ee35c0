// The theme for Qt's own widgets: palette and style sheet.
#pragma once

#include "app/look/look.h"

#include <QPalette>
#include <QProxyStyle>
#include <QString>

namespace faultline {

/// Qt's own Fusion without the pictures on a dialog's buttons: their words say it.
class CalmStyle : public QProxyStyle {
    Q_OBJECT
public:
    CalmStyle();
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
};

QPalette paletteOf(const Theme& theme);
QString styleSheetOf(const Look& look);

} // namespace faultline
